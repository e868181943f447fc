package org.countersign.approval;

import org.countersign.shared.Rule;

/** What answers from a list or by mail have to keep, beside what every answer has to. */
public enum AnswerRule implements Rule {
    ONLY_BY_ITSELF(
            Refusal.CONFLICT,
            "%s has to be decided on by itself: it is too large, or of a kind that is not approved together with"
                    + " others."),
    BATCH_SIZE(Refusal.INVALID, "Choose 1 to %s approvals."),
    COMMENT_TOO_LONG(Refusal.INVALID, "A comment has %s characters at most."),
    TAKEN_BY_ANOTHER(Refusal.CONFLICT, "%s was taken by %s; nobody else answers it meanwhile."),
    NO_RIGHT(Refusal.FORBIDDEN, "You do not have the right to answer %s."),
    NOT_ASKED_ANY_MORE(
            Refusal.CONFLICT, "This is not asked any more: it was answered, withdrawn, or asked of somebody else."),
    NO_LINK(Refusal.FORBIDDEN, "This link leads to nothing that you can answer."),
    LINK_EXPIRED(Refusal.CONFLICT, "This link has expired. Answer in the task instead."),
    SIGN_IN_FIRST(Refusal.FORBIDDEN, "%s cannot be answered without signing in."),
    NOT_TAKEN(Refusal.UNAVAILABLE, "Something went wrong on our side, and the answer was not taken. Try it again.");

    private final Refusal refusal;
    private final String sentence;

    AnswerRule(Refusal refusal, String sentence) {
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
