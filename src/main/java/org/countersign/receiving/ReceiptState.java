package org.countersign.receiving;

/** What became of a goods receipt. */
public enum ReceiptState {
    /** Booked on its order. */
    BOOKED,
    /** Arrived after the order was closed: a purchasing agent decides. */
    LATE,
    /** Arrived late and kept. */
    LATE_KEPT,
    /** Arrived late and sent back. */
    LATE_SENT_BACK
}
