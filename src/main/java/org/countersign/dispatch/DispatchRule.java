package org.countersign.dispatch;

import org.countersign.shared.Rule;

/** What dispatch and the supplier's answers demand. */
enum DispatchRule implements Rule {
    NO_DOCUMENT_YET(
            Refusal.CONFLICT, "%s has no document yet: it is written when the order is prepared for its supplier."),
    RECEIPT_REVERSED(
            Refusal.CONFLICT,
            "%s was reversed, as if it had never arrived: there is no receipt advice of it any more."),
    RECEIPT_UNDECIDED(
            Refusal.CONFLICT,
            "It is not decided yet whether the goods of %s are kept; there is a receipt advice of it once that is."),
    ANSWER_INCOMPLETE(Refusal.INVALID, "The supplier's answer is incomplete or faulty: see the fields."),
    NOT_ANSWERABLE(Refusal.CONFLICT, "%s is %s; the supplier's answer can no longer be recorded."),
    ANSWERED_ALREADY(Refusal.CONFLICT, "%s was answered already."),
    ANSWER_PENDING(Refusal.CONFLICT, "An earlier answer of the supplier to %s waits for a decision of purchasing."),
    NO_PROPOSAL(Refusal.CONFLICT, "No proposal of the supplier waits for an answer at %s."),
    TERMS_NEED_CHANGE_ORDER(
            Refusal.CONFLICT,
            "The supplier proposes other quantities or prices for %s: only a change order can accept them (R11)."),
    CHANGED_MEANWHILE(Refusal.CONFLICT, "%s was changed since the page was opened. Look at its new terms first (R11)."),
    MAY_BE_OUT(
            Refusal.CONFLICT,
            "%s is on its way: its supplier may have got it already, and its mail waits for its end or for operations."
                    + " Change the order once it counts as sent (R11)."),
    MESSAGE_REQUIRED(Refusal.INVALID, "A message is required, up to 2000 characters."),
    TOO_MANY_MESSAGES(Refusal.CONFLICT, "There are %2$s messages about %1$s of the last 24 hours already."),
    NOTE_REQUIRED(Refusal.INVALID, "A note is required, up to 2000 characters.");

    private final Refusal refusal;
    private final String sentence;

    DispatchRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "dispatch";
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
