package org.countersign.purchasing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * Port to the process of a purchase order. The aggregate has booked what happened; the process is only told, in the same
 * transaction. An order whose process has ended is told nothing, and that is no error.
 */
public interface PurchaseOrderWorkflow {

    /** The order exists: its process starts. */
    void issued(PurchaseOrder order);

    /** The supplier accepted. */
    void acknowledged(PurchaseOrder order);

    /** The supplier refused: a purchasing agent decides. */
    void declined(PurchaseOrder order);

    /** The supplier proposes other terms: a purchasing agent decides. */
    void changesProposed(PurchaseOrder order);

    /** Goods were booked; waiting invoices are matched again. */
    void goodsReceived(PurchaseOrder order);

    /** Goods of these lines went back; what was complete may be open again, and what was approved for payment too much. */
    void goodsReturned(PurchaseOrder order, Set<Integer> lines);

    /**
     * What invoices that are paid in full claim of these lines beyond what is here, by line; they cannot be stopped any more.
     */
    Map<Integer, BigDecimal> paidBeyond(PurchaseOrder order, Set<Integer> lines);

    /** Whether its process has not come to its end. */
    boolean isRunning(PurchaseOrder order);

    /** Lines that were closed are expected again. */
    void reopened(PurchaseOrder order);

    /** Lines were closed short; what was open may be complete. */
    void closedShort(PurchaseOrder order);

    /** The order was called off. */
    void cancelled(PurchaseOrder order);

    /** Received, invoiced and paid: the process closes the order. */
    void settled(PurchaseOrder order);

    /** It was settled and is not any more: the process waits for its end again. */
    void unsettled(PurchaseOrder order);
}
