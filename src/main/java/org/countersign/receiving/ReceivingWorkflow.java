package org.countersign.receiving;

/** Port to the process of a receipt that nobody expected. */
public interface ReceivingWorkflow {

    /** Goods came late, or more than the order takes: a purchasing agent is asked, in the caller's transaction. */
    void arrivedUnexpected(GoodsReceipt receipt);
}
