package org.countersign.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.countersign.shared.DocumentNumber;

/**
 * The number of a payment run, gapless in its series and year.
 *
 * @param value for example {@code PAY-2026-000001}
 */
public record PaymentRunNumber(@JsonValue String value) {

    @JsonCreator
    public PaymentRunNumber {}

    /** The same number as other modules know it. */
    public DocumentNumber document() {
        return new DocumentNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
