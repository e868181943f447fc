package org.countersign.operations;

import java.time.Duration;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for among what is stuck; what is null filters nothing.
 *
 * @param condition in what way
 * @param document of which document
 * @param owner whose: a sign-in name or the id of a group
 * @param olderThan stuck for at least so long; what nobody knows the beginning of counts as old
 */
public record StuckQuery(
        @Nullable Condition condition,
        @Nullable DocumentNumber document,
        @Nullable String owner,
        @Nullable Duration olderThan) {

    /** Everything. */
    public static final StuckQuery ALL = new StuckQuery(null, null, null, null);
}
