package org.countersign.policy;

/** What a candidate would change for a case. */
public enum ForeseenOutcome {
    /** Nothing. */
    SAME,
    /** Somebody else would be asked, or the answer is another one. */
    OTHERWISE,
    /** Nobody would be asked any more: it would pass by rule. */
    NOW_BY_RULE,
    /** It passed by rule, and somebody would be asked. */
    NO_LONGER_BY_RULE,
    /** No rule would answer, or nobody could: it would stand still (R03). */
    NOW_UNANSWERED,
    /** It would stand still under the table in force, and would not any more. */
    NO_LONGER_UNANSWERED;

    static ForeseenOutcome of(ForeseenAnswer before, ForeseenAnswer after) {
        if (before.unanswered() || after.unanswered()) {
            return before.unanswered() == after.unanswered()
                    ? SAME
                    : after.unanswered() ? NOW_UNANSWERED : NO_LONGER_UNANSWERED;
        }
        if (before.byRule() != after.byRule()) {
            return after.byRule() ? NOW_BY_RULE : NO_LONGER_BY_RULE;
        }
        return before.said().equals(after.said()) ? SAME : OTHERWISE;
    }
}
