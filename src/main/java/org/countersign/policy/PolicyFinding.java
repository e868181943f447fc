package org.countersign.policy;

import java.util.List;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found in a table.
 *
 * @param severity whether the table can be released nevertheless
 * @param kind what it is
 * @param sentence for people
 * @param rule id of the rule, null where it is about the whole table
 * @param column id of the column, null where it is about the whole rule or table
 * @param example facts that show it, empty where none are needed
 */
public record PolicyFinding(
        Severity severity,
        PolicyStatement kind,
        Explanation sentence,
        @Nullable String rule,
        @Nullable String column,
        List<Fact> example) {

    /** Keeps a copy of the example. */
    public PolicyFinding {
        example = List.copyOf(example);
    }

    /** How bad it is. */
    public enum Severity {
        /** The table cannot be released. */
        ERROR,
        /** Somebody should look at it. */
        WARNING
    }

    /**
     * A fact of an example.
     *
     * @param column id of the input column
     * @param label what people read above the column
     * @param value a number, text, yes or no, or moment; null where the fact is not given
     */
    public record Fact(
            String column, String label, @Nullable Object value) {}
}
