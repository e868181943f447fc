package org.countersign.workflow.invoice;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.ApprovalSubjects;
import org.countersign.approval.Approvals;
import org.countersign.approval.LastApprovers;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceRefusal;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.MatchLine;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.supplier.Supplier;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.BaseAmounts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the approvals of an invoice are about: its payment (R21), and an amount beyond its order (R20). */
@Component
class InvoiceApprovals implements ApprovalSubjects {

    private final InvoiceManagement invoices;
    private final InvoiceExceptions exceptions;
    private final InvoiceRefusal refusal;
    private final InvoiceSettlement settlement;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final BaseAmounts amounts;
    private final ObjectProvider<ApprovalManagement> management;
    private final LastApprovers lastApprovers;
    private final Approvals approvals;
    private final Company company;
    private final Clock clock;

    InvoiceApprovals(
            InvoiceManagement invoices,
            InvoiceExceptions exceptions,
            InvoiceRefusal refusal,
            InvoiceSettlement settlement,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            BaseAmounts amounts,
            ObjectProvider<ApprovalManagement> management,
            LastApprovers lastApprovers,
            Approvals approvals,
            Company company,
            Clock clock) {
        this.invoices = invoices;
        this.exceptions = exceptions;
        this.refusal = refusal;
        this.settlement = settlement;
        this.orders = orders;
        this.suppliers = suppliers;
        this.amounts = amounts;
        this.management = management;
        this.lastApprovers = lastApprovers;
        this.approvals = approvals;
        this.company = company;
        this.clock = clock;
    }

    /** Asks the policy who approves the payment, and freezes the answer. */
    void askForPayment(InvoiceId id) {
        var approval = management.getObject();
        approval.freeze(approval.route(paymentOf(invoices.invoice(id))));
    }

    /**
     * Freezes a step for each approver of the order's last level, or for whoever has their right today; where a rule approved
     * the order, for the line manager (R20).
     */
    void askApproversOfOrder(InvoiceId id) {
        var invoice = invoices.invoice(id);
        var subject = overOrderOf(invoice);
        var told = InvoiceExceptions.toldToApprovers(invoice).english();
        var reason = told.isEmpty() ? "The invoice goes beyond its order" : told;
        var roles = ordersExceeded(invoice).stream()
                .flatMap(order -> rolesOf(order, subject).stream())
                .distinct()
                .toList();
        management
                .getObject()
                .freeze(
                        subject,
                        (roles.isEmpty() ? List.of("line-manager") : roles)
                                .stream()
                                        .map(role -> new DemandedStep(1, role, "rule_amountOverOrder", reason))
                                        .toList());
    }

    /** Where a rule approved the order, its requester's manager: no requester answers, so that their managers are asked (R04). */
    private List<String> rolesOf(PurchaseOrder order, ApprovalSubject subject) {
        var roles = lastApprovers.rolesOf(order.requisition().document(), subject);
        if (!roles.isEmpty()) {
            return roles;
        }
        return List.of(
                order.requester().equals(subject.requester())
                        ? "line-manager"
                        : "person:" + order.requester().value());
    }

    /** Takes over what the approvers of the order answered. */
    void recordOverOrder(InvoiceId id) {
        var last = lastAnswer(id);
        var by = actorOf(last);
        var comment = last == null ? null : last.comment();
        switch (management.getObject().outcome(id.document())) {
            case APPROVED -> exceptions.overOrderApproved(id, by, comment);
            case REJECTED -> refusal.rejected(id, by, comment);
            case RETURNED -> exceptions.overOrderReturned(id, by, comment);
            case PENDING, WITHDRAWN ->
                throw new IllegalStateException("The approvers of the order of " + id + " have not answered");
        }
    }

    /** The payment was refused: so is the invoice. */
    void recordRefusedPayment(InvoiceId id) {
        var last = lastAnswer(id);
        refusal.rejected(id, actorOf(last), last == null ? null : last.comment());
    }

    /** The answer that ended the last cycle; null where nobody answered. */
    @Nullable
    ApprovalEntry lastAnswer(InvoiceId id) {
        ApprovalEntry last = null;
        Instant latest = null;
        for (var entry : RecordedPaymentAnswers.lastCycle(approvals, id.document())) {
            var at = entry.at();
            // Of answers at the same moment the one that ended the cycle counts: it comes after those that agreed.
            if (at != null
                    && (latest == null
                            || at.isAfter(latest)
                            || (at.equals(latest) && !"APPROVED".equals(entry.outcome())))) {
                last = entry;
                latest = at;
            }
        }
        return last;
    }

