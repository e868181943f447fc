package org.countersign.invoicing;

import org.countersign.shared.RuleViolation;

/**
 * The same number of the same supplier was received before (R18), and who captured it wanted to be asked first. Nothing was
 * captured.
 */
public class KnownNumber extends RuleViolation {

    private static final long serialVersionUID = 1L;

    private final transient InvoiceId first;

    KnownNumber(String number, InvoiceId first) {
        super(InvoicingRule.KNOWN_NUMBER, number, first);
        this.first = first;
    }

    /** The invoice that bears the number. */
    public InvoiceId first() {
        return first;
    }
}
