package org.countersign.policy;

import java.time.Instant;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * One case of the past, or one that is open, under the table in force and under the candidate.
 *
 * @param document its number, or what stands for it
 * @param kind what kind of document it is
 * @param title what it is about
 * @param total what it comes to; null where it has no total
 * @param at when it began
 * @param rebuilt whether its facts are those of today, for those of then were not kept
 * @param before what the table in force answers
 * @param after what the candidate answers
 */
public record ForeseenCase(
        String document,
        String kind,
        String title,
        @Nullable Money total,
        Instant at,
        boolean rebuilt,
        ForeseenAnswer before,
        ForeseenAnswer after) {

    /** What would become of it. */
    public ForeseenOutcome outcome() {
        return ForeseenOutcome.of(before, after);
    }
}
