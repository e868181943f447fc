package org.countersign.invoicing;

/** What became of a difference. */
public enum ExceptionState {
    /** Nobody has answered yet. */
    OPEN,
    /** Somebody with the right accepted it; it stays so as long as the amount does not grow. */
    ACCEPTED,
    /** The difference is gone. */
    RESOLVED
}
