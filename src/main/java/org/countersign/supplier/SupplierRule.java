package org.countersign.supplier;

import org.countersign.shared.Rule;

/** What suppliers have to keep. */
enum SupplierRule implements Rule {
    INVALID_SUPPLIER(Refusal.INVALID, "This supplier cannot be kept as given."),
    INVALID_CYCLE(Refusal.INVALID, "This approval cycle cannot be kept as given."),
    SUPPLIER_EXISTS(Refusal.CONFLICT, "There is a supplier %s already. Replace it instead.");

    private final Refusal refusal;
    private final String sentence;

    SupplierRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "supplier";
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
