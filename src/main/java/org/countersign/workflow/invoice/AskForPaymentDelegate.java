package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.springframework.stereotype.Component;

/** Finds out who approves the payment, and freezes it. */
@Component
class AskForPaymentDelegate implements JavaDelegate {

    private final InvoiceApprovals approvals;

    AskForPaymentDelegate(InvoiceApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.askForPayment(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
