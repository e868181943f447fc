package org.countersign.policy.web;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.countersign.policy.ForeseenDocument;
import org.countersign.policy.ForeseenOutcome;
import org.countersign.policy.Foresight;
import org.countersign.policy.ForesightSums;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * A foresight as clients read it.
 *
 * @param version the version in force with which the candidate was compared
 * @param expected how many cases there are to be looked at
 * @param looked how many were looked at so far
 * @param stale {@code DRAFT_CHANGED} or {@code TABLE_CHANGED} where the figures are those of another table; else null
 */
record ForesightView(
        String id,
        String change,
        String table,
        int version,
        Instant from,
        Instant until,
        Foresight.State state,
        long expected,
        long looked,
        int percent,
        Foresight.@Nullable Stale stale,
        Figures past,
        @Nullable Figures open,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable String note) {

    static ForesightView of(Foresight one) {
        return new ForesightView(
                one.id(),
                one.change(),
                one.table(),
                one.version(),
                one.from(),
                one.until(),
                one.state(),
                one.expected(),
                one.looked(),
                one.percent(),
                one.stale(),
                Figures.of(one.past()),
                one.withOpen() ? Figures.of(one.open()) : null,
                one.createdBy(),
                one.createdAt(),
                one.finishedAt(),
                one.note() == null ? null : one.note().english());
    }

    /**
     * What cases come to.
     *
     * @param rebuilt how many were asked about with the facts of today, for those of then were not kept
     * @param outcomes how many there are of each
     * @param load who is asked how often, before and after
     * @param shifts how many go from which answer to which
     */
    record Figures(
            long documents,
            long changed,
            long rebuilt,
            long passByRuleBefore,
            long passByRuleAfter,
            long unansweredBefore,
            long unansweredAfter,
            Map<ForeseenOutcome, Long> outcomes,
            List<Load> load,
            List<Shift> shifts) {

        static Figures of(ForesightSums sums) {
            var outcomes = new EnumMap<ForeseenOutcome, Long>(ForeseenOutcome.class);
            for (var outcome : ForeseenOutcome.values()) {
                outcomes.put(outcome, sums.of(outcome));
            }
            return new Figures(
                    sums.cases(),
                    sums.changed(),
                    sums.rebuilt(),
                    sums.byRuleBefore(),
                    sums.byRuleAfter(),
                    sums.unansweredBefore(),
                    sums.unansweredAfter(),
                    outcomes,
                    sums.loads().stream()
                            .map(load -> new Load(
                                    load.getKey(),
                                    load.getValue().before(),
                                    load.getValue().after()))
                            .toList(),
                    sums.shifts().stream()
                            .map(shift -> new Shift(
                                    shift.id(),
                                    shift.outcome(),
                                    english(shift.before()),
                                    english(shift.after()),
                                    shift.cases()))
                            .toList());
        }
    }

    /** @param who {@code person:<user>} or {@code group:<id>} */
    record Load(String who, long before, long after) {}

    record Shift(String id, ForeseenOutcome outcome, List<String> before, List<String> after, long documents) {}

    /** A document that would be answered otherwise. */
    record Document(
            String document,
            String kind,
            String title,
            @Nullable String total,
            @Nullable String currency,
            Instant at,
            boolean open,
            boolean rebuilt,
            ForeseenOutcome outcome,
            List<String> before,
            List<String> after) {

        static Document of(ForeseenDocument one) {
            var total = one.total();
            return new Document(
                    one.number(),
                    one.kind(),
                    one.title(),
                    total == null ? null : total.amount().toPlainString(),
                    total == null ? null : total.currency().getCurrencyCode(),
                    one.at(),
                    one.open(),
                    one.rebuilt(),
                    one.outcome(),
                    english(one.before()),
                    english(one.after()));
        }
    }

    private static List<String> english(List<Explanation> words) {
        return words.stream().map(Explanation::english).toList();
    }
}
