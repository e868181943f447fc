package org.countersign.invoicing;

/** What a match came to. */
public enum MatchResult {
    /** Everything agrees, or was accepted. */
    MATCHED,
    /** Receipts are the only difference, and nothing of a line has arrived. */
    AWAITING_RECEIPT,
    /** Somebody has to answer. */
    IN_EXCEPTION
}
