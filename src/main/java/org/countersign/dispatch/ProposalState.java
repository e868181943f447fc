package org.countersign.dispatch;

/** What became of a supplier's proposal. */
public enum ProposalState {
    /** The answer was no proposal. */
    NONE,
    /** Purchasing has not decided yet. */
    OPEN,
    /** Purchasing has made a change order of it, which is not decided yet; the old terms stand (R11). */
    IN_CHANGE,
    /** Purchasing accepted it. */
    ACCEPTED,
    /** Purchasing rejected it; the old terms stand, and the supplier may answer anew. */
    REJECTED
}
