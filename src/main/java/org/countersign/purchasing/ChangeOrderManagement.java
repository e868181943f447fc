package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of orders (R11). A change is proposed, approved where the table {@code change-policy} demands it, and applied; until
 * then the order keeps its old terms for everybody. An order that was not sent yet waits for the decision, and goes out with
 * the terms that stand then.
 */
@Service
public class ChangeOrderManagement {

    /** The kind of its approval. */
    public static final String KIND = "change-order";

    private final PurchaseOrders orders;
    private final ChangeOrders changes;
    private final ChangeWriting writing;
    private final PurchaseOrderManagement management;
    private final ChangeOrderWorkflow workflow;
    private final ApprovalProof approvals;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChangeOrderManagement(
            PurchaseOrders orders,
            ChangeOrders changes,
            ChangeWriting writing,
            PurchaseOrderManagement management,
            ChangeOrderWorkflow workflow,
            ApprovalProof approvals,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.orders = orders;
        this.changes = changes;
        this.writing = writing;
        this.management = management;
        this.workflow = workflow;
        this.approvals = approvals;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Proposes a change. The policy is asked first, in a transaction of its own, on the order as it was read. What it lets
     * pass is applied at once.
     *
     * @throws RuleViolation for faulty terms (422), and when the order cannot be changed so, another change is open, or
     *     something was booked meanwhile (409)
     */
    public ChangeOrder propose(PurchaseOrderNumber number, ChangeOrderDraft draft, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var reason = PurchaseOrderManagement.reason(draft.reason());
        var read = management.order(number);
        check(read.openChange() == null, PurchasingRule.CHANGE_OPEN, String.valueOf(read.openChange()), number);
        var planned = planned(read, reason, draft, by);
        var route = workflow.route(read, planned);
        transaction.executeWithoutResult(status -> proposed(read, planned, route, by));
        return change(number, planned.number());
    }

    private void proposed(PurchaseOrder read, ChangeOrder planned, ChangeOrderWorkflow.Route route, Actor by) {
        var number = read.number();
        var order = orders.lock(number.value()).orElseThrow(() -> new NotFound("purchase order", number));
        check(order.openChange() == null, PurchasingRule.CHANGE_OPEN, String.valueOf(order.openChange()), number);
        order.demandAsRead(read);
        planned.judged(route.verdict());
        order.changeOpened(planned.number());
        var change = changes.saveAndFlush(planned);
        audit.record(AuditEvent.of(number.document(), "change-order.proposed", by)
                .rule("R11")
                .with("change", change.number())
                .with("reason", change.reason())
                .with(
                        "lines",
                        change.lines().stream().map(ChangeOrderLine::toString).toList())
                .changed(
                        "total", change.oldTotal().toString(), change.newTotal().toString())
                .with("approvalNeeded", change.approvalNeeded())
                .with("policyRules", change.policyRules())
                .with("policyVersion", change.policyVersion()));
        events.publishEvent(new ChangeOrderProposed(number, change.number(), by));
        orders.flush();
        workflow.proposed(order, change, route);
    }

    /** What a change would come to, and what would happen; nothing of it is kept. */
    public ChangeOutlook outlook(PurchaseOrderNumber number, ChangeOrderDraft draft, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var read = management.order(number);
        var planned = planned(read, "…", draft, by);
        return new ChangeOutlook(
                planned.lines(), planned.oldTotal(), planned.newTotal(), workflow.forecast(read, planned));
    }

    private ChangeOrder planned(PurchaseOrder order, String reason, ChangeOrderDraft draft, Actor by) {
        check(
                draft.revision() == null || draft.revision() == order.revision(),
                PurchasingRule.CHANGE_OF_OLD_TERMS,
                order.number(),
                order.revision());
        order.demandChangeable();
        var lines = writing.read(order, draft);
        order.demandFit(lines);
        var count = changes.findFirstByOrderOrderByNumberDesc(order.number().value())
                .map(ChangeOrder::number)
                .orElse(0);
        return new ChangeOrder(order, count + 1, reason, lines, approvedTotal(order), by.user(), clock.instant());
    }

    /** The total to which people agreed last: what the policy let pass since counts together with the next change. */
    private Money approvedTotal(PurchaseOrder order) {
        return changes.findFirstByOrderAndStatusOrderByNumberDesc(order.number().value(), ChangeOrderStatus.APPLIED)
                .map(last -> last.approvalNeeded() ? last.newTotal() : last.approvedTotal())
                .orElseGet(order::total);
    }

    /**
     * Takes an open change back: the old terms stand.
     *
     * @param reason required
     */
    @Transactional
    public ChangeOrder withdraw(PurchaseOrderNumber number, int change, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var why = PurchaseOrderManagement.reason(reason);
        var order = locked(number);
        var open = change(number, change);
        check(open.status().isOpen(), PurchasingRule.CHANGE_ENDED, change, number, open.status());
        end(order, open, ChangeOrderStatus.WITHDRAWN, why, by.user(), by);
        workflow.withdrawn(order, open);
        return open;
    }

    /** The same, where a purchasing agent answers the task of a change that no longer fits. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawnInProcess(PurchaseOrderNumber number, @Nullable String reason, Actor by) {
        by.mustBeIn(Group.PURCHASING_AGENT);
        var why = PurchaseOrderManagement.reason(reason);
        var order = locked(number);
        end(order, open(order), ChangeOrderStatus.WITHDRAWN, why, by.user(), by);
    }

    /** The table {@code change-policy} was asked again after it had not answered (R03). Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void judgedAgain(PurchaseOrderNumber number, ChangeVerdict verdict) {
        var order = locked(number);
        if (order.openChange() != null) {
            open(order).judged(verdict);
        }
    }

    /**
     * The approvers did not agree: the old terms stand. Called by the process.
     *
     * @param how {@link ChangeOrderStatus#REJECTED} or {@link ChangeOrderStatus#RETURNED}
     * @param by who refused it or sent it back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(PurchaseOrderNumber number, ChangeOrderStatus how, @Nullable String note, UserId by) {
        var order = locked(number);
        if (order.openChange() != null) {
            end(order, open(order), how, note, by, Actor.SYSTEM);
        }
    }

    /**
     * Gives the order the terms of its open change, as a new revision. The recorded approval is looked at again, whatever
     * the engine's token says (R01), and so is whether the terms still fit: what no longer does waits for a person. Called by
     * the process; a second call changes nothing.
     *
     * @throws RuleViolation of R11 unless the recorded approval is complete
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ChangeOrderStatus apply(PurchaseOrderNumber number) {
        var order = locked(number);
        if (order.openChange() == null) {
            return changes.findFirstByOrderOrderByNumberDesc(number.value())
                    .map(ChangeOrder::status)
                    .orElseThrow(() -> new RuleViolation(PurchasingRule.NO_SUCH_CHANGE, number));
        }
        var change = open(order);
        check(
                approvals.isApproved(number.document(), KIND),
                PurchasingRule.CHANGE_NOT_APPROVED,
                change.number(),
                number);
        var acknowledged = order.acknowledgedAt() != null;
        try {
            order.revise(change.lines(), clock.instant());
        } catch (RuleViolation misfit) {
            unfit(order, change, misfit);
            return change.status();
        }
        change.applied(order.revision(), clock.instant());
        audit.record(AuditEvent.of(number.document(), "change-order.applied", Actor.SYSTEM)
                .rule("R11")
                .with("change", change.number())
                .with(
                        "lines",
                        change.lines().stream().map(ChangeOrderLine::toString).toList())
                .changed("total", change.oldTotal().toString(), order.total().toString())
                .changed("revision", change.fromRevision(), order.revision())
                .with("status", order.status().name()));
        orders.flush();
        events.publishEvent(new ChangeOrderEnded(number, change.number(), change.status(), null, change.proposedBy()));
        workflow.applied(order, acknowledged);
        management.tellIfSettled(order);
        return change.status();
    }

    private void unfit(PurchaseOrder order, ChangeOrder change, RuleViolation misfit) {
        var why = Explanation.of(misfit.rule(), misfit.arguments().toArray());
        change.unfit(why);
        audit.record(AuditEvent.of(order.number().document(), "change-order.unfit", Actor.SYSTEM)
                .rule("R11")
                .with("change", change.number())
                .with("reason", why.english())
                .with("reasonParts", why.facts()));
        orders.flush();
        events.publishEvent(
                new ChangeOrderEnded(order.number(), change.number(), change.status(), why.english(), UserId.SYSTEM));
    }

    /** The supplier's proposal is answered by a change order: nobody is asked about it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void proposalTakenOver(PurchaseOrder order) {
        workflow.proposalTakenOver(order);
    }

    /** An order that ends takes its open change with it, and the hand-over of an applied one. */
    @EventListener
    void on(PurchaseOrderEnded ended) {
        var order = management.order(ended.number());
        if (order.openChange() != null) {
            var open = open(order);
            end(order, open, ChangeOrderStatus.WITHDRAWN, ended.reason(), ended.by(), Actor.SYSTEM);
            workflow.withdrawn(order, open);
        }
        workflow.orderEnded(order);
    }

    private void end(
            PurchaseOrder order,
            ChangeOrder change,
            ChangeOrderStatus how,
            @Nullable String note,
            UserId by,
            Actor recordedAs) {
        change.ended(how, note, by, clock.instant());
        order.changeEnded();
        audit.record(AuditEvent.of(
                        order.number().document(), "change-order." + how.name().toLowerCase(Locale.ROOT), recordedAs)
                .rule("R11")
                .with("change", change.number())
                .with("reason", note));
        orders.flush();
        events.publishEvent(new ChangeOrderEnded(order.number(), change.number(), how, note, by));
        if (order.status() == OrderStatus.CREATED) {
            workflow.mayBeSentAsItIs(order);
        }
    }

    /** All changes of an order, the first first. Whether a person may see them is the caller's to check. */
    @Transactional(readOnly = true)
    public List<ChangeOrder> of(PurchaseOrderNumber number) {
        return changes.findByOrderOrderByNumber(number.value());
    }

    /**
     * One change of an order. Whether a person may see it is the caller's to check.
     *
     * @throws NotFound when there is none of this number
     */
    @Transactional(readOnly = true)
    public ChangeOrder change(PurchaseOrderNumber number, int change) {
        return changes.findByOrderAndNumber(number.value(), change)
                .orElseThrow(() -> new NotFound("change order of " + number, change));
    }

    /** The last change of an order, whatever became of it. */
    @Transactional(readOnly = true)
    public Optional<ChangeOrder> latest(PurchaseOrderNumber number) {
        return changes.findFirstByOrderOrderByNumberDesc(number.value());
    }

    private ChangeOrder open(PurchaseOrder order) {
        return change(order.number(), Objects.requireNonNull(order.openChange()));
    }

    private PurchaseOrder locked(PurchaseOrderNumber number) {
        return orders.lock(number.value()).orElseThrow(() -> new NotFound("purchase order", number));
    }
}
