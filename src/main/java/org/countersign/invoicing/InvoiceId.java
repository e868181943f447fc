package org.countersign.invoicing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.countersign.shared.DocumentNumber;

/**
 * Our own reference of an invoice or credit note; the supplier's number is another thing.
 *
 * @param value for example {@code INV-2026-000001}
 */
public record InvoiceId(@JsonValue String value) {

    @JsonCreator
    public InvoiceId {}

    /** The same reference as other modules know it. */
    public DocumentNumber document() {
        return new DocumentNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
