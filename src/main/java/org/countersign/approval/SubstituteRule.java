package org.countersign.approval;

import org.countersign.shared.Rule;

/** What a substitute has to keep. */
enum SubstituteRule implements Rule {
    INVALID_SUBSTITUTE(Refusal.INVALID, "This substitute cannot be kept as given."),
    NOT_ONESELF_FOR_OTHERS(
            Refusal.FORBIDDEN,
            "You cannot make yourself the substitute of somebody else: who is away, or another"
                    + " administrator, names you (R08).");

    private final Refusal refusal;
    private final String sentence;

    SubstituteRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "approval";
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
