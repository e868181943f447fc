package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.Decision;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.ProcessVariable;
import org.countersign.workflow.support.TaskAnswer;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/**
 * Hands an approver's answer to the step that this very task asks, whatever its variables say. Where others were enough
 * meanwhile, the product ends the task without an answer, and none is recorded.
 */
@Component
class RecordAnswerListener implements TaskListener {

    private static final ProcessVariable<String> LINES = ProcessVariable.text("rejectedLines");

    private final ApprovalManagement approvals;
    private final StepTasks steps;
    private final CurrentActor actor;

    RecordAnswerListener(ApprovalManagement approvals, StepTasks steps, CurrentActor actor) {
        this.approvals = approvals;
        this.steps = steps;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var step = approvals.stepAskedIn(task.getId());
        // In this order: whoever answers must not have read the steps before they are locked.
        if (TaskView.written(task, "decision") == null && approvals.isNotNeeded(step)) {
            return;
        }
        var answer = TaskAnswer.of(task, Decision.APPROVE.word(), Decision.REJECT.word(), Decision.RETURN.word());
        var lines = TaskView.written(task, LINES.name());
        // Models of before do not hide it from the steps that come after.
        LINES.set(task, "");
        approvals.answer(step, Decision.of(answer.decision()), lines, answer.comment(), actor.get());
        approvals.askedBesideRejectedLines(step).forEach(steps::showAnew);
    }
}
