package org.countersign.approval;

import org.countersign.shared.Rule;

/** What a substitute has to keep. */
enum SubstituteRule implements Rule {
    INVALID_SUBSTITUTE(Refusal.INVALID, "This substitute cannot be kept as given."),
    NOT_ONESELF_FOR_OTHERS(
            Refusal.FORBIDDEN,
            "You cannot make yourself the substitute of somebody else: who is away, or another"
                    + " administrator, names you (R08)."),
    ONLY_THE_SUBSTITUTE_ANSWERS(
            Refusal.FORBIDDEN, "Only %s, who is to stand in, can accept or decline this substitution (R08)."),
    CANNOT_STAND_IN(
            Refusal.FORBIDDEN, "You decide nothing here and cannot stand in: auditors and operations never do (R08)."),
    SUBSTITUTION_ANSWER_NEEDED(Refusal.INVALID, "Say whether you accept or decline."),
    DECLINING_NEEDS_REASON(Refusal.INVALID, "Say why you decline, so that somebody else can be found."),
    SUBSTITUTION_COUNTS(Refusal.CONFLICT, "Nobody has to accept this substitution: it counts since it was named."),
    SUBSTITUTION_ACCEPTED(
            Refusal.CONFLICT,
            "You have accepted this substitution already. If you cannot stand in any more, tell %s, who can end it."),
    SUBSTITUTION_DECLINED(
            Refusal.CONFLICT,
            "You have declined this substitution already. If you can stand in after all, ask %s to name you again."),
    SUBSTITUTION_TAKEN_BACK(Refusal.CONFLICT, "This substitution was ended meanwhile: you need not stand in for %s."),
    SUBSTITUTION_OVER(Refusal.CONFLICT, "The absence of %s is over: nobody needs to stand in any more.");

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
