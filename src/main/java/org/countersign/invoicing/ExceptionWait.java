package org.countersign.invoicing;

/** What a difference waits for before its handler is asked again. */
public enum ExceptionWait {
    /** The supplier was asked and has not answered. */
    SUPPLIER,
    /** A credit note of the supplier is expected. */
    CREDIT
}
