package org.countersign.invoicing;

/** What is compared. */
public enum MatchMode {
    /** Order and invoice: services. */
    TWO_WAY,
    /** Order, receipt and invoice. */
    THREE_WAY,
    /** Order, receipt, inspection and invoice. */
    FOUR_WAY
}
