package org.countersign.policy;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * A document that would be answered otherwise.
 *
 * @param number its number, or what stands for it
 * @param open whether it is one of those that are open
 * @param before what the table in force answers, part by part
 * @param after what the candidate answers
 */
public record ForeseenDocument(
        String number,
        String kind,
        String title,
        @Nullable Money total,
        Instant at,
        boolean open,
        boolean rebuilt,
        ForeseenOutcome outcome,
        List<Explanation> before,
        List<Explanation> after) {

    /** Keeps copies. */
    public ForeseenDocument {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Which of them are looked for.
     *
     * @param outcome null for all
     * @param open those that are open, or those of the time; null for both
     * @param shift id of the way from one answer to another; null for all
     * @param text a part of the number or the title; null for all
     */
    public record Query(
            @Nullable ForeseenOutcome outcome,
            @Nullable Boolean open,
            @Nullable String shift,
            @Nullable String text) {

        /** All of them. */
        public static final Query ALL = new Query(null, null, null, null);
    }
}
