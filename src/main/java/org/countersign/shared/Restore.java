package org.countersign.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That this database was restored from a backup.
 *
 * @param id what the restore is called
 * @param takenAt when the backup was taken; null where nobody told
 * @param restoredAt when it was restored, or when that was noticed
 * @param seenAt when the first server began on it; null where none has yet
 * @param mails how many mails may have gone out since the backup
 * @param releasedAt since when everything goes on; null while it is held
 * @param releasedBy who let it go on
 * @param reason what was looked at before
 */
public record Restore(
        String id,
        @Nullable Instant takenAt,
        Instant restoredAt,
        @Nullable Instant seenAt,
        long mails,
        @Nullable Instant releasedAt,
        @Nullable UserId releasedBy,
        @Nullable String reason) {

    /** The event of the audit trail that says who let it go on. */
    public static final String RELEASED = "restore.released";

    /** Whether nothing goes on by itself. */
    public boolean isHeld() {
        return releasedAt == null;
    }
}
