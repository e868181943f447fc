package org.countersign.workflow.invoice;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.approval.ApprovalKind;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.invoicing.InvoiceQuestion;
import org.countersign.invoicing.MatchLine;
import org.countersign.invoicing.SupplierQuestions;
import org.countersign.people.Organization;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
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

    private final InvoiceManagement invoices;
    private final InvoiceExceptions exceptions;
    private final SupplierQuestions questions;
    private final PurchaseOrderManagement orders;
    private final SupplierDirectory suppliers;
    private final InvoiceApprovals approvals;
    private final InvoiceRequesters requesters;
    private final Organization organization;
    private final TaskSchedule schedule;
    private final ExceptionRouting routing;
    private final Company company;

    InvoiceTaskViews(
            InvoiceManagement invoices,
            InvoiceExceptions exceptions,
            SupplierQuestions questions,
            PurchaseOrderManagement orders,
            SupplierDirectory suppliers,
            InvoiceApprovals approvals,
            InvoiceRequesters requesters,
            Organization organization,
            TaskSchedule schedule,
            ExceptionRouting routing,
            Company company) {
        this.invoices = invoices;
        this.exceptions = exceptions;
        this.questions = questions;
        this.orders = orders;
        this.suppliers = suppliers;
        this.approvals = approvals;
        this.requesters = requesters;
        this.organization = organization;
        this.schedule = schedule;
        this.routing = routing;
        this.company = company;
    }

    /** Shows one difference, with order, receipt and invoice side by side. */
    void showException(String exceptionId, DelegateTask task) {
        var invoice = exceptions.invoiceOfException(exceptionId);
        var exception = invoice.exceptions().stream()
                .filter(one -> one.id().equals(exceptionId))
                .findFirst()
                .orElseThrow();
        task.setName(
                "Resolve exception of " + invoice.id() + ": " + exception.type().label());
        head(invoice, task)
                .text("viewException", exception.type().label())
                .text("viewExplanation", exception.explanation())
                .text("viewAmount", Figures.money(exception.amount(), invoice.currency()))
                .text("viewAdvice", advice(exception))
                .text("viewNote", note(exception))
                .text("viewLimit", limit(exception))
                .table("viewFixes", InvoiceFixes.of(exception, invoice))
                .text("viewReply", reply(exception))
                .text("viewReplyText", replyText(exception))
                .table(
                        "viewOthers",
                        invoice.exceptions().stream()
                                .filter(other -> !other.id().equals(exceptionId))
                                .map(other -> row(
                                        "exception", other.type().label(),
                                        "explanation", other.explanation(),
                                        "state", words(other.state().name()),
                                        "handler", other.handler() == null ? "" : other.handler()))
                                .toList());
    }

    /** Shows why a payment was sent back. */
    void showReturnedPayment(InvoiceId id, DelegateTask task) {
        var invoice = invoices.invoice(id);
        var last = approvals.lastAnswer(id);
        var by = last == null ? null : last.by();
        task.setName("Clarify payment of " + id);
        head(invoice, task)
                .text("viewReturnedBy", by == null ? "" : organization.nameOf(by))
                .text("viewReturnNote", last == null ? "" : last.comment());
    }

    private TaskView head(Invoice invoice, DelegateTask task) {
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
                        .add("To account", invoice.iban()))
                .table("viewLines", lines(invoice));
    }

    private List<Map<String, Object>> lines(Invoice invoice) {
        var received = invoice.asReceived();
        var compared = invoice.matchLines().stream().collect(Collectors.toMap(MatchLine::position, line -> line));
        var rows = new ArrayList<Map<String, Object>>();
        for (int index = 0; index < received.lines().size(); index++) {
            var line = received.lines().get(index);
            var match = compared.get(index + 1);
            var ordered = match == null ? null : orderLine(match);
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

    private @Nullable PurchaseOrderLine orderLine(MatchLine match) {
        var line = match.orderLine();
        var order = match.purchaseOrder();
        return line == null || order == null
                ? null
                : orders.find(new PurchaseOrderNumber(order))
                        .map(found -> found.line(line))
                        .orElse(null);
    }

    private String supplierOf(Invoice invoice) {
        return Optional.ofNullable(invoice.supplier())
                .flatMap(suppliers::supplier)
                .map(supplier -> supplier.name() + " (" + supplier.number() + ")")
                .orElse("unknown supplier");
    }

    private static String advice(InvoiceException exception) {
        if (exception.mayBeAccepted()) {
            return "";
        }
        return exception.type() == ExceptionType.AMOUNT_OVER_ORDER
                ? "Only the approvers of the order can accept it: recheck asks them again, reject refuses the invoice."
                : "This cannot simply be accepted. " + exception.type().advice();
    }

    private String note(InvoiceException exception) {
        var by = exception.answeredBy();
        return by == null
                ? ""
                : organization.nameOf(by)
                        + (exception.comment() == null ? " looked at it before." : ": " + exception.comment());
    }

    /** A group has one limit by the table; of one person the own approval limit is known, too. */
    private String limit(InvoiceException exception) {
        var handler = exception.handler();
        var person = handler != null && handler.startsWith(ExceptionRouting.PERSON)
                ? handler.substring(ExceptionRouting.PERSON.length())
                : UserId.SYSTEM.value();
        var limit = routing.limitOf(exception.type(), new UserId(person));
        return limit == null ? "" : Figures.money(limit, company.baseCurrency().getCurrencyCode());
    }

    private String reply(InvoiceException exception) {
        var question = questions.question(exception.question()).orElse(null);
        if (question == null) {
            return "";
        }
        var answer = question.answer();
        if (answer == null) {
            return "The supplier has not answered yet.";
        }
        return switch (answer) {
            case CREDIT_NOTE -> "A credit note will come.";
            case INVOICE_RIGHT -> "The invoice is right.";
            case MESSAGE -> "Something else, see below.";
        };
    }

    private String replyText(InvoiceException exception) {
        return questions
                .question(exception.question())
                .map(InvoiceQuestion::answerText)
                .orElse("");
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (int index = 0; index + 1 < namesAndValues.length; index += 2) {
            row.put(namesAndValues[index].toString(), namesAndValues[index + 1]);
        }
        return row;
    }
}
