package org.countersign.models;

import java.time.Instant;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A plan that somebody drew up, and how far it is.
 *
 * @param note why, as whoever drew it up said
 * @param triedAt when a process was last moved by it as it stands; null where none was
 * @param startedBy who has had it carried out
 * @param reason why, as that person said
 * @param batch by which the engine knows it
 * @param instances how many it is to move
 * @param version counts its changes
 */
public record ModelMigration(
        String id,
        MigrationPlan plan,
        @Nullable String note,
        MigrationState state,
        UserId draftedBy,
        Instant draftedAt,
        @Nullable Instant triedAt,
        @Nullable UserId startedBy,
        @Nullable Instant startedAt,
        @Nullable String reason,
        @Nullable String batch,
        int instances,
        @Nullable Instant finishedAt,
        int version) {}
