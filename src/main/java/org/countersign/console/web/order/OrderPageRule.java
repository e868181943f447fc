package org.countersign.console.web.order;

import org.countersign.shared.Rule;

/** What the forms about an order demand beside what the order itself does. */
enum OrderPageRule implements Rule {
    FAULTY_FORM(Refusal.INVALID, "Some fields need another look."),
    BOOKED_MEANWHILE(
            Refusal.CONFLICT,
            "Something was recorded for %s since you opened this form, perhaps by a second click. Look at how the order"
                    + " stands now before you go on.");

    private final Refusal refusal;
    private final String sentence;

    OrderPageRule(Refusal refusal, String sentence) {
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
