package org.countersign.workflow.change;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.ApprovalSubjects;
import org.countersign.approval.RoutedApproval;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.people.CostCenter;
import org.countersign.people.Organization;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeVerdict;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.Requisition;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.BaseAmounts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * What approval learns about a change of an order: the order as it would be, with its new total. Whoever asked for the order
 * is its requester, and whoever proposes the change never answers either (R04).
 */
@Component
class ChangeSubjects implements ApprovalSubjects {

    private static final int LONGEST_TITLE = 200;

    private final ChangeOrderManagement changes;
    private final PurchaseOrderManagement orders;
    private final RequisitionManagement requisitions;
    private final DecisionTableChanges policy;
    private final BaseAmounts amounts;
    private final SupplierDirectory suppliers;
    private final Organization organization;
    private final Company company;

    // Lazily, for purchasing asks this module to route while this class asks purchasing for the change.
    ChangeSubjects(
            @Lazy ChangeOrderManagement changes,
            @Lazy PurchaseOrderManagement orders,
            @Lazy RequisitionManagement requisitions,
            DecisionTableChanges policy,
            BaseAmounts amounts,
            SupplierDirectory suppliers,
            Organization organization,
            Company company) {
        this.changes = changes;
        this.orders = orders;
        this.requisitions = requisitions;
        this.policy = policy;
        this.amounts = amounts;
        this.suppliers = suppliers;
        this.organization = organization;
        this.company = company;
    }

    @Override
    public Optional<ApprovalSubject> subjectOf(DocumentNumber document, String kind) {
        return latest(document, kind)
                .map(change -> of(orders.order(new PurchaseOrderNumber(document.value())), change));
    }

    /** The table {@code change-policy} comes first: where it is broken or lets the change pass, nobody else is asked. */
    @Override
    public Optional<RoutedApproval> answered(ApprovalSubject subject) {
        return latest(subject.document(), subject.kind()).flatMap(change -> {
            var verdict = policy.judge(change);
            changes.judgedAgain(change.order(), verdict);
            return answered(subject, verdict);
        });
    }

    /** What a verdict means without the approval policy; empty where that has to be asked. */
    static Optional<RoutedApproval> answered(ApprovalSubject subject, ChangeVerdict verdict) {
        if (verdict.failure() != null) {
            return Optional.of(new RoutedApproval(subject, List.of(), verdict.policyVersion(), verdict.failure()));
        }
        return verdict.approvalNeeded()
                ? Optional.empty()
                : Optional.of(new RoutedApproval(
                        subject,
                        List.of(new DemandedStep(0, "automatic", String.join(",", verdict.rules()), verdict.reason())),
                        verdict.policyVersion(),
                        null));
    }

    private Optional<ChangeOrder> latest(DocumentNumber document, String kind) {
        return kind.equals(ApprovalKind.CHANGE_ORDER)
                ? changes.latest(new PurchaseOrderNumber(document.value()))
                : Optional.empty();
    }

    ApprovalSubject of(PurchaseOrder order, ChangeOrder change) {
        var title = "Change " + change.number() + " of " + order.title();
        Map<UserId, String> excluded = new HashMap<>();
        if (!change.proposedBy().equals(order.requester())) {
            excluded.put(change.proposedBy(), "proposed the change");
        }
        var subject = new ApprovalSubject(
                order.number().document(),
                ApprovalKind.CHANGE_ORDER,
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…",
                order.requester(),
                excluded,
                change.newTotal(),
                null,
                urgencyOf(order),
                portions(order, change).collect(Collectors.toSet()));
        return amounts.of(
                subject, change.proposedAt().atZone(company.timeZone()).toLocalDate());
    }

    /** What its requisition was: a change is no less urgent than what it changes. */
    private String urgencyOf(PurchaseOrder order) {
        return requisitions.find(order.requisition()).map(Requisition::urgency).orElse("normal");
    }

    private Stream<Portion> portions(PurchaseOrder order, ChangeOrder change) {
        var supplier = suppliers.supplier(order.supplier()).orElse(null);
        var removed = change.lines().stream()
                .filter(ChangeOrderLine::isRemoved)
                .map(ChangeOrderLine::line)
                .collect(Collectors.toSet());
        return Stream.concat(
                order.lines().stream()
                        .filter(line -> !line.isRemoved() || isBack(line, change))
                        .filter(line -> !removed.contains(line.line()))
                        .map(line -> portion(line.category(), line.costCenter(), order.supplier(), supplier)),
                change.lines().stream()
                        .filter(ChangeOrderLine::isAdded)
                        .map(line -> portion(line.category(), line.costCenter(), order.supplier(), supplier)));
    }

    private static boolean isBack(PurchaseOrderLine line, ChangeOrder change) {
        return change.lines().stream().anyMatch(changed -> changed.line() == line.line() && !changed.isRemoved());
    }

    private Portion portion(
            @Nullable String category, @Nullable String costCenter, String number, @Nullable Supplier supplier) {
        return new Portion(
                category,
                supplier == null ? null : supplier.status().name(),
                costCenter,
                costCenter == null
                        ? null
                        : organization
                                .costCenter(costCenter)
                                .map(CostCenter::department)
                                .orElse(null),
                number,
                supplier == null ? PartnerCycle.NONE : supplier.approvalCycle());
    }
}
