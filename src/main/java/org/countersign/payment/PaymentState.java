package org.countersign.payment;

/** What became of a payment of a run. */
public enum PaymentState {
    /** In a run that is not released yet. */
    PLANNED,
    /** In the file for the bank. */
    SENT,
    /** The bank paid it, and it is booked. */
    PAID,
    /** The bank did not pay it; its invoice can be paid again. */
    FAILED,
    /** It was booked as paid, and taken back: the money came back, or it was booked by mistake. */
    RETURNED,
    /** The bank paid it, but it could not be booked: the invoice is no longer to be paid, and a person has to look. */
    TO_CLARIFY
}
