package org.countersign.workflow.change;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Group;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands a purchasing agent's answer about a change that no longer fits its order to the domain. */
@Component
class RecordMisfitListener implements TaskListener {

    private final ChangeOrderManagement changes;
    private final CurrentActor actor;

    RecordMisfitListener(ChangeOrderManagement changes, CurrentActor actor) {
        this.changes = changes;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = new PurchaseOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "retry", "withdraw");
        actor.get().mustBeIn(Group.PURCHASING_AGENT);
        if (answer.decision().equals("withdraw")) {
            changes.withdrawnInProcess(order, answer.comment(), actor.get());
        }
    }
}
