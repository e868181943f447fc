package org.countersign.receiving;

import org.countersign.shared.Rule;

/** What receipts and returns demand. */
enum ReceivingRule implements Rule {
    INCOMPLETE_RECEIPT(Refusal.INVALID, "The receipt is incomplete or faulty: see the fields."),
    INCOMPLETE_RETURN(Refusal.INVALID, "The return is incomplete or faulty: see the fields."),
    NOT_RECEIVABLE(Refusal.CONFLICT, "%s is %s; nothing can be received for it."),
    IN_THE_FUTURE(Refusal.INVALID, "Goods cannot have been received in the future."),
    ALREADY_HANDLED(Refusal.CONFLICT, "The late receipt %s was already handled.");

    private final Refusal refusal;
    private final String sentence;

    ReceivingRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "receiving";
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
