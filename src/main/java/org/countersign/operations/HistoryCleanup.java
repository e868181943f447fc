package org.countersign.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Port to the engine's cleanup of its own history. What of ours tells the story of a document is not touched by it. */
public interface HistoryCleanup {

    /** How it stands. */
    Standing standing();

    /** Has it begin now, and not at night. */
    void beginNow();

    /**
     * How the cleanup stands.
     *
     * @param removable ended processes whose time to live is over, 10,000 at the most
     * @param oldestRemovableAt since when the longest of them could have been deleted; null where there is none
     * @param nextAt when it begins the next time; null where nothing is planned
     * @param attemptsLeft attempts that the planned one has; 0 when it failed so often that it stands still
     */
    record Standing(
            long removable,
            @Nullable Instant oldestRemovableAt,
            @Nullable Instant nextAt,
            int attemptsLeft) {}
}
