package org.countersign.purchasing;

/** Where a change order stands. Until it is {@link #APPLIED} the old terms of the order stand (R11). */
public enum ChangeOrderStatus {
    /** Proposed; waits for its approval, or is about to be applied. */
    PROPOSED,
    /** It may be applied, but no longer fits what was received, invoiced or answered meanwhile: a person decides. */
    UNFIT,
    /** The order has its terms, as a new revision. */
    APPLIED,
    /** An approver refused it; the old terms stand. */
    REJECTED,
    /** An approver sent it back; the old terms stand, and another change can be proposed. */
    RETURNED,
    /** A purchasing agent took it back, or its order ended; the old terms stand. */
    WITHDRAWN;

    /** Whether something can still become of it. */
    public boolean isOpen() {
        return this == PROPOSED || this == UNFIT;
    }
}
