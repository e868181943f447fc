package org.countersign.workflow.change;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.context.DelegateExecutionContext;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.RoutedApproval;
import org.countersign.purchasing.ApprovalForecast;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderWorkflow;
import org.countersign.purchasing.ChangeVerdict;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.Forecasts;
import org.countersign.workflow.support.WaitingInvoices;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The process {@code change-order} as purchasing sees it, and what a change means to the order's own process. Both have the
 * order's number as business key, and so has the approval of the change.
 */
@Component
class ChangeOrderProcess implements ChangeOrderWorkflow {

    private static final String KEY = "change-order";
    private static final String WITHDRAWN = "change-order.withdrawn";
    private static final String HAND_OVER = "userTask_handOverChange";
    private static final String ORDER = "purchase-order";
    private static final String PREPARE = "serviceTask_prepareDispatch";
    private static final String DISPATCH = "serviceTask_dispatchOrder";
    private static final String AWAIT_ANSWER = "receiveTask_awaitAnswer";
    private static final String PROPOSAL = "userTask_handleProposal";
    private static final String TERMS_CHANGED = "purchase-order.terms-changed";
    private static final String CHANGE_DECIDED = "purchase-order.change-decided";
    private static final String TAKEN_OVER = "purchase-order.proposal-taken-over";

    private final ApprovalManagement approvals;
    private final ChangeSubjects subjects;
    private final DecisionTableChanges policy;
    private final EngineGateway engine;
    private final RuntimeService runtime;
    private final WaitingInvoices invoices;
    private final TransactionTemplate undone;

    ChangeOrderProcess(
            ApprovalManagement approvals,
            ChangeSubjects subjects,
            DecisionTableChanges policy,
            EngineGateway engine,
            RuntimeService runtime,
            WaitingInvoices invoices,
            PlatformTransactionManager transactions) {
        this.approvals = approvals;
        this.subjects = subjects;
        this.policy = policy;
        this.engine = engine;
        this.runtime = runtime;
        this.invoices = invoices;
        this.undone = new TransactionTemplate(transactions);
        undone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Route route(PurchaseOrder order, ChangeOrder change) {
        var verdict = policy.judge(change);
        var subject = subjects.of(order, change);
        return new PolicyRoute(
                verdict, ChangeSubjects.answered(subject, verdict).orElseGet(() -> approvals.route(subject)));
    }

    @Override
    public void proposed(PurchaseOrder order, ChangeOrder change, Route route) {
        approvals.freeze(((PolicyRoute) route).routed());
        engine.start(KEY, order.number().document(), Map.of());
    }

    @Override
    public void withdrawn(PurchaseOrder order, ChangeOrder change) {
        approvals.withdraw(order.number().document());
        // An earlier change that waits for its hand-over stays: it is applied.
        engine.asProduct(() -> {
            runtime
                    .createProcessInstanceQuery()
                    .processDefinitionKey(KEY)
                    .processInstanceBusinessKey(order.number().value())
                    .active()
                    .list()
                    .stream()
                    .filter(instance ->
                            !runtime.getActiveActivityIds(instance.getId()).contains(HAND_OVER))
                    .forEach(instance -> runtime.createMessageCorrelation(WITHDRAWN)
                            .processInstanceId(instance.getId())
                            .correlateAll());
            return order;
        });
    }

    @Override
    public void orderEnded(PurchaseOrder order) {
        engine.tell(WITHDRAWN, order.number().document());
    }

    @Override
    public void applied(PurchaseOrder order, boolean wasAcknowledged) {
        var document = order.number().document();
        if (order.dispatchedAt() == null) {
            // Whoever hands it over by hand is shown the new terms; whatever waited for the decision prepares them.
            if (engine.tell(TERMS_CHANGED, document) == 0) {
                mayBeSentAsItIs(order);
            }
            invoices.receiptBooked(order.number());
            return;
        }
        // Whether goods are awaited or the order waits for its end: either looks again at what is outstanding.
        if (engine.tell("purchase-order.goods-received", document) == 0) {
            engine.tell("purchase-order.goods-returned", document);
        }
        if (wasAcknowledged) {
            awaitAnswerAgain(order);
        }
        invoices.receiptBooked(order.number());
    }

    @Override
    public void mayBeSentAsItIs(PurchaseOrder order) {
        var document = order.number().document();
        // Where sending has failed, or an older model is at it, nothing would prepare it anew by itself.
        if (engine.tell(CHANGE_DECIDED, document) == 0 && engine.isAt(DISPATCH, ORDER, document)) {
            engine.goOnBefore(PREPARE, ORDER, document);
        }
    }

    private void awaitAnswerAgain(PurchaseOrder order) {
        engine.asProduct(() -> {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(ORDER)
                    .processInstanceBusinessKey(order.number().value())
                    .active()
                    .list()
                    .forEach(instance -> runtime.createProcessInstanceModification(instance.getId())
                            .startBeforeActivity(AWAIT_ANSWER)
                            .execute());
            return order;
        });
    }

    @Override
    public void proposalTakenOver(PurchaseOrder order) {
        if (!isAnsweredByItsTask(order)) {
            engine.tell(TAKEN_OVER, order.number().document());
        }
    }

    // The task that accepts a proposal is completed by the same call: it must not be interrupted by its own message.
    private static boolean isAnsweredByItsTask(PurchaseOrder order) {
        var running = DelegateExecutionContext.getCurrentDelegationExecution();
        return running != null
                && PROPOSAL.equals(running.getCurrentActivityId())
                && order.number().value().equals(running.getProcessBusinessKey());
    }

    @Override
    public Forecast forecast(PurchaseOrder order, ChangeOrder change) {
        var verdict = Objects.requireNonNull(undone.execute(status -> {
            status.setRollbackOnly();
            return policy.judgeHere(change);
        }));
        if (verdict.failure() != null || !verdict.approvalNeeded()) {
            return new Forecast(
                    verdict, new ApprovalForecast(List.of(), verdict.failure(), verdict.policyVersion(), null, null));
        }
        return new Forecast(verdict, Forecasts.of(approvals.foresee(subjects.of(order, change))));
    }

    private record PolicyRoute(ChangeVerdict verdict, RoutedApproval routed) implements Route {}
}
