package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalManagement;
import org.springframework.stereotype.Component;

/** Ties a new task to its step, which tells the approvers, and shows what is needed to decide. */
@Component
class ShowApprovalListener implements TaskListener {

    private final ApprovalManagement approvals;
    private final ApprovalViews views;

    ShowApprovalListener(ApprovalManagement approvals, ApprovalViews views) {
        this.approvals = approvals;
        this.views = views;
    }

    @Override
    public void notify(DelegateTask task) {
        var step = ApprovalVariables.STEP.require(task);
        views.show(approvals.question(step), task);
        approvals.ask(step, task.getId());
    }
}
