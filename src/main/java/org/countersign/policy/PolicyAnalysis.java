package org.countersign.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.countersign.policy.KnownColumns.Presence;
import org.countersign.policy.Regions.Truth;

/**
 * Looks for gaps and overlaps in the conditions of a table. Column after column is parted into regions, and the rules that
 * can still apply are followed; combinations that leave the same rules are looked at once. A formula never closes a gap,
 * and always may overlap: what is found to be whole is whole.
 */
final class PolicyAnalysis {

    private static final int MOST_EXAMPLES = 5;
    /** More would fill the memory before the budget is used up. */
    private static final int MOST_REMEMBERED = 100_000;

    private final int rules;
    private final int columns;
    private final List<List<Object>> values = new ArrayList<>();
    /** By column and region: the rules whose condition holds there. */
    private final List<List<BitSet>> surely = new ArrayList<>();
    /** By column and rule: the regions where the condition holds, or may hold. */
    private final List<List<BitSet>> perhaps = new ArrayList<>();

    private final List<BitSet> openFrom = new ArrayList<>();
    private final Set<State> seen = new HashSet<>();
    private final List<List<Object>> gaps = new ArrayList<>();
    private int budget;

    private record State(int column, BitSet alive) {}

    /**
     * @param conditions by rule and column
     * @param allowed the allowed values by column
     * @param withMissing whether facts may not be given of which the product knows nothing
     */
    PolicyAnalysis(PolicyTable table, List<List<Cell>> conditions, List<Cell> allowed, boolean withMissing) {
        this.rules = conditions.size();
        this.columns = table.inputs().size();
        for (int index = 0; index < columns; index++) {
            var column = index;
            var input = table.inputs().get(column);
            var cells = conditions.stream().map(row -> row.get(column)).toList();
            var presence = KnownColumns.presence(table, input);
            add(Regions.of(input, presence, withMissing, allowed.get(column), cells), cells);
        }
        for (int column = 0; column <= columns; column++) {
            openFrom.add(new BitSet(rules));
        }
        openFrom.get(columns).set(0, rules);
        for (int column = columns - 1; column >= 0; column--) {
            for (int rule = 0; rule < rules; rule++) {
                openFrom.get(column)
                        .set(
                                rule,
                                openFrom.get(column + 1).get(rule)
                                        && conditions.get(rule).get(column) instanceof Cell.Nothing);
            }
        }
    }

    /** Whether something of which the product knows nothing may not be given. */
    static boolean hasUnknownFacts(PolicyTable table) {
        return table.inputs().stream().anyMatch(input -> KnownColumns.presence(table, input) == Presence.UNKNOWN);
    }

    private void add(List<Object> regions, List<Cell> cells) {
        var holding = new ArrayList<BitSet>();
        var holdingPerhaps = IntStream.range(0, rules)
                .mapToObj(rule -> new BitSet(regions.size()))
                .toList();
        for (int region = 0; region < regions.size(); region++) {
            var sure = new BitSet(rules);
            for (int rule = 0; rule < rules; rule++) {
                var truth = Regions.holds(cells.get(rule), regions.get(region));
                sure.set(rule, truth == Truth.YES);
                holdingPerhaps.get(rule).set(region, truth != Truth.NO);
            }
            holding.add(sure);
        }
        values.add(regions);
        surely.add(holding);
        perhaps.add(holdingPerhaps);
    }

    /**
     * Facts for which no rule applies, a value for each column; some of them, where there are many.
     *
     * @param most how many combinations to look at
     */
    List<List<Object>> gaps(int most) {
        budget = most;
        var alive = new BitSet(rules);
        alive.set(0, rules);
        search(0, alive, new ArrayList<>());
        return gaps;
    }

    /** Whether the last search came to its end. */
    boolean isWhole() {
        return budget > 0;
    }

    private void search(int column, BitSet alive, List<Object> chosen) {
        if (gaps.size() >= MOST_EXAMPLES || budget <= 0 || alive.intersects(openFrom.get(column))) {
            return;
        }
        if (column == columns || alive.isEmpty()) {
            var example = new ArrayList<>(chosen);
            for (int rest = column; rest < columns; rest++) {
                example.add(values.get(rest).get(0));
            }
            gaps.add(shortest(example));
            return;
        }
        var state = new State(column, alive);
        if (seen.size() < MOST_REMEMBERED ? !seen.add(state) : seen.contains(state)) {
            return;
        }
        for (int region = 0; region < values.get(column).size(); region++) {
            budget--;
            var left = (BitSet) alive.clone();
            left.and(surely.get(column).get(region));
            chosen.add(values.get(column).get(region));
            search(column + 1, left, chosen);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** The example without the facts that exclude no rule by themselves. */
    private List<Object> shortest(List<Object> example) {
        var excluding = IntStream.range(0, columns)
                .mapToObj(column -> {
                    var applying = surely.get(column).get(values.get(column).indexOf(example.get(column)));
                    var excluded = new BitSet(rules);
                    excluded.set(0, rules);
                    excluded.andNot(applying);
                    return excluded;
                })
                .toList();
        var kept = new BitSet(columns);
        kept.set(0, columns);
        for (int column = columns - 1; column >= 0; column--) {
            kept.clear(column);
            var excluded = new BitSet(rules);
            kept.stream().forEach(other -> excluded.or(excluding.get(other)));
            if (excluded.cardinality() < rules) {
                kept.set(column);
            }
        }
        return IntStream.range(0, columns)
                .mapToObj(column -> kept.get(column) ? example.get(column) : Regions.Special.WHATEVER)
                .toList();
    }

    /**
     * Facts for which both rules may apply, a value for each column that one of them asks about; empty where there are none.
     */
    List<Object> overlap(int rule, int other) {
        var example = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            var common = (BitSet) perhaps.get(column).get(rule).clone();
            common.and(perhaps.get(column).get(other));
            if (common.isEmpty()) {
                return List.of();
            }
            example.add(
                    common.cardinality() == values.get(column).size()
                            ? Regions.Special.WHATEVER
                            : values.get(column).get(common.nextSetBit(0)));
        }
        return example;
    }

    /** Whether a rule applies wherever the other one may. */
    boolean covers(int rule, int other) {
        for (int column = 0; column < columns; column++) {
            var regions = perhaps.get(column).get(other);
            for (int region = regions.nextSetBit(0); region >= 0; region = regions.nextSetBit(region + 1)) {
                if (!surely.get(column).get(region).get(rule)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether there are no facts for which the rule may apply. */
    boolean never(int rule) {
        return IntStream.range(0, columns)
                .anyMatch(column -> perhaps.get(column).get(rule).isEmpty());
    }
}
