package org.countersign.approval;

/** Whether a substitution counts (R08). */
public enum SubstituteState {
    /** The policy asks nobody: it counts since it was named. */
    NOT_ASKED,
    /** The substitute has said nothing yet, and it does not count. */
    ASKED,
    /** The substitute has accepted: it counts. */
    ACCEPTED,
    /** The substitute has declined: it never counts. */
    DECLINED,
    /** Whoever is away, or an administrator, has ended it. */
    TAKEN_BACK
}
