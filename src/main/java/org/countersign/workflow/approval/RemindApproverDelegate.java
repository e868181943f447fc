package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalManagement;
import org.springframework.stereotype.Component;

/** Reminds those who have not answered a step. */
@Component
class RemindApproverDelegate implements JavaDelegate {

    private final ApprovalManagement approvals;

    RemindApproverDelegate(ApprovalManagement approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.remind(ApprovalVariables.STEP.require(execution));
    }
}
