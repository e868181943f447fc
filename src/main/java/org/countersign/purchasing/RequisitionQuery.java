package org.countersign.purchasing;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requisitions are asked for; what is null filters nothing.
 *
 * @param text words of number, title, lines and suppliers; each has to begin one of them
 * @param status where they stand
 * @param requester who asked
 * @param costCenter code of the cost centre that pays
 * @param from created at this instant or later
 * @param until created before this instant
 * @param alsoSeen numbers that the actor may see beside the own ones, because of an approval
 */
public record RequisitionQuery(
        @Nullable String text,
        @Nullable RequisitionStatus status,
        @Nullable String requester,
        @Nullable String costCenter,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<String> alsoSeen) {

    public RequisitionQuery {
        alsoSeen = Set.copyOf(alsoSeen);
    }

    /** Whether nothing but a text is asked for. */
    boolean isOnlyText() {
        return status == null && requester == null && costCenter == null && from == null && until == null;
    }
}
