package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.RepairDecision;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands an administrator's decision on an approval that nobody can answer to the domain. */
@Component
class RecordRepairListener implements TaskListener {

    private final ApprovalManagement approvals;
    private final CurrentActor actor;

    RecordRepairListener(ApprovalManagement approvals, CurrentActor actor) {
        this.approvals = approvals;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, RepairDecision.RETRY.word(), RepairDecision.REJECT.word());
        var document = new DocumentNumber(task.getExecution().getProcessBusinessKey());
        approvals.repair(document, RepairDecision.of(answer.decision()), answer.comment(), actor.get());
    }
}
