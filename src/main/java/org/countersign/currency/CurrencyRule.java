package org.countersign.currency;

import org.countersign.shared.Rule;

/** What an exchange rate has to keep. */
enum CurrencyRule implements Rule {
    INVALID_RATE(Refusal.INVALID, "This exchange rate cannot be kept as it is."),
    RATE_EXISTS(Refusal.CONFLICT, "There is a rate of %s from %s on already. Replace it instead.");

    private final Refusal refusal;
    private final String sentence;

    CurrencyRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "currency";
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
