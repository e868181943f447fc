package org.countersign.workflow.requisition;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.Approvals;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.Actor;
import org.springframework.stereotype.Component;

/** Writes the outcome of the approval into the requisition. */
@Component
class RecordRequisitionDecisionDelegate implements JavaDelegate {

    private final ApprovalManagement management;
    private final Approvals approvals;
    private final RequisitionManagement requisitions;

    RecordRequisitionDecisionDelegate(
            ApprovalManagement management, Approvals approvals, RequisitionManagement requisitions) {
        this.management = management;
        this.approvals = approvals;
        this.requisitions = requisitions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = new RequisitionNumber(execution.getProcessBusinessKey());
        switch (management.outcome(number.document())) {
            case APPROVED -> requisitions.approved(number);
            case REJECTED -> requisitions.rejected(number, lastComment(number), Actor.SYSTEM);
            case RETURNED -> requisitions.returned(number, lastComment(number));
            case WITHDRAWN -> {}
            case PENDING -> throw new IllegalStateException("The approval of " + number + " has not ended");
        }
    }

    private @org.jspecify.annotations.Nullable String lastComment(RequisitionNumber number) {
        return approvals.of(number.document()).stream()
                .filter(entry -> "REJECTED".equals(entry.outcome()) || "RETURNED".equals(entry.outcome()))
                .reduce((first, second) -> second)
                .map(ApprovalEntry::comment)
                .orElse(null);
    }
}
