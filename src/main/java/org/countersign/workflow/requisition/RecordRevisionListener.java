package org.countersign.workflow.requisition;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands the requester's answer to a returned requisition to the domain. */
@Component
class RecordRevisionListener implements TaskListener {

    private final RequisitionManagement requisitions;
    private final CurrentActor actor;

    RecordRevisionListener(RequisitionManagement requisitions, CurrentActor actor) {
        this.requisitions = requisitions;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = new RequisitionNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "resubmit", "withdraw");
        if (answer.decision().equals("resubmit")) {
            requisitions.resubmitted(number, actor.get());
        } else {
            requisitions.withdrawnInProcess(number, answer.comment(), actor.get());
        }
    }
}
