package org.countersign.workflow.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalKind;
import org.countersign.invoicing.ExceptionState;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceDraft;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceSums;
import org.countersign.invoicing.InvoiceType;
import org.countersign.payment.SupplierHistory;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.supplier.SupplierDirectory;
import org.countersign.workflow.approval.ApprovalView;
import org.countersign.workflow.support.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a finance officer sees of a payment, and an approver of an invoice beyond its order. */
@Component
class InvoiceApprovalView implements ApprovalView {

    private final InvoiceManagement invoices;
    private final SupplierDirectory suppliers;
    private final SupplierHistory history;
    private final InvoiceRequesters requesters;
    private final Organization organization;

    InvoiceApprovalView(
            InvoiceManagement invoices,
            SupplierDirectory suppliers,
            SupplierHistory history,
            InvoiceRequesters requesters,
            Organization organization) {
        this.invoices = invoices;
        this.suppliers = suppliers;
        this.history = history;
        this.requesters = requesters;
        this.organization = organization;
    }

    @Override
    public boolean supports(String kind) {
        return kind.equals(ApprovalKind.PAYMENT) || kind.equals(ApprovalKind.OVER_ORDER);
    }

    @Override
    public DocumentContent contentOf(DocumentNumber document, String kind) {
        var invoice = invoices.invoice(new InvoiceId(document.value()));
        var received = invoice.asReceived();
        var currency = invoice.currency();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Supplier’s number", invoice.number()));
        history.of(invoice.supplier(), invoice.id()).ifPresent(said -> facts.add(new Fact("Invoiced before", said)));
        facts.add(new Fact("Document", documentOf(invoice.type())));
        facts.add(new Fact(
                "Purchase order",
                invoice.orders().stream().map(PurchaseOrderNumber::value).collect(Collectors.joining(", "))));
        facts.add(new Fact("Issued", date(invoice.issueDate())));
        facts.add(new Fact("Payment due", date(invoice.payBy())));
        facts.add(new Fact("Discount", discount(invoice)));
        facts.add(new Fact("To account", invoice.iban() == null ? "" : invoice.iban()));
        facts.add(new Fact("Net", Figures.money(received.netTotal(), currency)));
        facts.add(new Fact("Tax", Figures.money(received.taxTotal(), currency)));
        facts.add(new Fact("Paid before", Figures.money(received.prepaid(), currency)));
        facts.add(new Fact("Captured by", organization.nameOf(invoice.capturedBy())));
        accepted(invoice, facts);
        if (kind.equals(ApprovalKind.OVER_ORDER)) {
            asked(invoice, facts);
        }
        var supplier = supplierOf(invoice);
        var lines = new ArrayList<Line>();
        for (int index = 0; index < received.lines().size(); index++) {
            lines.add(line(invoice.labelOf(index + 1), received.lines().get(index), currency, supplier));
        }
        return new DocumentContent(requesters.of(invoice), supplier, facts, List.copyOf(lines));
    }

    /** What was accepted with one answer is one fact, however many lines it was about. */
    private void accepted(Invoice invoice, List<Fact> facts) {
        var answers = new LinkedHashMap<List<Object>, List<InvoiceException>>();
        for (var exception : invoice.exceptions()) {
            if (exception.state() == ExceptionState.ACCEPTED) {
                answers.computeIfAbsent(
                                List.of(
                                        exception.type(),
                                        Optional.ofNullable(exception.answeredBy()),
                                        Optional.ofNullable(exception.answeredAt()),
                                        Optional.ofNullable(exception.comment())),
                                answer -> new ArrayList<>())
                        .add(exception);
            }
        }
        answers.values().forEach(alike -> {
            var exception = alike.get(0);
            var by = exception.answeredBy();
            facts.add(new Fact(
                    "Accepted",
                    exception.type().label() + ", "
                            + Figures.money(InvoiceExceptions.sum(alike), invoice.currency())
                            + (by == null ? "" : " by " + organization.nameOf(by))
                            + (exception.comment() == null ? "" : ": " + exception.comment())));
        });
    }

    private void asked(Invoice invoice, List<Fact> facts) {
        var types = new TreeMap<ExceptionType, List<InvoiceException>>();
        invoice.openExceptions()
                .forEach(exception -> types.computeIfAbsent(exception.type(), type -> new ArrayList<>())
                        .add(exception));
        types.forEach((type, alike) -> {
            facts.add(new Fact(type.label(), InvoiceExceptions.told(alike, invoice)));
            alike.stream()
                    .filter(exception -> exception.proposedBy() != null)
                    .map(exception -> new Fact(
                            "Accepting proposed by",
                            organization.nameOf(Objects.requireNonNull(exception.proposedBy()))
                                    + (exception.comment() == null ? "" : ": " + exception.comment())))
                    .distinct()
                    .forEach(facts::add);
        });
    }

    private static Line line(String label, InvoiceDraft.Line line, String currency, String supplier) {
        return new Line(
                label,
                line.description() == null ? "" : line.description(),
                Figures.quantity(line.quantity(), line.unit()),
                Figures.price(line.unitPrice()),
                Figures.money(InvoiceSums.net(line, Money.digits(Currency.getInstance(currency))), currency),
                supplier);
    }

    private String supplierOf(Invoice invoice) {
        return Optional.ofNullable(invoice.supplier())
                .flatMap(suppliers::supplier)
                .map(supplier -> supplier.name() + " (" + supplier.number() + ")")
                .orElse("unknown");
    }

    /** What may be taken off for paying early, and until when; empty where nothing may. */
    static String discount(Invoice invoice) {
        return invoice.discount() == null
                ? ""
                : Figures.money(invoice.discount(), invoice.currency()) + ", " + Figures.day(invoice.discountUntil());
    }

    private static String date(@Nullable LocalDate date) {
        return Figures.day(date);
    }

    private static String documentOf(InvoiceType type) {
        return switch (type) {
            case INVOICE -> "";
            case CREDIT_NOTE -> "Credit note";
            case PREPAYMENT -> "Prepayment";
        };
    }
}
