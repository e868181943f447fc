package org.countersign.workflow.order;

import java.util.Date;
import org.countersign.dispatch.SupplierReminders;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.ModelBean;

/** When the model's timer for the supplier's answer is due. */
@ModelBean
public class SupplierReminderGate {

    private final SupplierReminders reminders;

    SupplierReminderGate(SupplierReminders reminders) {
        this.reminders = reminders;
    }

    /** When the next reminder is due. */
    public Date due(String number) {
        return Date.from(reminders.due(new PurchaseOrderNumber(number)));
    }
}
