package org.countersign.models;

/** How far a plan is. */
public enum MigrationState {
    /** It can be changed and tried. */
    DRAFT,
    /** Processes are being moved. */
    RUNNING,
    /** Somebody has halted it; what was moved stays moved. */
    PAUSED,
    /** All that could be moved are. */
    DONE,
    /** Somebody ended it before all were moved. */
    STOPPED;

    /** Whether processes are being moved, or would be if nobody had halted it. */
    public boolean isUnderWay() {
        return this == RUNNING || this == PAUSED;
    }
}
