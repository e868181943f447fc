package org.countersign.receiving;

import org.countersign.purchasing.PurchaseOrder;

/** Port to the processes of receipts that nobody expected, and of those that are inspected. */
public interface ReceivingWorkflow {

    /** Goods came late, or more than the order takes: a purchasing agent is asked, in the caller's transaction. */
    void arrivedUnexpected(GoodsReceipt receipt);

    /** Goods wait for their inspection: its inspectors are asked, in the caller's transaction. */
    void toInspect(GoodsReceipt receipt);

    /** A delivery of an order was announced: what is open of it is shown with that. */
    void announced(PurchaseOrder order);

    /** Something of it was inspected, or it was reversed. */
    void inspected(GoodsReceipt receipt);
}
