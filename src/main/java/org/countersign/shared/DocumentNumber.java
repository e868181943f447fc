package org.countersign.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The number under which any document is known: in the audit trail, in approvals, as the business key of its process.
 *
 * @param value 1 to 64 characters, for example {@code REQ-2026-000001}
 */
public record DocumentNumber(@JsonValue String value) {

    /** @throws IllegalArgumentException when the number is blank or longer than 64 characters */
    @JsonCreator
    public DocumentNumber {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("A document number has 1 to 64 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
