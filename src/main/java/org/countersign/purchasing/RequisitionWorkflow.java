package org.countersign.purchasing;

import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the process of a requisition. Everything but {@link #route} runs in the caller's transaction. */
public interface RequisitionWorkflow {

    /**
     * Asks the approval policy about a requisition that is about to be submitted, in a transaction of its own and before
     * the caller's begins (R02).
     *
     * @return the policy's answer, to be handed to {@link #submitted} or {@link #resubmitted}
     */
    Route route(Requisition requisition);

    /**
     * Whether what the policy was told of earlier requisitions is still so (R10). Asked in the caller's transaction, while no
     * other submission of the same requester to the same suppliers can come between.
     */
    boolean stillHolds(Route route);

    /** A draft was submitted: its steps are frozen and its process starts. */
    void submitted(Requisition requisition, Route route);

    /**
     * A returned requisition is to be submitted again: the new cycle is frozen and the requester's open task is answered,
     * which in turn calls {@link RequisitionManagement#resubmitted}.
     */
    void resubmit(Requisition requisition, Route route, UserId by);

    /** The requester took it back: approvals end and nobody is asked any more. */
    void withdrawn(Requisition requisition, @Nullable String reason);

    /**
     * Asks the policy as {@link #route} does, and who would be asked, without leaving anything behind.
     *
     * @param requisition perhaps one that is not stored
     */
    ApprovalForecast forecast(Requisition requisition);

    /**
     * Suppliers were named after approval: asks the policy again, in the caller's transaction. Where it demands more than was
     * answered, that is frozen as a further round; where it cannot answer, an administrator is asked (R03).
     *
     * @return whether what was answered is enough
     */
    boolean isApprovedWithItsSuppliers(Requisition requisition);

    /** The policy's answer; only the process side looks inside. */
    interface Route {}
}
