package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.springframework.stereotype.Component;

/** Takes over what the approvers of the order answered. */
@Component
class RecordOverOrderDelegate implements JavaDelegate {

    private final InvoiceApprovals approvals;

    RecordOverOrderDelegate(InvoiceApprovals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.recordOverOrder(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
