package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.ReceiptReminders;
import org.springframework.stereotype.Component;

/** Reminds those who receive that an invoice waits for their receipt. */
@Component
class RemindOfReceiptDelegate implements JavaDelegate {

    private final ReceiptReminders reminders;

    RemindOfReceiptDelegate(ReceiptReminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        reminders.remind(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
