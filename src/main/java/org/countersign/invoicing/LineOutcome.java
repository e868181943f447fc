package org.countersign.invoicing;

/** What the match says of one line. */
public enum LineOutcome {
    /** Agrees within the tolerances. */
    MATCHED,
    /** Nothing of it has arrived yet. */
    AWAITING_RECEIPT,
    /** Differs. */
    IN_EXCEPTION,
    /** No line of the order belongs to it. */
    UNMATCHED,
    /** Freight and the like, which nobody orders: judged with all of it that the order bears. */
    UNPLANNED
}
