package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.DespatchAnnouncements;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Books what a receiver entered; a refused quantity keeps the task open. */
@Component
class RecordReceiptListener implements TaskListener {

    private final PurchaseOrderManagement orders;
    private final GoodsReceiving receiving;
    private final DespatchAnnouncements announcements;
    private final CurrentActor actor;

    RecordReceiptListener(
            PurchaseOrderManagement orders,
            GoodsReceiving receiving,
            DespatchAnnouncements announcements,
            CurrentActor actor) {
        this.orders = orders;
        this.receiving = receiving;
        this.announcements = announcements;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskAnswer.of(task, "done");
        var order = orders.order(new PurchaseOrderNumber(task.getExecution().getProcessBusinessKey()));
        receiving.receive(order.number(), ReceiptForm.read(task, order, announcements), actor.get());
    }
}
