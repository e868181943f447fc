package org.countersign.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The sign-in name of a person, as the engine's identity service knows it; compared case-sensitively.
 *
 * @param value 1 to 64 characters, never blank
 */
public record UserId(@JsonValue String value) implements Comparable<UserId> {

    /** Who acts where no person does: a job, a timer, the set-up of the demo. Nobody can sign in with this name. */
    public static final UserId SYSTEM = new UserId("system");

    /** @throws IllegalArgumentException when the name is blank or longer than 64 characters */
    @JsonCreator
    public UserId {
        if (value.isBlank() || value.length() > 64) {
            throw new IllegalArgumentException("A user name has 1 to 64 characters");
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
