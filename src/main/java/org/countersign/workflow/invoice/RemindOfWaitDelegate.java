package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.ExceptionWaits;
import org.springframework.stereotype.Component;

/** Reminds whoever keeps a difference waiting. */
@Component
class RemindOfWaitDelegate implements JavaDelegate {

    private final ExceptionWaits waits;

    RemindOfWaitDelegate(ExceptionWaits waits) {
        this.waits = waits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waits.remind(InvoiceVariables.EXCEPTION.require(execution));
    }
}
