package org.countersign.workflow.requisition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.Approvals;
import org.countersign.approval.LineNumbers;
import org.countersign.approval.LinesAsked;
import org.countersign.purchasing.LineRejection;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the outcome of the approval into the requisition. */
@Component
class RecordRequisitionDecisionDelegate implements JavaDelegate {

    private static final int LONGEST_REASON = 2000;

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
            case APPROVED -> requisitions.approved(number, rejectedLines(number));
            case REJECTED -> requisitions.rejected(number, reasonOf(number), Actor.SYSTEM);
            case RETURNED -> requisitions.returned(number, lastComment(number));
            case WITHDRAWN -> {}
            case PENDING -> throw new IllegalStateException("The approval of " + number + " has not ended");
        }
    }

    private Map<Integer, LineRejection> rejectedLines(RequisitionNumber number) {
        return management.rejectedLines(number.document()).stream()
                .collect(Collectors.toMap(
                        LinesAsked.Rejected::line, line -> new LineRejection(line.by(), line.reason())));
    }

    /** The words of whoever rejected it, or of everybody who rejected a line until none was left. */
    private @Nullable String reasonOf(RequisitionNumber number) {
        var said = lastComment(number);
        return said != null
                ? said
                : management.rejectedLines(number.document()).stream()
                        .collect(Collectors.groupingBy(
                                line -> line.name() + ": " + line.reason(),
                                LinkedHashMap::new,
                                Collectors.mapping(LinesAsked.Rejected::line, Collectors.toList())))
                        .entrySet()
                        .stream()
                        .map(one -> LineNumbers.shown(one.getValue()) + " – " + one.getKey())
                        .reduce((one, other) -> shortened(one + "; " + other))
                        .orElse(null);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }

    private @Nullable String lastComment(RequisitionNumber number) {
        return approvals.of(number.document()).stream()
                .filter(entry -> "REJECTED".equals(entry.outcome()) || "RETURNED".equals(entry.outcome()))
                .reduce((first, second) -> second)
                .map(ApprovalEntry::comment)
                .orElse(null);
    }
}
