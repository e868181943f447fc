package org.countersign.workflow.order;

import static org.countersign.workflow.support.ProcessError.SUPPLIER_UNREACHABLE;
import static org.countersign.workflow.support.ProcessError.TERMS_CHANGING;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.dispatch.SupplierDispatch;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.ThrowsErrors;
import org.springframework.stereotype.Component;

/** Makes the documents of an approved order, and the mail that carries them. */
@Component
@ThrowsErrors({SUPPLIER_UNREACHABLE, TERMS_CHANGING})
class PrepareDispatchDelegate implements JavaDelegate {

    private final SupplierDispatch dispatch;

    PrepareDispatchDelegate(SupplierDispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = new PurchaseOrderNumber(execution.getProcessBusinessKey());
        switch (dispatch.prepare(order)) {
            case PREPARED -> {}
            case NO_CHANNEL -> throw SUPPLIER_UNREACHABLE.because(order + " has a supplier without a channel");
            case CHANGING -> throw TERMS_CHANGING.because(order + " waits for the decision about its change order");
        }
    }
}
