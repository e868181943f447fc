package org.countersign.workflow.invoice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.approval.ApprovalKind;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.MatchLine;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Money;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.support.Facts;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskSchedule;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what a handler has to see of an invoice into task-local variables. */
@Component
class InvoiceTaskViews {

    /** The most lines that a form shows; the page of the invoice shows all. */
    static final int MOST_LINES = 100;

    private final InvoiceManagement invoices;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final InvoiceApprovals approvals;
    private final InvoiceRequesters requesters;
    private final Organization organization;
    private final TaskSchedule schedule;

    InvoiceTaskViews(
            InvoiceManagement invoices,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            InvoiceApprovals approvals,
            InvoiceRequesters requesters,
            Organization organization,
            TaskSchedule schedule) {
        this.invoices = invoices;
        this.orders = orders;
        this.suppliers = suppliers;
        this.approvals = approvals;
        this.requesters = requesters;
        this.organization = organization;
        this.schedule = schedule;
    }

    /** Shows why a payment was sent back. */
    void showReturnedPayment(InvoiceId id, DelegateTask task) {
        var invoice = invoices.invoice(id);
        var last = approvals.lastAnswer(id);
        var by = last == null ? null : last.by();
        task.setName("Clarify payment of " + id);
        head(invoice, task)
                .table("viewLines", lines(invoice, firstOf(invoice)))
                .text("viewReturnedBy", by == null ? "" : organization.nameOf(by))
                .text("viewReturnNote", last == null ? "" : last.comment());
    }

    /** What every task about an invoice shows; when it is to be answered is planned with it. */
    TaskView head(Invoice invoice, DelegateTask task) {
        return TaskView.of(task)
                .text("viewDocument", invoice.id().value())
                .text("viewNumber", invoice.number())
                .text("viewSupplier", supplierOf(invoice))
                .text(
                        "viewOrders",
                        invoice.orders().stream()
                                .map(PurchaseOrderNumber::value)
                                .collect(Collectors.joining(", ")))
                .text("viewRequester", requesters.of(invoice))
                .text("viewTotal", Figures.money(invoice.payable(), invoice.currency()))
                .facts(new Facts()
                        .add("Answer by", due(task, invoice))
                        .add("Issued", Figures.day(invoice.issueDate()))
                        .add("Payment due", Figures.day(invoice.payBy()))
                        .add("Discount", InvoiceApprovalView.discount(invoice))
                        .add("To account", invoice.iban()));
    }

    /**
     * Order, receipt and invoice side by side.
     *
     * @param positions of the lines to show, from 1
     */
    List<Map<String, Object>> lines(Invoice invoice, Collection<Integer> positions) {
        var received = invoice.asReceived();
        var compared = invoice.matchLines().stream().collect(Collectors.toMap(MatchLine::position, line -> line));
        var known = new HashMap<String, Optional<PurchaseOrder>>();
        var rows = new ArrayList<Map<String, Object>>();
        for (int position : positions) {
            var index = position - 1;
            var line = received.lines().get(index);
            var match = compared.get(index + 1);
            var ordered = match == null ? null : orderLine(match, known);
            var currency = invoice.currency();
            rows.add(row(
                    "line",
                    (invoice.labelOf(index + 1) + " " + (line.description() == null ? "" : line.description())).strip(),
                    "ordered",
                    ordered == null
                            ? "no order line"
                            : Figures.quantity(ordered.ordered(), ordered.unit()) + " at "
                                    + Figures.money(ordered.unitPrice(), "").strip(),
                    "accepted",
                    match == null ? "" : Figures.quantity(match.accepted(), null),
                    "before",
                    match == null ? "" : Figures.quantity(match.invoicedBefore(), null),
                    "invoiced",
                    Figures.quantity(line.quantity(), line.unit())
                            + (line.unitPrice() == null
                                    ? ""
                                    : " at "
                                            + Figures.money(line.unitPrice(), "")
                                                    .strip()),
                    "net",
                    Figures.money(match == null ? line.netAmount() : match.net(), currency)));
        }
        return rows;
    }

    private String due(DelegateTask task, Invoice invoice) {
        var total = new Money(invoice.payable(), Currency.getInstance(invoice.currency()));
        return schedule.plan(task, ApprovalKind.PAYMENT, total, "normal");
    }

    private @Nullable PurchaseOrderLine orderLine(MatchLine match, Map<String, Optional<PurchaseOrder>> known) {
        var line = match.orderLine();
        var order = match.purchaseOrder();
        return line == null || order == null
                ? null
                : known.computeIfAbsent(order, number -> orders.find(new PurchaseOrderNumber(number)))
                        .map(found -> found.line(line))
                        .orElse(null);
    }

    private String supplierOf(Invoice invoice) {
        return Optional.ofNullable(invoice.supplier())
                .flatMap(suppliers::supplier)
                .map(supplier -> supplier.name() + " (" + supplier.number() + ")")
                .orElse("unknown supplier");
    }

    /** The first lines of an invoice, as many as a form shows. */
    private static List<Integer> firstOf(Invoice invoice) {
        return IntStream.rangeClosed(1, Math.min(invoice.lineCount(), MOST_LINES))
                .boxed()
                .toList();
    }

    static Map<String, Object> row(Object... namesAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (int index = 0; index + 1 < namesAndValues.length; index += 2) {
            row.put(namesAndValues[index].toString(), namesAndValues[index + 1]);
        }
        return row;
    }
}
