package org.countersign.receiving;

/** What became of a goods receipt. */
public enum ReceiptState {
    /** Booked on its order. */
    BOOKED,
    /** Arrived after the order or its line was closed: a purchasing agent decides. */
    LATE,
    /** Arrived late, kept, and counted on its order. */
    LATE_KEPT,
    /** Arrived late and sent back. */
    LATE_SENT_BACK,
    /** Booked by mistake and taken back: it counts nothing. */
    REVERSED
}
