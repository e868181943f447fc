package org.countersign.policy;

import static org.countersign.policy.PolicyDifference.CELL;
import static org.countersign.policy.PolicyDifference.CELL_CHANGED;
import static org.countersign.policy.PolicyDifference.COLUMN_ADDED;
import static org.countersign.policy.PolicyDifference.COLUMN_CHANGED;
import static org.countersign.policy.PolicyDifference.COLUMN_REMOVED;
import static org.countersign.policy.PolicyDifference.RULE_ADDED;
import static org.countersign.policy.PolicyDifference.RULE_DESCRIBED;
import static org.countersign.policy.PolicyDifference.RULE_MOVED;
import static org.countersign.policy.PolicyDifference.RULE_REMOVED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.policy.PolicyTable.Column;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.Explanation;

/**
 * Says in words in what two versions of a decision table differ. Rules are the same by their ids; where a tool gave a rule
 * another id, by what they say.
 */
final class PolicyDifferences {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_CELL = 160;

    private final PolicyTable before;
    private final PolicyTable after;
    private final List<Explanation> found = new ArrayList<>();

    private PolicyDifferences(PolicyTable before, PolicyTable after) {
        this.before = before;
        this.after = after;
    }

    /** What differs, the table first, then its rules in their order; empty where both say the same. */
    static List<Explanation> between(PolicyTable before, PolicyTable after) {
        var differences = new PolicyDifferences(before, after);
        differences.table();
        differences.columns();
        differences.rules();
        return List.copyOf(differences.found);
    }

    /** What differs outside columns and cells. */
    static List<Explanation> ofParts(List<PolicyFilePart> before, List<PolicyFilePart> after) {
        var found = new ArrayList<Explanation>();
        after.forEach(now -> {
            var was = counterpart(before, now);
            if (!now.text().equals(was)) {
                found.add(told(now, was, now.text()));
            }
        });
        before.stream()
                .filter(was -> counterpart(after, was).isEmpty())
                .forEach(was -> found.add(told(was, was.text(), "")));
        return List.copyOf(found);
    }

    private static String counterpart(List<PolicyFilePart> parts, PolicyFilePart part) {
        return parts.stream()
                .filter(part::isSameThing)
                .map(PolicyFilePart::text)
                .findFirst()
                .orElse("");
    }

    private static Explanation told(PolicyFilePart part, String was, String now) {
        var before = said(was);
        var after = said(now);
        return switch (part.kind()) {
            case VERSION_TAG -> Explanation.of(PolicyDifference.VERSION_TAG, after, before);
            case KEPT -> Explanation.of(PolicyDifference.KEPT, after, before);
            case NEEDS -> Explanation.of(PolicyDifference.NEEDS, after, before);
            case VARIABLE -> Explanation.of(PolicyDifference.COLUMN_VARIABLE, part.name(), after, before);
            case DEFAULT -> Explanation.of(PolicyDifference.COLUMN_DEFAULT, part.name(), after, before);
            case ATTRIBUTE -> Explanation.of(PolicyDifference.ATTRIBUTE, part.name(), after, before);
            case ELEMENT ->
                Explanation.of(
                        was.isEmpty()
                                ? PolicyDifference.ELEMENT_ADDED
                                : now.isEmpty() ? PolicyDifference.ELEMENT_REMOVED : PolicyDifference.ELEMENT_CHANGED,
                        part.name());
        };
    }

    private static Object said(String text) {
        return text.isEmpty() ? Explanation.of(PolicyDifference.NO_VALUE) : shortened(text);
    }

    /** The first of them, and how many more there are. */
    static List<Explanation> bounded(List<Explanation> differences, int most) {
        if (differences.size() <= most) {
            return differences;
        }
        var shown = new ArrayList<>(differences.subList(0, most - 1));
        shown.add(Explanation.of(
                PolicyDifference.MORE, Explanation.number(BigDecimal.valueOf(differences.size() - most + 1L))));
        return List.copyOf(shown);
    }

    private void table() {
        if (!before.name().equals(after.name())) {
            say(PolicyDifference.RENAMED, after.name(), before.name());
        }
        if (!before.description().equals(after.description())) {
            say(PolicyDifference.DESCRIBED);
        }
        if (!hitPolicy(before).equals(hitPolicy(after))) {
            say(PolicyDifference.HIT_POLICY, hitPolicy(after), hitPolicy(before));
        }
    }

    private static String hitPolicy(PolicyTable table) {
        return table.hitPolicy().word() + (table.aggregation() == null ? "" : " " + table.aggregation());
    }

    private void columns() {
        var old = columnsOf(before);
        var now = columnsOf(after);
        now.forEach((id, column) -> {
            var was = old.get(id);
            if (was == null) {
                say(COLUMN_ADDED, column.label());
            } else if (!meaning(was).equals(meaning(column))) {
                say(COLUMN_CHANGED, column.label(), shortened(meaning(column)), shortened(meaning(was)));
            }
        });
        old.forEach((id, column) -> {
            if (!now.containsKey(id)) {
                say(COLUMN_REMOVED, column.label());
            }
        });
    }

    private static String meaning(Column column) {
        var about = column instanceof Input input ? input.expression() : ((Output) column).name();
        return String.join(
                " ",
                Stream.of(column.label(), about, column.typeRef(), column.allowed())
                        .filter(part -> !part.isBlank())
                        .toList());
    }

