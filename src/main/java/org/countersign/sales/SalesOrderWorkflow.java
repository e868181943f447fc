package org.countersign.sales;

import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Port to the process of a sales order. Everything but {@link #route} runs in the caller's transaction. */
public interface SalesOrderWorkflow {

    /**
     * Asks the approval policy about a sales order that is about to be submitted, in a transaction of its own and before the
     * caller's begins (R02).
     *
     * @return the policy's answer, to be handed to {@link #submitted} or {@link #resubmit}
     */
    Route route(SalesOrder order);

    /** A draft was submitted: its steps are frozen and its process starts. */
    void submitted(SalesOrder order, Route route);

    /**
     * A returned sales order is to be submitted again: the new cycle is frozen and the open task of whoever raised it is
     * answered, which in turn calls {@link SalesOrderManagement#resubmitted}.
     */
    void resubmit(SalesOrder order, Route route, UserId by);

    /** Whoever raised it took it back: approvals end and nobody is asked any more. */
    void withdrawn(SalesOrder order, @Nullable String reason);

    /**
     * Answers the task that asks whether an approved sales order is released, which in turn calls {@link
     * SalesOrderManagement#releasedInProcess} or {@link SalesOrderManagement#cancelledInProcess}.
     *
     * @param released whether it is released; otherwise it is called off
     * @param reason why it is called off
     */
    void decide(SalesOrder order, boolean released, @Nullable String reason, UserId by);

    /** The policy's answer; only the process side looks inside. */
    interface Route {}
}
