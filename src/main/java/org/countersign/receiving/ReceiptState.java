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
    /** More came than the order takes: a purchasing agent decides. */
    SURPLUS,
    /** More came than the order takes, and all of it is kept and counted on its order. */
    SURPLUS_KEPT,
    /** More came than the order takes, and all of it was sent back. */
    SURPLUS_SENT_BACK,
    /** Booked by mistake and taken back: it counts nothing. */
    REVERSED;

    /** Whether a person is to decide about it. */
    public boolean isUndecided() {
        return this == LATE || this == SURPLUS;
    }

    /** Whether it is known what became of the goods, and they did arrive. */
    public boolean isSettled() {
        return !isUndecided() && this != REVERSED;
    }
}
