package org.countersign.purchasing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.countersign.shared.DocumentNumber;

/**
 * The number of a purchase order: unique, gapless per series and year, never reused (R22).
 *
 * @param value for example {@code PO-2026-000001}
 */
public record PurchaseOrderNumber(@JsonValue String value) {

    @JsonCreator
    public PurchaseOrderNumber {}

    /** The same number as other modules know it. */
    public DocumentNumber document() {
        return new DocumentNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
