package org.countersign.purchasing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.countersign.shared.DocumentNumber;

/**
 * The unique reference of a requisition, given at creation; references may have gaps (R22).
 *
 * @param value for example {@code REQ-2026-000001}
 */
public record RequisitionNumber(@JsonValue String value) {

    @JsonCreator
    public RequisitionNumber {}

    /** The same number as other modules know it. */
    public DocumentNumber document() {
        return new DocumentNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
