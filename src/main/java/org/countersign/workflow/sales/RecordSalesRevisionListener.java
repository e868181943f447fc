package org.countersign.workflow.sales;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands the answer to a returned sales order to the domain. */
@Component
class RecordSalesRevisionListener implements TaskListener {

    private final SalesOrderManagement orders;
    private final CurrentActor actor;

    RecordSalesRevisionListener(SalesOrderManagement orders, CurrentActor actor) {
        this.orders = orders;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = new SalesOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "resubmit", "withdraw");
        if (answer.decision().equals("resubmit")) {
            orders.resubmitted(number, actor.get());
        } else {
            orders.withdrawnInProcess(number, answer.comment(), actor.get());
        }
    }
}
