package org.countersign.approval;

import java.util.Locale;

/** What somebody asked for approval can answer. */
public enum Decision {
    /** Agrees. */
    APPROVE(StepOutcome.APPROVED),
    /** Refuses for good; needs a reason (R09). */
    REJECT(StepOutcome.REJECTED),
    /** Sends back for changes; needs a note on what to change (R09). */
    RETURN(StepOutcome.RETURNED);

    private final StepOutcome outcome;

    Decision(StepOutcome outcome) {
        this.outcome = outcome;
    }

    StepOutcome outcome() {
        return outcome;
    }

    /** The word that a form or a client sends: {@code approve}, {@code reject}, {@code return}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The decision of this word.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static Decision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
