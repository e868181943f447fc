package org.countersign.catalog;

import org.countersign.shared.Rule;

/** What items have to keep. */
enum CatalogRule implements Rule {
    INVALID_ITEM(Refusal.INVALID, "This item cannot be kept as given."),
    ITEM_EXISTS(Refusal.CONFLICT, "There is an item %s already. Replace it instead.");

    private final Refusal refusal;
    private final String sentence;

    CatalogRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "catalog";
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
