package org.countersign.policy;

/** What became of a change of a decision table. */
public enum PolicyChangeState {
    /** Its author works on it. */
    DRAFT,
    /** Somebody else is asked to release it. */
    PROPOSED,
    /** Somebody else has agreed, and it comes into force at a later time. */
    SCHEDULED,
    /** It is in force, or was until a later version. */
    RELEASED,
    /** Somebody else has refused it. */
    REJECTED,
    /** Its author, or an administrator, has taken it back. */
    WITHDRAWN;

    /** Whether it may still come into force. */
    public boolean isOpen() {
        return this == DRAFT || this == PROPOSED || this == SCHEDULED;
    }

    /** Whether its process waits, for somebody or for its time. */
    public boolean isUnderWay() {
        return this == PROPOSED || this == SCHEDULED;
    }
}
