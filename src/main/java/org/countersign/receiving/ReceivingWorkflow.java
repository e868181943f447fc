package org.countersign.receiving;

/** Port to the process of a late receipt. */
public interface ReceivingWorkflow {

    /** Goods came for an order that is closed: a purchasing agent is asked, in the caller's transaction. */
    void arrivedLate(GoodsReceipt receipt);
}
