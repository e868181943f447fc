package org.countersign.workflow.change;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.dispatch.ChangedOrders;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Records that a purchasing agent handed the new terms of an order over by hand. */
@Component
class RecordHandoverListener implements TaskListener {

    private final ChangedOrders dispatch;
    private final CurrentActor actor;

    RecordHandoverListener(ChangedOrders dispatch, CurrentActor actor) {
        this.dispatch = dispatch;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = new PurchaseOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "done");
        dispatch.handedOver(order, answer.comment(), actor.get());
    }
}
