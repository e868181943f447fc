package org.countersign.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.countersign.shared.Explanation;

/**
 * What many cases come to. However many cases there are, it grows only with the people who are asked and with the ways that
 * there are from one answer to another.
 */
public final class ForesightSums {

    /** Further ways are counted, but not told apart. */
    static final int MOST_SHIFTS = 200;

    private static final String FURTHER = "further";

    private long cases;
    private long rebuilt;
    private long byRuleBefore;
    private long byRuleAfter;
    private long unansweredBefore;
    private long unansweredAfter;
    private final Map<ForeseenOutcome, Long> outcomes;
    private final Map<String, Load> loads;
    private final Map<String, Shift> shifts;

    /** Nothing yet. */
    ForesightSums() {
        this.outcomes = new EnumMap<>(ForeseenOutcome.class);
        this.loads = new TreeMap<>();
        this.shifts = new LinkedHashMap<>();
    }

    /** As they are kept. */
    record Kept(
            long cases,
            long rebuilt,
            long byRuleBefore,
            long byRuleAfter,
            long unansweredBefore,
            long unansweredAfter,
            Map<ForeseenOutcome, Long> outcomes,
            Map<String, Load> loads,
            Map<String, Shift> shifts) {}

    static ForesightSums of(Kept kept) {
        var sums = new ForesightSums();
        sums.cases = kept.cases();
        sums.rebuilt = kept.rebuilt();
        sums.byRuleBefore = kept.byRuleBefore();
        sums.byRuleAfter = kept.byRuleAfter();
        sums.unansweredBefore = kept.unansweredBefore();
        sums.unansweredAfter = kept.unansweredAfter();
        sums.outcomes.putAll(kept.outcomes());
        sums.loads.putAll(kept.loads());
        sums.shifts.putAll(kept.shifts());
        return sums;
    }

    Kept kept() {
        return new Kept(
                cases, rebuilt, byRuleBefore, byRuleAfter, unansweredBefore, unansweredAfter, outcomes, loads, shifts);
    }

    /** How often somebody is asked, before and after. */
    public record Load(long before, long after) {

        /** How much more it would be. */
        public long more() {
            return after - before;
        }
    }

    /**
     * One way from an answer to another.
     *
     * @param id by which its cases are found
     * @param before the answer of the table in force, without what belongs to single cases
     * @param after the candidate's
     * @param cases how many go this way
     */
    public record Shift(
            String id, ForeseenOutcome outcome, List<Explanation> before, List<Explanation> after, long cases) {}

    /** Counts one more. @return the id of the way that it goes; empty where nothing changes */
    String add(ForeseenCase one) {
        var outcome = one.outcome();
        cases++;
        rebuilt += one.rebuilt() ? 1 : 0;
        byRuleBefore += one.before().byRule() ? 1 : 0;
        byRuleAfter += one.after().byRule() ? 1 : 0;
        unansweredBefore += one.before().unanswered() ? 1 : 0;
        unansweredAfter += one.after().unanswered() ? 1 : 0;
        outcomes.merge(outcome, 1L, Long::sum);
        one.before().asked().forEach(who -> loads.merge(who, new Load(1, 0), ForesightSums::together));
        one.after().asked().forEach(who -> loads.merge(who, new Load(0, 1), ForesightSums::together));
        if (outcome == ForeseenOutcome.SAME) {
            return "";
        }
        var id = idOf(one, outcome);
        if (!shifts.containsKey(id) && shifts.size() >= MOST_SHIFTS) {
            id = FURTHER;
        }
        var known = shifts.get(id);
        shifts.put(
                id,
                known != null
                        ? new Shift(id, known.outcome(), known.before(), known.after(), known.cases() + 1)
                        : id.equals(FURTHER)
                                ? new Shift(id, ForeseenOutcome.OTHERWISE, List.of(), List.of(), 1)
                                : new Shift(
                                        id,
                                        outcome,
                                        one.before().pattern(),
                                        one.after().pattern(),
                                        1));
        return id;
    }

    private static String idOf(ForeseenCase one, ForeseenOutcome outcome) {
        var way = outcome + "\n" + one.before().pattern() + "\n" + one.after().pattern();
        return UUID.nameUUIDFromBytes(way.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static Load together(Load one, Load other) {
        return new Load(one.before() + other.before(), one.after() + other.after());
    }

    /** How many cases there were. */
    public long cases() {
        return cases;
    }

    /** How many of them had to be rebuilt, for their facts were not kept. */
    public long rebuilt() {
        return rebuilt;
    }

    /** How many pass by rule under the table in force. */
    public long byRuleBefore() {
        return byRuleBefore;
    }

    /** How many would pass by rule under the candidate. */
    public long byRuleAfter() {
        return byRuleAfter;
    }

    /** How many nobody could go on with under the table in force (R03). */
    public long unansweredBefore() {
        return unansweredBefore;
    }

    /** How many nobody could go on with under the candidate (R03). */
    public long unansweredAfter() {
        return unansweredAfter;
    }

    /** How many there are of an outcome. */
    public long of(ForeseenOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** How many would be answered otherwise in any way. */
    public long changed() {
        return cases - of(ForeseenOutcome.SAME);
    }

    /** By whom, those with the largest change first. */
    public List<Map.Entry<String, Load>> loads() {
        return loads.entrySet().stream()
                .map(load -> Map.entry(load.getKey(), load.getValue()))
                .sorted(Comparator.<Map.Entry<String, Load>>comparingLong(
                                load -> -Math.abs(load.getValue().more()))
                        .thenComparing(load -> -load.getValue().after())
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    /** The ways from one answer to another, those that most take first. */
    public List<Shift> shifts() {
        var sorted = new ArrayList<>(shifts.values());
        sorted.sort(Comparator.comparing((Shift shift) -> -shift.cases()).thenComparing(Shift::id));
        return sorted;
    }
}
