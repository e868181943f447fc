package org.countersign.purchasing;

/** How much of an order is invoiced, by its lines. */
public enum InvoicingStatus {
    NOT_INVOICED,
    PARTIALLY_INVOICED,
    INVOICED
}
