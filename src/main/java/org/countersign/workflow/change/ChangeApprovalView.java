package org.countersign.workflow.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.PolicyReason;
import org.countersign.people.Organization;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequesterHistory;
import org.countersign.shared.DocumentNumber;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.approval.ApprovalView;
import org.countersign.workflow.support.Figures;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What approvers see of a change order: only the lines that change, what was beside what would be. */
@Component
class ChangeApprovalView implements ApprovalView {

    private final ChangeOrderManagement changes;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final RequesterHistory history;
    private final Organization organization;

    ChangeApprovalView(
            @Lazy ChangeOrderManagement changes,
            @Lazy PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            RequesterHistory history,
            Organization organization) {
        this.changes = changes;
        this.orders = orders;
        this.suppliers = suppliers;
        this.history = history;
        this.organization = organization;
    }

    @Override
    public boolean supports(String kind) {
        return kind.equals(ApprovalKind.CHANGE_ORDER);
    }

    @Override
    public DocumentContent contentOf(DocumentNumber document, String kind) {
        var number = new PurchaseOrderNumber(document.value());
        var order = orders.order(number);
        var change = changes.latest(number).orElseThrow();
        var supplier = suppliers
                .supplier(order.supplier())
                .map(known -> known.name() + " (" + known.number() + ")")
                .orElse(order.supplier());
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Total before", Figures.money(change.oldTotal())));
        facts.add(new Fact("Difference", difference(change)));
        facts.add(new Fact("Reason", change.reason()));
        facts.add(new Fact("Proposed by", organization.nameOf(change.proposedBy())));
        history.of(order.requester(), List.of(order.supplier()), Map.of(order.supplier(), supplier), number)
                .forEach(said -> facts.add(new Fact("Ordered before", said)));
        facts.add(new Fact("Requisition", order.requisition().value()));
        if (!change.policyReason().isEmpty()) {
            facts.add(new Fact(
                    "Why again", PolicyReason.of(String.join(",", change.policyRules()), change.policyReason())));
        }
        return new DocumentContent(
                "",
                supplier,
                facts,
                change.lines().stream()
                        .map(line -> line(line, change, supplier))
                        .toList());
    }

    private static String difference(ChangeOrder change) {
        var difference = change.newTotal().minus(change.oldTotal());
        return (difference.amount().signum() > 0 ? "+" : "") + Figures.money(difference);
    }

    private static Line line(ChangeOrderLine line, ChangeOrder change, String supplier) {
        var dates = line.isAdded() || Objects.equals(line.oldDate(), line.newDate())
                ? ""
                : " (" + Figures.day(line.oldDate()) + " → " + Figures.day(line.newDate()) + ")";
        return new Line(
                Integer.toString(line.line()),
                ChangeRows.description(line) + dates,
                ChangeRows.quantity(line),
                ChangeRows.price(line),
                Figures.money(line.newAmount(change.currency())),
                supplier);
    }
}
