package org.countersign.sales;

import org.countersign.shared.Rule;

/** What customers and sales orders have to keep. */
enum SalesRule implements Rule {
    INVALID_CUSTOMER(Refusal.INVALID, "This customer cannot be kept as given."),
    CUSTOMER_EXISTS(Refusal.CONFLICT, "There is a customer %s already. Replace it instead."),
    INVALID_CYCLE(Refusal.INVALID, "This approval cycle cannot be kept as given."),
    INCOMPLETE_SALES_ORDER(Refusal.INVALID, "The sales order is incomplete or faulty: see the fields."),
    NOT_EDITABLE(Refusal.CONFLICT, "%s is %s; only a draft or a returned sales order can be changed (R09)."),
    NOT_SUBMITTABLE(Refusal.CONFLICT, "%s is %s; only a draft or a returned sales order can be submitted."),
    CHANGED_MEANWHILE(
            Refusal.CONFLICT,
            "%s was changed by somebody else while it was being submitted. Look at it and submit it again."),
    CHANGED_SINCE(
            Refusal.CONFLICT,
            "%s was changed in another window or by another call since you opened it. Nothing of yours was stored"
                    + " yet."),
    NOT_WITHDRAWABLE(Refusal.CONFLICT, "%s is %s and can no longer be withdrawn."),
    NOT_YOURS(Refusal.FORBIDDEN, "Only %s, who raised %s, can do this."),
    REASON_REQUIRED(Refusal.INVALID, "A reason is required, up to 2000 characters."),
    NOT_APPROVED(Refusal.CONFLICT, "%s has no complete recorded approval; nothing is released to issue (R01)."),
    NOT_RELEASABLE(Refusal.CONFLICT, "%s is %s; only an approved sales order can be released or cancelled.");

    private final Refusal refusal;
    private final String sentence;

    SalesRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "sales";
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
