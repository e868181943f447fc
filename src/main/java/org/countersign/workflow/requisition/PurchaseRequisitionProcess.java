package org.countersign.workflow.requisition;

import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.RoutedApproval;
import org.countersign.purchasing.ApprovalForecast;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionEvent;
import org.countersign.purchasing.RequisitionWorkflow;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.Forecasts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** The process {@code purchase-requisition} as purchasing sees it. */
@Component
class PurchaseRequisitionProcess implements RequisitionWorkflow {

    private static final String KEY = "purchase-requisition";
    private static final String WITHDRAWN = "purchase-requisition.withdrawn";
    private static final String APPROVE = "callActivity_approveRequisition";
    private static final String REVISE = "userTask_reviseRequisition";

    private final ApprovalManagement approvals;
    private final RequisitionSubjects subjects;
    private final EngineGateway engine;
    private final TaskService tasks;

    PurchaseRequisitionProcess(
            ApprovalManagement approvals, RequisitionSubjects subjects, EngineGateway engine, TaskService tasks) {
        this.approvals = approvals;
        this.subjects = subjects;
        this.engine = engine;
        this.tasks = tasks;
    }

    @Override
    public Route route(Requisition requisition) {
        return new PolicyRoute(approvals.route(subjects.of(requisition)));
    }

    @Override
    public boolean stillHolds(Route route) {
        return approvals.stillHolds(((PolicyRoute) route).routed());
    }

    @Override
    public ApprovalForecast forecast(Requisition requisition) {
        return Forecasts.of(approvals.foresee(subjects.of(requisition)));
    }

    @Override
    public boolean isApprovedWithItsSuppliers(Requisition requisition) {
        var more = approvals.beyondAnswers(approvals.route(subjects.of(requisition)));
        more.ifPresent(approvals::freeze);
        return more.isEmpty();
    }

    /** Where its model is older than the product, nothing leads back to the approval: no order is made there either (R01). */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(RequisitionEvent.ApprovalAgain again) {
        if (!engine.isAt(APPROVE, KEY, again.number().document())) {
            engine.goOnBefore(APPROVE, KEY, again.number().document());
        }
    }

    @Override
    public void submitted(Requisition requisition, Route route) {
        approvals.freeze(((PolicyRoute) route).routed());
        engine.start(KEY, requisition.number().document(), Map.of());
    }

    @Override
    public void resubmit(Requisition requisition, Route route, UserId by) {
        approvals.freeze(((PolicyRoute) route).routed());
        var task = engine.asProduct(() -> tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition.number().value())
                .taskDefinitionKey(REVISE)
                .singleResult());
        if (task == null) {
            throw new IllegalStateException(requisition.number() + " was sent back, but nobody is asked to revise it");
        }
        engine.complete(task.getId(), Map.of("decision", "resubmit"), by);
    }

    @Override
    public void withdrawn(Requisition requisition, @Nullable String reason) {
        approvals.withdraw(requisition.number().document());
        engine.tell(WITHDRAWN, requisition.number().document());
    }

    private record PolicyRoute(RoutedApproval routed) implements Route {}
}
