package org.countersign.purchasing;

/** Where a purchase order stands between its creation and its end. */
public enum OrderStatus {
    /** Numbered, not yet sent. */
    CREATED,
    /** Handed to the supplier. */
    DISPATCHED,
    /** Accepted by the supplier. */
    ACKNOWLEDGED,
    /** Something was received, something is open. */
    PARTIALLY_RECEIVED,
    /** Nothing is open. */
    RECEIVED,
    /** Received, invoiced and paid. */
    CLOSED,
    /** Refused by the supplier; final. */
    DECLINED,
    /** Called off before anything was kept; final. */
    CANCELLED,
    /** Receiving ended with less than ordered; invoicing goes on. */
    CLOSED_SHORT;

    /** Whether goods may be booked: from dispatch on, acknowledged or not, until the end. */
    public boolean takesReceipts() {
        return this == DISPATCHED || this == ACKNOWLEDGED || this == PARTIALLY_RECEIVED || this == RECEIVED;
    }

    /** Whether an invoice can match: from dispatch on, also after closing short. */
    public boolean takesInvoices() {
        return takesReceipts() || this == CLOSED_SHORT;
    }
}
