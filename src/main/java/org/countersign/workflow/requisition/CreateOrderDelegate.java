package org.countersign.workflow.requisition;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.workflow.support.ProcessVariable;
import org.springframework.stereotype.Component;

/** Makes the order of one supplier: number, order and start of its process in this job's transaction. */
@Component
class CreateOrderDelegate implements JavaDelegate {

    static final ProcessVariable<String> SUPPLIER = ProcessVariable.text("supplier");

    private final PurchaseOrderManagement orders;

    CreateOrderDelegate(PurchaseOrderManagement orders) {
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        orders.createFrom(new RequisitionNumber(execution.getProcessBusinessKey()), SUPPLIER.require(execution));
    }
}
