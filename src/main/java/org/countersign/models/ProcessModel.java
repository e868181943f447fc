package org.countersign.models;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a process says: its steps in the order in which they can be reached, and what is written about each.
 *
 * @param name as the model has it, empty where it has none
 * @param documentation empty where nobody wrote any
 * @param drawn whether the file has a drawing of it
 * @param facts about the process as a whole
 */
public record ProcessModel(
        String key, String name, String documentation, boolean drawn, List<ModelFact> facts, List<Step> steps) {

    /** Keeps copies of the lists. */
    public ProcessModel {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    /**
     * Something that the process goes through.
     *
     * @param depth in how many subprocesses it lies
     * @param attachedTo the step that it lies on, where it is a boundary event
     * @param ways where it goes on
     */
    public record Step(
            String id,
            ElementType type,
            String name,
            String documentation,
            int depth,
            @Nullable String attachedTo,
            List<ModelFact> facts,
            List<Way> ways) {

        /** Keeps copies of the lists. */
        public Step {
            facts = List.copyOf(facts);
            ways = List.copyOf(ways);
        }
    }

    /**
     * A flow to a next step.
     *
     * @param flow its id
     * @param name what is written at it, empty where nothing is
     * @param condition by which it is chosen, empty where there is none
     * @param to id of the next step
     */
    public record Way(String flow, String name, String condition, String to) {}

    /** The step of this id. */
    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** What the process and its steps refer to. */
    public Stream<ModelFact> references() {
        return steps.stream()
                .flatMap(step -> step.facts().stream())
                .filter(fact -> fact.kind().link() != null)
                .distinct();
    }
}
