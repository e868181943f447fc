package org.countersign.workflow.sales;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.Approvals;
import org.countersign.sales.SalesOrderManagement;
import org.countersign.sales.SalesOrderNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the outcome of the approval into the sales order. */
@Component
class RecordSalesDecisionDelegate implements JavaDelegate {

    private final ApprovalManagement management;
    private final Approvals approvals;
    private final SalesOrderManagement orders;

    RecordSalesDecisionDelegate(ApprovalManagement management, Approvals approvals, SalesOrderManagement orders) {
        this.management = management;
        this.approvals = approvals;
        this.orders = orders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var number = new SalesOrderNumber(execution.getProcessBusinessKey());
        switch (management.outcome(number.document())) {
            case APPROVED -> orders.approved(number);
            case REJECTED -> orders.rejected(number, lastComment(number));
            case RETURNED -> orders.returned(number, lastComment(number));
            case WITHDRAWN -> {}
            case PENDING -> throw new IllegalStateException("The approval of " + number + " has not ended");
        }
    }

    private @Nullable String lastComment(SalesOrderNumber number) {
        return approvals.of(number.document()).stream()
                .filter(entry -> "REJECTED".equals(entry.outcome()) || "RETURNED".equals(entry.outcome()))
                .reduce((first, second) -> second)
                .map(ApprovalEntry::comment)
                .orElse(null);
    }
}
