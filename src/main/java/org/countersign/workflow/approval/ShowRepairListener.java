package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.approval.ApprovalManagement;
import org.countersign.shared.DocumentNumber;
import org.springframework.stereotype.Component;

/** Shows an administrator why nobody can be asked for approval. */
@Component
class ShowRepairListener implements TaskListener {

    private final ApprovalManagement approvals;
    private final ApprovalViews views;

    ShowRepairListener(ApprovalManagement approvals, ApprovalViews views) {
        this.approvals = approvals;
        this.views = views;
    }

    @Override
    public void notify(DelegateTask task) {
        views.show(approvals.unanswered(new DocumentNumber(task.getExecution().getProcessBusinessKey())), task);
    }
}
