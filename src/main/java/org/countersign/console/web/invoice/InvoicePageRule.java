package org.countersign.console.web.invoice;

import org.countersign.shared.Rule;

/** What the form of a payment demands beside what the invoice itself does. */
enum InvoicePageRule implements Rule {
    PAID_MEANWHILE(
            Refusal.CONFLICT,
            "A payment of %s was recorded since you opened this form, perhaps by a second click. Nothing was recorded now."
                    + " Open the invoice again and look at what is left before you go on.");

    private final Refusal refusal;
    private final String sentence;

    InvoicePageRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "console";
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
