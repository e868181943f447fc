package org.countersign.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What differs between two versions of a model in one place.
 *
 * @param element id of what differs: a flow node, a rule, a field
 * @param what what it is: an {@link ElementType}, {@code DECISION}, {@code COLUMN} or {@code RULE}, or the type of a form's
 *     part
 * @param name as people know it, in the later version that has it; empty where it has none
 * @param properties what of it differs, where it was changed
 */
public record ModelDifference(Change change, String element, String what, String name, List<Property> properties) {

    /** Keeps a copy of the list. */
    public ModelDifference {
        properties = List.copyOf(properties);
    }

    /** What was done. */
    public enum Change {
        /** It was not there. */
        ADDED,
        /** It is not there any more. */
        REMOVED,
        /** It says something else. */
        CHANGED,
        /** It says the same and stands elsewhere. */
        MOVED
    }

    /**
     * Something that differs.
     *
     * @param name of the property, as files call it
     * @param from what it said, empty for nothing
     * @param to what it says, empty for nothing
     */
    public record Property(String name, String from, String to) {}

    static List<Property> properties(Map<String, String> from, Map<String, String> to) {
        return Stream.concat(from.keySet().stream(), to.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(from.getOrDefault(name, ""), to.getOrDefault(name, "")))
                .map(name -> new Property(name, from.getOrDefault(name, ""), to.getOrDefault(name, "")))
                .toList();
    }
}
