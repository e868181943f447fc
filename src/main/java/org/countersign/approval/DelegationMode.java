package org.countersign.approval;

/** What somebody wants of whom they hand a task to. */
public enum DelegationMode {
    /** Decide for me. */
    DECIDE,
    /** Tell me what you think; I decide then. */
    ADVISE
}
