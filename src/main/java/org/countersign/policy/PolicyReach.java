package org.countersign.policy;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether each case of the last year would get an answer (R03).
 *
 * @param looked how many cases were looked at
 * @param unanswered how many of them nobody could go on with under the candidate
 * @param before how many of them nobody could go on with under the table in force
 * @param lost how many get an answer from the table in force, and none from the candidate
 * @param documents numbers of a few of those
 * @param example one of them, or else of those without an answer under both; null where there is none
 * @param whole whether these were all of the year
 */
public record PolicyReach(
        long looked,
        long unanswered,
        long before,
        long lost,
        List<String> documents,
        @Nullable ForeseenCase example,
        boolean whole) {

    /** Nothing could be looked at. */
    static final PolicyReach NOTHING = new PolicyReach(0, 0, 0, 0, List.of(), null, false);

    private static final String FURTHER = "…";

    /** Keeps a copy. */
    public PolicyReach {
        documents = List.copyOf(documents);
    }

    /**
     * The same, unless it did not come to the end and what was seen when the change was handed in is more: that was seen, and has
     * to be accepted again.
     */
    PolicyReach beside(PolicyChange change) {
        var looked = change.pastLooked();
        var named = change.pastDocuments();
        if (whole || looked == null || named == null || change.pastUnanswered() <= lost) {
            return this;
        }
        return new PolicyReach(
                looked,
                change.pastUnanswered(),
                0,
                change.pastUnanswered(),
                Stream.of(named.split(", ")).filter(one -> !one.equals(FURTHER)).toList(),
                null,
                change.pastWhole());
    }

    /** A few of those that would lose their answer, with dots where there are more. */
    String named() {
        return String.join(", ", documents) + (lost > documents.size() ? ", " + FURTHER : "");
    }
}
