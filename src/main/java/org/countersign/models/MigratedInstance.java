package org.countersign.models;

import java.time.Instant;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What became of one process.
 *
 * @param document of which it is; null where it has none
 * @param reason why it stays; null where it was moved
 */
public record MigratedInstance(
        String instance,
        @Nullable String document,
        Outcome outcome,
        @Nullable Explanation reason,
        Instant at) {

    /** What became of it. */
    public enum Outcome {
        /** It was moved by hand, to try the plan. */
        TRIED,
        /** It was moved. */
        MOVED,
        /** It stays on the old version. */
        LEFT
    }
}
