package org.countersign.payment;

import org.countersign.shared.Rule;

/** What paying demands. */
enum PaymentRule implements Rule {
    NOT_APPROVED(Refusal.CONFLICT, "The payment of %s has no complete recorded approval; it is not released (R21)."),
    APPROVED_BY_PARTY(Refusal.CONFLICT, "The payment of %s was approved by %s, who %s; it is not released (R21)."),
    PARTY_NEVER_PAYS(Refusal.FORBIDDEN, "You cannot book the payment of %s: you are the one who %s (R21)."),
    FAULTY_PAYMENT(Refusal.INVALID, "The payment is faulty: see the fields.");

    private final Refusal refusal;
    private final String sentence;

    PaymentRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "payment";
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