    private void rules() {
        var former = counterparts();
        var moved = moved(former);
        for (var place = 0; place < after.rules().size(); place++) {
            var rule = after.rules().get(place);
            var was = former.get(rule.id());
            if (was == null) {
                say(RULE_ADDED, name(rule), summary(after, rule));
                continue;
            }
            cells(was, rule);
            if (!was.description().equals(rule.description())) {
                say(
                        RULE_DESCRIBED,
                        name(was),
                        rule.description().isBlank()
                                ? Explanation.of(PolicyDifference.NOT_DESCRIBED)
                                : shortened(withoutStop(rule.description())));
            }
            if (moved.contains(rule.id())) {
                say(RULE_MOVED, name(rule), place(before.indexOf(was.id())), place(place));
            }
        }
        var kept = new HashSet<>(former.values());
        before.rules().stream()
                .filter(rule -> !kept.contains(rule))
                .forEach(rule -> say(RULE_REMOVED, name(rule), summary(before, rule)));
    }

    private void cells(Rule was, Rule now) {
        var old = cellsOf(before, was);
        cellsOf(after, now).forEach((column, cell) -> {
            var former = old.get(column);
            if (former != null && !former.equals(cell)) {
                say(CELL_CHANGED, name(now), labelOf(column), value(column, former), value(column, cell));
            }
        });
    }

    private String labelOf(String column) {
        var found = columnsOf(after).get(column);
        return found == null ? column : found.label();
    }

    /** The former rule of each rule that has one. */
    private Map<String, Rule> counterparts() {
        var former = new HashMap<String, Rule>();
        after.rules().forEach(rule -> before.rule(rule.id()).ifPresent(same -> former.put(rule.id(), same)));
        var free = new ArrayList<>(before.rules());
        free.removeAll(former.values());
        for (var rule : after.rules()) {
            if (!former.containsKey(rule.id())) {
                free.stream()
                        .filter(other -> cellsOf(before, other).equals(cellsOf(after, rule)))
                        .findFirst()
                        .ifPresent(other -> {
                            former.put(rule.id(), other);
                            free.remove(other);
                        });
            }
        }
        return former;
    }

    /** The fewest rules that have to be taken up to bring all others from the old order into the new one. */
    private Set<String> moved(Map<String, Rule> former) {
        var common = after.rules().stream()
                .filter(rule -> former.containsKey(rule.id()))
                .toList();
        var places = common.stream()
                .mapToInt(rule -> {
                    var was = former.get(rule.id());
                    return was == null ? -1 : before.indexOf(was.id());
                })
                .toArray();
        var staying = longestRise(places);
        var moved = new HashSet<String>();
        for (var i = 0; i < places.length; i++) {
            if (!staying.contains(i)) {
                moved.add(common.get(i).id());
            }
        }
        return moved;
    }

    private static Set<Integer> longestRise(int[] places) {
        var length = new int[places.length];
        var previous = new int[places.length];
        Arrays.fill(previous, -1);
        var best = -1;
        for (var i = 0; i < places.length; i++) {
            length[i] = 1;
            for (var j = 0; j < i; j++) {
                if (places[j] < places[i] && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        var rise = new HashSet<Integer>();
        for (var i = best; i >= 0; i = previous[i]) {
            rise.add(i);
        }
        return rise;
    }

    private static Explanation summary(PolicyTable table, Rule rule) {
        var columns = columnsOf(table);
        var parts = new ArrayList<Explanation>();
        cellsOf(table, rule).forEach((id, cell) -> {
            var column = columns.get(id);
            if (column != null && !cell.isEmpty()) {
                parts.add(Explanation.of(CELL, column.label(), shortened(cell)));
            }
        });
        return parts.isEmpty()
                ? Explanation.of(PolicyDifference.SAYS_NOTHING)
                : new Explanation(
                        String.join(
                                ", ", parts.stream().map(Explanation::english).toList()),
                        parts.stream().flatMap(part -> part.said().stream()).toList());
    }

    private Object value(String column, String cell) {
        if (!cell.isEmpty()) {
            return shortened(cell);
        }
        var input = after.inputs().stream().anyMatch(one -> one.id().equals(column));
        return Explanation.of(input ? PolicyDifference.ANY_VALUE : PolicyDifference.NO_VALUE);
    }

    private static Map<String, Column> columnsOf(PolicyTable table) {
        var columns = new LinkedHashMap<String, Column>();
        table.inputs().forEach(input -> columns.put(input.id(), input));
        table.outputs().forEach(output -> columns.put(output.id(), output));
        return columns;
    }

    private static Map<String, String> cellsOf(PolicyTable table, Rule rule) {
        var cells = new LinkedHashMap<String, String>();
        for (var i = 0; i < Math.min(table.inputs().size(), rule.inputs().size()); i++) {
            cells.put(table.inputs().get(i).id(), plain(rule.inputs().get(i)));
        }
        for (var i = 0; i < Math.min(table.outputs().size(), rule.outputs().size()); i++) {
            cells.put(table.outputs().get(i).id(), plain(rule.outputs().get(i)));
        }
        return cells;
    }

    /** Modeler writes a dash where nothing is asked. */
    private static String plain(String cell) {
        return cell.strip().equals("-") ? "" : cell.strip();
    }

    private static String name(Rule rule) {
        var description =
                withoutStop(rule.description().strip().lines().findFirst().orElse(""));
        var name = description.isEmpty() ? rule.id().replaceFirst("^rule_", "") : description;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** As it is quoted within a sentence, which has a stop of its own. */
    private static String withoutStop(String text) {
        return text.strip().replaceFirst("\\.$", "");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
    }

    private static Explanation.Value place(int index) {
        return Explanation.number(BigDecimal.valueOf(index + 1L));
    }

    private void say(PolicyDifference sentence, Object... values) {
        found.add(Explanation.of(sentence, values));
    }
}
