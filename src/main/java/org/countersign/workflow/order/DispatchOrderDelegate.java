package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.dispatch.SupplierDispatch;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.springframework.stereotype.Component;

/** Hands an approved order to its supplier. */
@Component
class DispatchOrderDelegate implements JavaDelegate {

    private final SupplierDispatch dispatch;

    DispatchOrderDelegate(SupplierDispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = new PurchaseOrderNumber(execution.getProcessBusinessKey());
        dispatch.dispatch(order);
    }
}
