package org.countersign.invoicing;

/** What a supplier answers to the differences of an invoice. */
public enum SupplierSays {
    /** We are right: a credit note will come. */
    CREDIT_NOTE,
    /** The invoice is right, with the reason. */
    INVOICE_RIGHT,
    /** Something else, in their own words. */
    MESSAGE
}
