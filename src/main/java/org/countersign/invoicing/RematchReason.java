package org.countersign.invoicing;

/** Why invoices that wait are compared again. */
public enum RematchReason {
    /** A person asked for it. */
    ASKED,
    /** Their supplier was changed. */
    SUPPLIER,
    /** An item that they name was changed. */
    ITEM
}
