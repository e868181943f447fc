package org.countersign.console.web.approval;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.console.page.Words;
import org.countersign.console.web.approval.AskedDocuments.Fact;
import org.countersign.console.web.approval.AskedDocuments.Line;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.purchasing.RequesterHistory;
import org.countersign.shared.DocumentNumber;
import org.countersign.supplier.SupplierDirectory;
import org.springframework.stereotype.Component;

/** What an approver needs to know of a change order: only the lines that change, what was beside what would be. */
@Component
class AskedChanges {

    private static final String TO = " → ";

    private final ChangeOrderManagement changes;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final RequesterHistory history;

    AskedChanges(
            ChangeOrderManagement changes,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            RequesterHistory history) {
        this.changes = changes;
        this.orders = orders;
        this.suppliers = suppliers;
        this.history = history;
    }

    Optional<ChangeOrder> find(DocumentNumber document) {
        return changes.latest(new PurchaseOrderNumber(document.value()));
    }

    List<Fact> facts(ChangeOrder change, Words say) {
        var facts = new ArrayList<Fact>();
        var difference = change.newTotal().minus(change.oldTotal());
        facts.add(new Fact("totalBefore", say.money(change.oldTotal())));
        facts.add(new Fact("difference", (difference.amount().signum() > 0 ? "+" : "") + say.money(difference)));
        facts.add(new Fact("reason", change.reason()));
        facts.add(new Fact("proposedBy", say.name(change.proposedBy())));
        orders.find(change.order()).ifPresent(order -> {
            var supplier = order.supplier();
            var names = suppliers.namesOf(List.of(supplier));
            facts.add(new Fact("supplier", names.getOrDefault(supplier, supplier)));
            history.of(order.requester(), List.of(supplier), names, order.number())
                    .forEach(said -> facts.add(new Fact("history", say.explained(said))));
            facts.add(new Fact("requisition", order.requisition().value()));
        });
        return facts;
    }

    List<Line> lines(ChangeOrder change, Words say) {
        return change.lines().stream()
                .map(line -> line(line, change.currency(), say))
                .toList();
    }

    private static Line line(ChangeOrderLine line, Currency currency, Words say) {
        var dates = line.isAdded() || Objects.equals(line.oldDate(), line.newDate())
                ? ""
                : " (" + say.date(line.oldDate()) + TO + say.date(line.newDate()) + ")";
        var oldDescription = line.oldDescription();
        var oldQuantity = line.oldQuantity();
        var description = changed(line, oldDescription == null ? "" : oldDescription, line.newDescription());
        var quantity = changed(
                line,
                oldQuantity == null ? "" : say.quantity(oldQuantity, line.unit()),
                say.quantity(line.newQuantity(), line.unit()));
        var price = changed(line, say.price(line.oldPrice(), currency), say.price(line.newPrice(), currency));
        return new Line(
                line.line() + ".",
                description + dates,
                quantity + " · " + price,
                say.money(line.newAmount(currency)),
                null);
    }

    private static String changed(ChangeOrderLine line, String old, String now) {
        return line.isAdded() || old.isEmpty() || old.equals(now) ? now : old + TO + now;
    }
}
