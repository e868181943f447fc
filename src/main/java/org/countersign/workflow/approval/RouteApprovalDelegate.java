package org.countersign.workflow.approval;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalManagement;
import org.countersign.shared.DocumentNumber;
import org.springframework.stereotype.Component;

/** Asks the approval policy about the document, unless its steps are frozen already. */
@Component
class RouteApprovalDelegate implements JavaDelegate {

    private final ApprovalManagement approvals;

    RouteApprovalDelegate(ApprovalManagement approvals) {
        this.approvals = approvals;
    }

    @Override
    public void execute(DelegateExecution execution) {
        approvals.routeAgain(new DocumentNumber(execution.getProcessBusinessKey()));
    }
}
