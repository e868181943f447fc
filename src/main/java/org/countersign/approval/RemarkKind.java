package org.countersign.approval;

/** What people say to each other about what is asked, beside their answers. */
public enum RemarkKind {
    /** Whoever is asked lets somebody else decide. */
    DELEGATION,
    /** Whoever is asked wants to know what somebody thinks, and decides then. */
    ADVICE,
    /** Whoever is asked wants to know something of the requester before deciding. */
    QUESTION,
    /** The requester adds something. */
    NOTE,
    /** The requester reminds those who are asked. */
    REMINDER
}
