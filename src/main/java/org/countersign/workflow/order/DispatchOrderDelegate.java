package org.countersign.workflow.order;

import static org.countersign.workflow.support.ProcessError.TERMS_CHANGING;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.dispatch.SupplierDispatch;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.ThrowsErrors;
import org.springframework.stereotype.Component;

/** Hands an approved order to its supplier. */
@Component
@ThrowsErrors(TERMS_CHANGING)
class DispatchOrderDelegate implements JavaDelegate {

    private final SupplierDispatch dispatch;

    DispatchOrderDelegate(SupplierDispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = new PurchaseOrderNumber(execution.getProcessBusinessKey());
        switch (dispatch.dispatch(order)) {
            case SENT, NOT_NEEDED -> {}
            case CHANGING ->
                throw TERMS_CHANGING.because(order + " is not sent with terms that a change order replaces");
        }
    }
}
