package org.countersign.invoicing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Port to the match policy: the decision table {@code match-policy}, in its latest version. */
public interface MatchPolicy {

    /**
     * What is compared and tolerated for a line.
     *
     * @param category of the order line; null where it has none
     * @param supplier number of the supplier; null where it is not known
     * @throws IllegalStateException when the table gives no complete answer: nothing matches then
     */
    Tolerances tolerances(@Nullable String category, @Nullable String supplier);

    /** When the rules were changed last; null where nobody knows. */
    default @Nullable Instant changedAt() {
        return null;
    }
}
