package org.countersign.dispatch;

/** What became of sending an order to its supplier. */
public enum DispatchOutcome {
    /** The order is with the supplier, since now or since earlier. */
    SENT,
    /** Nothing was sent: the order was called off before. */
    NOT_NEEDED,
    /** Nothing was sent: its terms are being changed, or were since its mail was written, which has to be written anew (R11). */
    CHANGING
}
