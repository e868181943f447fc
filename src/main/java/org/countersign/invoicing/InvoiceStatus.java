package org.countersign.invoicing;

/** Where an invoice stands. */
public enum InvoiceStatus {
    /** Kept as received, not compared yet. */
    CAPTURED,
    /** Receipts are the only difference, and nothing of a line has arrived. */
    AWAITING_RECEIPT,
    /** Somebody has to answer to a difference. */
    IN_EXCEPTION,
    /** Agrees with order and receipts, or every difference was accepted; at once becomes approved. */
    MATCHED,
    /** Matched and booked on its order; its payment needs an approval of its own (R21). */
    APPROVED,
    /** To be paid. */
    SCHEDULED,
    /** Paid in full. */
    PAID,
    /** Refused; counts nothing. */
    REJECTED,
    /** The same number of the same supplier is here already (R18); counts nothing. */
    DUPLICATE;

    /** Whether it still waits for receipts or answers, so that a new receipt may settle it. */
    public boolean isWaiting() {
        return this == AWAITING_RECEIPT || this == IN_EXCEPTION;
    }

    /** Whether it counts on its order. */
    public boolean counts() {
        return this == MATCHED || this == APPROVED || this == SCHEDULED || this == PAID;
    }
}
