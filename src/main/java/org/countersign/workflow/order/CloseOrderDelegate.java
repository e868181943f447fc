package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.springframework.stereotype.Component;

/** Closes an order that is received, invoiced and paid. */
@Component
class CloseOrderDelegate implements JavaDelegate {

    private final PurchaseOrderManagement orders;

    CloseOrderDelegate(PurchaseOrderManagement orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = new PurchaseOrderNumber(execution.getProcessBusinessKey());
        orders.close(order);
    }
}
