package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.springframework.stereotype.Component;

/** Refuses the invoice whose payment was rejected. */
@Component
class RefusePaymentDelegate implements JavaDelegate {

    private final InvoiceApprovals approvals;

    RefusePaymentDelegate(InvoiceApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.recordRefusedPayment(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
