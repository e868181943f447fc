package org.countersign.models;

import java.util.List;

/**
 * How far the moving of processes is.
 *
 * @param state as it is now
 * @param total how many were to be moved
 * @param moved how many were
 * @param left how many stay on the old version, each with a reason
 * @param failed how many failed as often as they are tried, and may be tried again
 * @param remaining how many are still to come
 * @param tried how many were moved by hand before
 * @param failures what failed, the first of it
 */
public record MigrationProgress(
        MigrationState state,
        long total,
        long moved,
        long left,
        long failed,
        long remaining,
        long tried,
        List<ProcessMigrations.Failure> failures) {

    public MigrationProgress {
        failures = List.copyOf(failures);
    }
}
