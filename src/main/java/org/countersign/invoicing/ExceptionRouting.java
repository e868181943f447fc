package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the table {@code exception-routing}: who handles which difference (R20). */
public interface ExceptionRouting {

    /** The handler "the approvers of the order's last level". */
    String APPROVERS = "approvers";

    /** What a handler that is one person starts with. */
    String PERSON = "person:";

    /**
     * Who handles differences of a kind.
     *
     * @return id of a group, {@code person:<user>}, or {@link #APPROVERS}; somebody who can answer, always
     */
    String handlerOf(ExceptionType type);

    /**
     * Up to which value, in base currency, a person may accept a difference of a kind alone.
     *
     * @return null for any value
     */
    default @Nullable BigDecimal limitOf(ExceptionType type, UserId by) {
        return null;
    }

    /** When the rules were changed last; null where nobody knows. */
    default @Nullable Instant changedAt() {
        return null;
    }
}
