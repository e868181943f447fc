package org.countersign.workflow.order;

import java.util.Map;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.ReceivingWorkflow;
import org.countersign.workflow.support.EngineGateway;
import org.springframework.stereotype.Component;

/** The process {@code late-receipt} as receiving sees it. */
@Component
class LateReceiptProcess implements ReceivingWorkflow {

    private final EngineGateway engine;

    LateReceiptProcess(EngineGateway engine) {
        this.engine = engine;
    }

    @Override
    public void arrivedUnexpected(GoodsReceipt receipt) {
        engine.start("late-receipt", receipt.number(), Map.of());
    }
}
