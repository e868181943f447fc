package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands a purchasing agent's answer to a declined order to the domain. */
@Component
class RecordDeclineListener implements TaskListener {

    private final PurchaseOrderManagement orders;
    private final CurrentActor actor;

    RecordDeclineListener(PurchaseOrderManagement orders, CurrentActor actor) {
        this.orders = orders;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = new PurchaseOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "accept", "reject");
        if (answer.decision().equals("accept")) {
            orders.declineConfirmed(order, actor.get());
        } else {
            orders.declineOverruled(order, answer.comment(), actor.get());
        }
    }
}
