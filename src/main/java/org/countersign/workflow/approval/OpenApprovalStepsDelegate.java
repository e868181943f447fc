package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalManagement;
import org.countersign.shared.DocumentNumber;
import org.springframework.stereotype.Component;

/** Opens the steps of the next level; the gateway behind asks what came of it. */
@Component
class OpenApprovalStepsDelegate implements JavaDelegate {

    private final ApprovalManagement approvals;

    OpenApprovalStepsDelegate(ApprovalManagement approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.openNextLevel(new DocumentNumber(execution.getProcessBusinessKey()));
    }
}
