package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.Decision;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands an approver's answer to the step that this very task asks, whatever its variables say. */
@Component
class RecordAnswerListener implements TaskListener {

    private final ApprovalManagement approvals;
    private final CurrentActor actor;

    RecordAnswerListener(ApprovalManagement approvals, CurrentActor actor) {
        this.approvals = approvals;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, Decision.APPROVE.word(), Decision.REJECT.word(), Decision.RETURN.word());
        var step = approvals.stepAskedIn(task.getId());
        approvals.answer(step, Decision.of(answer.decision()), answer.comment(), actor.get());
    }
}
