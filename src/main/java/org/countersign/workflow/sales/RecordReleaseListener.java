package org.countersign.workflow.sales;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands the answer whether an approved sales order is released to the domain, which looks at the approvals again. */
@Component
class RecordReleaseListener implements TaskListener {

    private final SalesOrderManagement orders;
    private final CurrentActor actor;

    RecordReleaseListener(SalesOrderManagement orders, CurrentActor actor) {
        this.orders = orders;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = new SalesOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "release", "cancel");
        if (answer.decision().equals("release")) {
            orders.releasedInProcess(number, actor.get());
        } else {
            orders.cancelledInProcess(number, answer.comment(), actor.get());
        }
    }
}