    private static Actor actorOf(@Nullable ApprovalEntry answer) {
        var by = answer == null ? null : answer.by();
        return by == null ? Actor.SYSTEM : new Actor(by, Set.of());
    }

    @Override
    public Optional<ApprovalSubject> subjectOf(DocumentNumber document, String kind) {
        var id = new InvoiceId(document.value());
        return switch (kind) {
            case ApprovalKind.PAYMENT -> Optional.of(paymentOf(invoices.invoice(id)));
            case ApprovalKind.OVER_ORDER -> Optional.of(overOrderOf(invoices.invoice(id)));
            default -> Optional.empty();
        };
    }

    @Override
    public void demandRejectable(DocumentNumber document, String kind) {
        if (kind.equals(ApprovalKind.PAYMENT) || kind.equals(ApprovalKind.OVER_ORDER)) {
            refusal.demandRejectable(new InvoiceId(document.value()));
        }
    }

    private ApprovalSubject paymentOf(Invoice invoice) {
        return subject(
                invoice,
                ApprovalKind.PAYMENT,
                "Pay " + invoice.number() + " of " + supplierName(invoice),
                invoice.capturedBy(),
                settlement.barredFromPayment(invoice.id()));
    }

    private ApprovalSubject overOrderOf(Invoice invoice) {
        var exceeded = ordersExceeded(invoice);
        var requester =
                exceeded.stream().map(PurchaseOrder::requester).findFirst().orElse(invoice.capturedBy());
        var excluded = new LinkedHashMap<UserId, String>();
        exceeded.stream()
                .filter(order -> !order.requester().equals(requester))
                .forEach(order -> excluded.putIfAbsent(order.requester(), "asked for order " + order.number()));
        invoice.openExceptions().stream()
                .map(InvoiceException::proposedBy)
                .filter(Objects::nonNull)
                .forEach(by -> excluded.putIfAbsent(by, "proposed to accept the difference"));
        return subject(
                invoice,
                ApprovalKind.OVER_ORDER,
                invoice.isAcceptanceProposed()
                        ? "Accept a difference of invoice " + invoice.number() + " of " + supplierName(invoice)
                        : "Invoice " + invoice.number() + " of " + supplierName(invoice) + " goes beyond its order",
                requester,
                excluded);
    }

    private ApprovalSubject subject(
            Invoice invoice, String kind, String title, UserId requester, Map<UserId, String> excluded) {
        var total = Money.of(invoice.signedPayable().toPlainString(), invoice.currency());
        var on = (invoice.matchedAt() == null ? clock.instant() : invoice.matchedAt())
                .atZone(company.timeZone())
                .toLocalDate();
        var subject = new ApprovalSubject(
                invoice.id().document(),
                kind,
                title.length() <= 200 ? title : title.substring(0, 199) + "…",
                requester,
                excluded,
                total,
                null,
                "normal",
                Set.of(new Portion(
                        null,
                        supplier(invoice)
                                .map(supplier -> supplier.status().name())
                                .orElse(null),
                        null,
                        null)));
        return amounts.of(subject, on);
    }

    /** The orders that the invoice goes beyond; the first of all where the difference names none. */
    private List<PurchaseOrder> ordersExceeded(Invoice invoice) {
        var exceeded = exceptions.exceptionsForApprovers(invoice.id()).stream()
                .map(exception -> orderOf(exception, invoice))
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(number -> orders.find(new PurchaseOrderNumber(number)).stream())
                .toList();
        return exceeded.isEmpty() ? firstOrder(invoice).stream().toList() : exceeded;
    }

    private static @Nullable String orderOf(InvoiceException exception, Invoice invoice) {
        var position = exception.position();
        return position == null
                ? exception.purchaseOrder()
                : invoice.matchLine(position).map(MatchLine::purchaseOrder).orElse(null);
    }

    private Optional<PurchaseOrder> firstOrder(Invoice invoice) {
        return invoice.orders().stream()
                .flatMap(number -> orders.find(number).stream())
                .findFirst();
    }

    private Optional<Supplier> supplier(Invoice invoice) {
        return Optional.ofNullable(invoice.supplier()).flatMap(suppliers::supplier);
    }

    private String supplierName(Invoice invoice) {
        return supplier(invoice).map(Supplier::name).orElse("an unknown supplier");
    }
}
