package org.countersign.models;

/** What becomes of an element. */
public enum MigrationFate {
    /** It is in both versions. */
    KEPT,
    /** It becomes an element of another id. */
    RENAMED,
    /** Somebody stands there, and cannot be moved. */
    STUCK,
    /** It is gone, and nobody stands there. */
    GONE,
    /** The new version alone has it. */
    NEW
}
