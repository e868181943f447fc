package org.countersign.models;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of a file. There may be several, of which one asks the other.
 *
 * @param key of the one that is shown
 */
public record DecisionModel(String key, List<One> decisions) {

    /** Keeps a copy of the list. */
    public DecisionModel {
        decisions = List.copyOf(decisions);
    }

    /** The one that is shown. */
    public Optional<One> shown() {
        return decisions.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /**
     * A decision.
     *
     * @param name as the model has it, empty where it has none
     * @param asks names of what it asks: other decisions, and facts
     * @param table null where it is none
     * @param expression what is evaluated where it is no table; empty for a table
     */
    public record One(
            String key,
            String name,
            String description,
            List<Asked> asks,
            @Nullable Table table,
            String expression) {

        /** Keeps a copy of the list. */
        public One {
            asks = List.copyOf(asks);
        }
    }

    /**
     * Something that a decision asks.
     *
     * @param decision whether it is a decision of the same file, and no fact
     */
    public record Asked(String key, String name, boolean decision) {}

    /**
     * A table.
     *
     * @param hitPolicy as DMN writes it, {@code UNIQUE} where it says nothing
     * @param aggregation empty where there is none
     */
    public record Table(
            String hitPolicy, String aggregation, List<Column> inputs, List<Column> outputs, List<Row> rows) {

        /** Keeps copies of the lists. */
        public Table {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            rows = List.copyOf(rows);
        }

        /** The columns, inputs first. */
        public List<Column> columns() {
            return Stream.concat(inputs.stream(), outputs.stream()).toList();
        }

        /** Places of the columns in which a rule says something, from 0; all of them where there is no rule. */
        public List<Integer> said() {
            return places(true);
        }

        /** Places of the columns in which no rule says anything. */
        public List<Integer> unsaid() {
            return rows.isEmpty() ? List.of() : places(false);
        }

        /** How many of the columns in which a rule says something ask. */
        public int conditions() {
            return (int) said().stream().filter(place -> place < inputs.size()).count();
        }

        private List<Integer> places(boolean said) {
            return IntStream.range(0, inputs.size() + outputs.size())
                    .filter(place -> rows.isEmpty()
                            || said
                                    == rows.stream()
                                            .anyMatch(row -> place < row.cells().size()
                                                    && !row.cells().get(place).isBlank()))
                    .boxed()
                    .toList();
        }
    }

    /**
     * A column.
     *
     * @param expression which fact is asked for, or the name of the answer
     */
    public record Column(String id, String label, String expression, String type) {

        /** What stands above it. */
        public String head() {
            return label.isBlank() ? expression : label;
        }
    }

    /** A rule, its cells in the order of the columns, inputs first. */
    public record Row(String id, String description, List<String> cells) {

        /** Keeps a copy of the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
