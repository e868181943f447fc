package org.countersign.dispatch;

/** What became of sending an order to its supplier. */
public enum DispatchOutcome {
    /** The order is with the supplier, since now or since earlier. */
    SENT,
    /** Nothing was sent: the order was called off before. */
    NOT_NEEDED
}
