package org.countersign.console;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where one process instance stands in its diagram, and the way it took, drawn from the engine's history.
 *
 * @param instance id of the process instance
 * @param process key of the process, for example {@code purchase-order}
 * @param name the process's name as its model has it
 * @param document number of the document that it is about
 * @param model id of the deployed model whose diagram is to be shown
 * @param startedAt when it began, UTC
 * @param endedAt when it ended, UTC; null while it runs
 * @param active ids of the flow nodes where it stands now
 * @param visited ids of the flow nodes that it reached
 * @param flows ids of the sequence flows that it took
 * @param incidents what is stuck in it
 * @param steps what happened in it, in words, the first reached first; gateways are left out
 */
public record ProcessPicture(
        String instance,
        String process,
        String name,
        String document,
        String model,
        Instant startedAt,
        @Nullable Instant endedAt,
        Set<String> active,
        Set<String> visited,
        Set<String> flows,
        List<Incident> incidents,
        List<Step> steps) {

    /** Whether it has come to its end. */
    public boolean isEnded() {
        return endedAt != null;
    }

    /**
     * Something that is stuck until a person helps.
     *
     * @param node id of the flow node
     * @param name the node's name
     * @param message what the engine says about it; for operations
     */
    public record Incident(
            String node, String name, @Nullable String message) {}

    /**
     * One step that was reached.
     *
     * @param node id of the flow node
     * @param name the node's name, or its id where it has none
     * @param state where it stands
     * @param times how often it was reached
     * @param startedAt when it was last reached, UTC; null while it waits for the engine to begin it
     * @param endedAt when it was last left, UTC
     */
    public record Step(
            String node,
            String name,
            StepState state,
            int times,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** Where a step stands. */
    public enum StepState {
        /** Something or somebody is expected there now. */
        ACTIVE,
        /** It was completed. */
        DONE,
        /** It was left before it was completed. */
        LEFT,
        /** It is stuck. */
        STUCK
    }
}
