package org.countersign.workflow.change;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.Approvals;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/** Writes into a change order that its approvers did not agree; what they agreed to is applied next. */
@Component
class RecordChangeDecisionDelegate implements JavaDelegate {

    private final ApprovalManagement management;
    private final Approvals approvals;
    private final ChangeOrderManagement changes;

    RecordChangeDecisionDelegate(ApprovalManagement management, Approvals approvals, ChangeOrderManagement changes) {
        this.management = management;
        this.approvals = approvals;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = new PurchaseOrderNumber(execution.getProcessBusinessKey());
        switch (management.outcome(number.document())) {
            case REJECTED -> refused(number, ApprovalOutcome.REJECTED, ChangeOrderStatus.REJECTED);
            case RETURNED -> refused(number, ApprovalOutcome.RETURNED, ChangeOrderStatus.RETURNED);
            case APPROVED, WITHDRAWN -> {}
            case PENDING ->
                throw new IllegalStateException("The approval of the change of " + number + " has not ended");
        }
    }

    private void refused(PurchaseOrderNumber number, ApprovalOutcome outcome, ChangeOrderStatus status) {
        var answer = approvals.of(number.document()).stream()
                .filter(entry -> outcome.name().equals(entry.outcome()))
                .reduce((first, second) -> second);
        changes.refused(
                number,
                status,
                answer.map(ApprovalEntry::comment).orElse(null),
                answer.map(ApprovalEntry::by).orElse(UserId.SYSTEM));
    }
}
