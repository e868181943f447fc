package org.countersign.shared;

/** Port to what has to know that the database was restored from a backup. */
public interface RestoredPart {

    /** Whether what it keeps outside the database tells that the database was set back. Asked once, at the start. */
    default boolean isSetBack() {
        return false;
    }

    /**
     * Marks what may have happened outside since the backup was taken: before anything runs, in one transaction with the note
     * that it was seen.
     *
     * @return how many were marked
     */
    default long seen(Restore restore) {
        return 0;
    }

    /** Everything goes on from now; in one transaction with the release. */
    default void released(Restore restore) {}
}
