package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.ExceptionWaits;
import org.springframework.stereotype.Component;

/** Reminds whoever keeps differences waiting. */
@Component
class RemindOfWaitDelegate implements JavaDelegate {

    private final ExceptionWaits waits;
    private final WaitReminders reminders;

    RemindOfWaitDelegate(ExceptionWaits waits, WaitReminders reminders) {
        this.waits = waits;
        this.reminders = reminders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        waits.remind(reminders.due(InvoiceVariables.EXCEPTION.require(execution)));
    }
}
