package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.springframework.stereotype.Component;

/** Has the approvers of the order asked about an amount beyond it. */
@Component
class AskOrderApproversDelegate implements JavaDelegate {

    private final InvoiceApprovals approvals;

    AskOrderApproversDelegate(InvoiceApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.askApproversOfOrder(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
