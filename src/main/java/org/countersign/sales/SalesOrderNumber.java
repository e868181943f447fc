package org.countersign.sales;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.countersign.shared.DocumentNumber;

/**
 * The number of a sales order, given at creation and gapless in its series and year (R22).
 *
 * @param value for example {@code SO-2026-000001}
 */
public record SalesOrderNumber(@JsonValue String value) {

    @JsonCreator
    public SalesOrderNumber {}

    /** The same number as other modules know it. */
    public DocumentNumber document() {
        return new DocumentNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
