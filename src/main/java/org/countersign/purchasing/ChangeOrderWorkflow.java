package org.countersign.purchasing;

/** Port to the process of a change order. Everything but {@link #route} runs in the caller's transaction. */
public interface ChangeOrderWorkflow {

    /**
     * Asks the table {@code change-policy}, and where it demands approval the approval policy, about a change that is about
     * to be proposed; outside the caller's transaction.
     *
     * @return the answer, to be handed to {@link #proposed}
     */
    Route route(PurchaseOrder order, ChangeOrder change);

    /** The change is proposed: its steps are frozen, or what the policy lets pass is approved by rule, and its process starts. */
    void proposed(PurchaseOrder order, ChangeOrder change, Route route);

    /** The change was taken back: approvals end and nobody is asked any more. */
    void withdrawn(PurchaseOrder order, ChangeOrder change);

    /** The order came to nothing: nobody hands over its new terms any more. */
    void orderEnded(PurchaseOrder order);

    /**
     * The order has its new terms: what is outstanding is looked at again, and the supplier's answer is awaited again. One
     * that was not sent yet is sent with them.
     *
     * @param wasAcknowledged whether the supplier had accepted the old terms, so that nobody waits for an answer
     */
    void applied(PurchaseOrder order, boolean wasAcknowledged);

    /** A change of an order that was not sent yet came to nothing: the order is sent with its old terms. */
    void mayBeSentAsItIs(PurchaseOrder order);

    /** The supplier's proposal is answered by a change order: nobody is asked about it any more. */
    void proposalTakenOver(PurchaseOrder order);

    /** Asks both tables as {@link #route} does, and who would be asked, without leaving anything behind. */
    Forecast forecast(PurchaseOrder order, ChangeOrder change);

    /** The answer of both tables; only the process side looks further inside. */
    interface Route {

        /** What the table {@code change-policy} says. */
        ChangeVerdict verdict();
    }

    /**
     * What would happen.
     *
     * @param verdict of the table {@code change-policy}
     * @param approval who would have to approve; without steps where it passes
     */
    record Forecast(ChangeVerdict verdict, ApprovalForecast approval) {}
}
