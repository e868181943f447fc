package org.countersign.dispatch;

/** What became of preparing an order for its supplier. */
public enum PreparationOutcome {
    /** Documents and mail are written and wait to be sent. */
    PREPARED,
    /** The documents are written, but the supplier has no channel: a person hands the order over. */
    NO_CHANNEL,
    /** Nothing is written: a change order is open, and the order goes out with the terms that stand once it is decided (R11). */
    CHANGING
}
