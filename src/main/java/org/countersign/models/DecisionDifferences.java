package org.countersign.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.models.DecisionModel.Column;
import org.countersign.models.DecisionModel.One;
import org.countersign.models.DecisionModel.Row;
import org.countersign.models.DecisionModel.Table;
import org.countersign.models.ModelDifference.Change;
import org.countersign.models.ModelDifference.Property;

/** What differs between two versions of decisions: columns and rules by their ids, and the order of the rules. */
final class DecisionDifferences {

    private static final Table NO_TABLE = new Table("", "", List.of(), List.of(), List.of());

    private DecisionDifferences() {}

    static List<ModelDifference> between(DecisionModel from, DecisionModel to) {
        var differences = new ArrayList<ModelDifference>();
        var earlier = byId(from.decisions(), One::key);
        var later = byId(to.decisions(), One::key);
        later.forEach((key, decision) -> {
            var former = earlier.get(key);
            if (former == null) {
                differences.add(of(Change.ADDED, key, "DECISION", decision.name()));
            } else {
                decision(former, decision, differences);
            }
        });
        gone(earlier, later, "DECISION", One::name, differences);
        return differences;
    }

    private static void decision(One from, One to, List<ModelDifference> differences) {
        var properties = ModelDifference.properties(said(from), said(to));
        if (!properties.isEmpty()) {
            differences.add(new ModelDifference(Change.CHANGED, to.key(), "DECISION", to.name(), properties));
        }
        var earlier = from.table() == null ? NO_TABLE : from.table();
        var later = to.table() == null ? NO_TABLE : to.table();
        columns(earlier, later, differences);
        rows(earlier, later, differences);
    }

    private static Map<String, String> said(One decision) {
        var says = new LinkedHashMap<String, String>();
        says.put("name", decision.name());
        says.put("description", decision.description());
        says.put("expression", decision.expression());
        says.put(
                "informationRequirement",
                decision.asks().stream().map(asked -> asked.key()).collect(Collectors.joining(", ")));
        var table = decision.table() == null ? NO_TABLE : decision.table();
        says.put("hitPolicy", table.hitPolicy());
        says.put("aggregation", table.aggregation());
        return says;
    }

    private static void columns(Table from, Table to, List<ModelDifference> differences) {
        var earlier = columns(from);
        var later = columns(to);
        later.forEach((id, column) -> {
            var former = earlier.get(id);
            if (former == null) {
                differences.add(of(Change.ADDED, id, "COLUMN", column.head()));
                return;
            }
            var properties = ModelDifference.properties(said(former), said(column));
            if (!properties.isEmpty()) {
                differences.add(new ModelDifference(Change.CHANGED, id, "COLUMN", column.head(), properties));
            }
        });
        gone(earlier, later, "COLUMN", Column::head, differences);
    }

    private static Map<String, String> said(Column column) {
        var says = new LinkedHashMap<String, String>();
        says.put("label", column.label());
        says.put("expression", column.expression());
        says.put("typeRef", column.type());
        return says;
    }

    private static void rows(Table from, Table to, List<ModelDifference> differences) {
        var earlier = byId(from.rows(), Row::id);
        var later = byId(to.rows(), Row::id);
        var moved = moved(
                earlier.keySet().stream().filter(later::containsKey).toList(),
                later.keySet().stream().filter(earlier::containsKey).toList());
        later.forEach((id, row) -> {
            var former = earlier.get(id);
            if (former == null) {
                differences.add(new ModelDifference(
                        Change.ADDED,
                        id,
                        "RULE",
                        row.description(),
                        ModelDifference.properties(Map.of(), said(row, to))));
                return;
            }
            var properties = ModelDifference.properties(said(former, from), said(row, to));
            if (!properties.isEmpty()) {
                differences.add(new ModelDifference(Change.CHANGED, id, "RULE", row.description(), properties));
            } else if (moved.contains(id)) {
                differences.add(new ModelDifference(
                        Change.MOVED,
                        id,
                        "RULE",
                        row.description(),
                        List.of(new Property("position", place(earlier, id), place(later, id)))));
            }
        });
        gone(earlier, later, "RULE", Row::description, differences);
    }

    private static String place(Map<String, Row> rows, String id) {
        return Integer.toString(List.copyOf(rows.keySet()).indexOf(id) + 1);
    }

    private static Map<String, String> said(Row row, Table table) {
        var says = new LinkedHashMap<String, String>();
        var columns = Stream.concat(table.inputs().stream(), table.outputs().stream())
                .map(Column::head)
                .toList();
        for (var index = 0; index < Math.min(columns.size(), row.cells().size()); index++) {
            says.merge(columns.get(index), row.cells().get(index), (one, two) -> one + "; " + two);
        }
        says.put("description", row.description());
        says.values().removeIf(String::isEmpty);
        return says;
    }

    /** The fewest that have to go elsewhere to come from one order to the other. */
    private static List<String> moved(List<String> from, List<String> to) {
        var lengths = new int[from.size() + 1][to.size() + 1];
        for (var one = from.size() - 1; one >= 0; one--) {
            for (var two = to.size() - 1; two >= 0; two--) {
                lengths[one][two] = from.get(one).equals(to.get(two))
                        ? lengths[one + 1][two + 1] + 1
                        : Math.max(lengths[one + 1][two], lengths[one][two + 1]);
            }
        }
        var moved = new ArrayList<>(to);
        for (int one = 0, two = 0; one < from.size() && two < to.size(); ) {
            if (from.get(one).equals(to.get(two))) {
                moved.remove(to.get(two));
                one++;
                two++;
            } else if (lengths[one + 1][two] >= lengths[one][two + 1]) {
                one++;
            } else {
                two++;
            }
        }
        return moved;
    }

    private static Map<String, Column> columns(Table table) {
        return byId(
                Stream.concat(table.inputs().stream(), table.outputs().stream()).toList(), Column::id);
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        var byId = new LinkedHashMap<String, T>();
        var nameless = new HashMap<String, Integer>();
        for (var one : all) {
            // Who leaves ids out in a file tells by place.
            var key = id.apply(one).isEmpty() ? "#" + nameless.merge("", 1, Integer::sum) : id.apply(one);
            byId.put(key, one);
        }
        return byId;
    }

    private static <T> void gone(
            Map<String, T> earlier,
            Map<String, T> later,
            String what,
            Function<T, String> name,
            List<ModelDifference> differences) {
        earlier.forEach((id, one) -> {
            if (!later.containsKey(id)) {
                differences.add(of(Change.REMOVED, id, what, name.apply(one)));
            }
        });
    }

    private static ModelDifference of(Change change, String id, String what, String name) {
        return new ModelDifference(change, id, what, name, List.of());
    }
}
