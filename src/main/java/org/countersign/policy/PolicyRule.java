package org.countersign.policy;

import org.countersign.shared.Rule;

/** What a decision table that is policy has to keep. */
public enum PolicyRule implements Rule {
    /** The file is no XML, or holds no such table. */
    TABLE_UNREADABLE(Refusal.INVALID, "This decision table cannot be read: %s."),
    /** Something in the table is not FEEL. */
    ONLY_FEEL(Refusal.INVALID, "Decisions are written in FEEL; %s is in %s."),
    /** Columns belong to the model. */
    OTHER_COLUMNS(Refusal.INVALID, "The columns of %s are those of its file; only its rules can be changed here."),
    /** A cell for each column. */
    CELLS_MISSING(Refusal.INVALID, "Rule %s needs one cell for each column.");

    private final Refusal refusal;
    private final String sentence;

    PolicyRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "policy";
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
