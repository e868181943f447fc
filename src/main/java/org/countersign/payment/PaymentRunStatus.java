package org.countersign.payment;

/** Where a payment run stands. */
public enum PaymentRunStatus {
    /** Put together; payments may still be taken out. */
    OPEN,
    /** Released: its file is made, once and for all, and the bank is to carry it out. */
    RELEASED,
    /** Every payment of it was carried out, or failed. */
    DONE,
    /** Given up before its file was made. */
    CANCELLED
}
