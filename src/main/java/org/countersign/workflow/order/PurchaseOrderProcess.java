package org.countersign.workflow.order;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.context.DelegateExecutionContext;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderWorkflow;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.WaitingInvoices;
import org.springframework.stereotype.Component;

/** The process {@code purchase-order} as purchasing sees it. */
@Component
class PurchaseOrderProcess implements PurchaseOrderWorkflow {

    private static final String KEY = "purchase-order";
    private static final String RECEIVE = "userTask_receiveGoods";

    private final EngineGateway engine;
    private final WaitingInvoices invoices;

    PurchaseOrderProcess(EngineGateway engine, WaitingInvoices invoices) {
        this.engine = engine;
        this.invoices = invoices;
    }

    @Override
    public void issued(PurchaseOrder order) {
        engine.start(KEY, order.number().document(), Map.of());
    }

    @Override
    public void acknowledged(PurchaseOrder order) {
        tell(order, "purchase-order.answered");
    }

    @Override
    public void declined(PurchaseOrder order) {
        tell(order, "purchase-order.answered");
    }

    @Override
    public void changesProposed(PurchaseOrder order) {
        tell(order, "purchase-order.answered");
    }

    @Override
    public void goodsReceived(PurchaseOrder order) {
        if (!isBookedByItsTask(order)) {
            tell(order, "purchase-order.goods-received");
        }
        invoices.receiptBooked(order.number());
    }

    // The task that books a receipt is completed by the same call: it must not be interrupted by its own message.
    private static boolean isBookedByItsTask(PurchaseOrder order) {
        var running = DelegateExecutionContext.getCurrentDelegationExecution();
        return running != null
                && RECEIVE.equals(running.getCurrentActivityId())
                && order.number().value().equals(running.getProcessBusinessKey());
    }

    @Override
    public void goodsReturned(PurchaseOrder order, Set<Integer> lines) {
        tell(order, "purchase-order.goods-returned");
        invoices.goodsReturned(order, lines);
    }

    @Override
    public Map<Integer, BigDecimal> paidBeyond(PurchaseOrder order, Set<Integer> lines) {
        return invoices.paidBeyond(order, lines);
    }

    @Override
    public boolean isRunning(PurchaseOrder order) {
        return engine.isRunning(KEY, order.number().document());
    }

    @Override
    public void reopened(PurchaseOrder order) {
        // Whether other goods are awaited or the order waits for its end: either looks again at what is outstanding.
        if (engine.tell("purchase-order.goods-received", order.number().document()) == 0) {
            tell(order, "purchase-order.goods-returned");
        }
        invoices.receiptBooked(order.number());
    }

    @Override
    public void closedShort(PurchaseOrder order) {
        tell(order, "purchase-order.closed-short");
        invoices.receiptBooked(order.number());
    }

    @Override
    public void cancelled(PurchaseOrder order) {
        tell(order, "purchase-order.cancelled");
        invoices.receiptBooked(order.number());
    }

    @Override
    public void settled(PurchaseOrder order) {
        tell(order, "purchase-order.settled");
    }

    @Override
    public void unsettled(PurchaseOrder order) {
        engine.startAgainBefore("gateway_fulfilment", KEY, order.number().document());
    }

    private void tell(PurchaseOrder order, String message) {
        engine.tell(message, order.number().document());
    }
}
