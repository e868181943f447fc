package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.dispatch.SupplierReminders;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.springframework.stereotype.Component;

/** Reminds a supplier who has not answered. */
@Component
class RemindSupplierDelegate implements JavaDelegate {

    private final SupplierReminders reminders;

    RemindSupplierDelegate(SupplierReminders reminders) {
        this.reminders = reminders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = new PurchaseOrderNumber(execution.getProcessBusinessKey());
        reminders.remind(order);
    }
}
