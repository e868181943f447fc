package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.dispatch.SupplierDispatch;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands a purchasing agent's answer about an order that could not be sent to the domain. */
@Component
class RecordManualDispatchListener implements TaskListener {

    private final SupplierDispatch dispatch;
    private final PurchaseOrderManagement orders;
    private final CurrentActor actor;

    RecordManualDispatchListener(SupplierDispatch dispatch, PurchaseOrderManagement orders, CurrentActor actor) {
        this.dispatch = dispatch;
        this.orders = orders;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = new PurchaseOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "done", "retry", "cancel");
        switch (answer.decision()) {
            case "done" -> dispatch.dispatchedByHand(order, answer.comment(), actor.get());
            case "cancel" -> orders.cancelledInProcess(order, answer.comment(), actor.get());
            default -> {}
        }
    }
}
