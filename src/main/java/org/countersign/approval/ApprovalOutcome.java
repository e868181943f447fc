package org.countersign.approval;

/** What the answers so far mean for the whole document. */
public enum ApprovalOutcome {
    /** An answer is still needed, or the policy gave none that could be asked for. */
    PENDING,
    /** Every step demanded is answered by approval, or the policy approved by rule. */
    APPROVED,
    /** Somebody rejected; final. */
    REJECTED,
    /** Somebody sent it back for changes; a resubmission starts a new cycle. */
    RETURNED,
    /** The requester withdrew while it was in approval. */
    WITHDRAWN
}
