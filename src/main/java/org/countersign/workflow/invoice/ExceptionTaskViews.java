package org.countersign.workflow.invoice;

import static org.countersign.workflow.invoice.InvoiceTaskViews.row;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionState;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceQuestion;
import org.countersign.invoicing.SupplierQuestions;
import org.countersign.people.Organization;
import org.countersign.shared.Company;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/**
 * Puts what a handler has to see of differences into task-local variables: all that are asked about together in one table, as
 * far as a form can show them (R20).
 */
@Component
class ExceptionTaskViews {

    /** Where an invoice is this short, its form shows all of it. */
    private static final int SHORT = 20;

    private final InvoiceTaskViews views;
    private final InvoiceExceptions exceptions;
    private final SupplierQuestions questions;
    private final Organization organization;
    private final ExceptionRouting routing;
    private final Company company;
    private final TaskService tasks;

    ExceptionTaskViews(
            InvoiceTaskViews views,
            InvoiceExceptions exceptions,
            SupplierQuestions questions,
            Organization organization,
            ExceptionRouting routing,
            Company company,
            TaskService tasks) {
        this.views = views;
        this.exceptions = exceptions;
        this.questions = questions;
        this.organization = organization;
        this.routing = routing;
        this.company = company;
        this.tasks = tasks;
    }

    /**
     * Shows differences that are asked about together, with order, receipt and invoice side by side.
     *
     * @param leading id of the first of them
     */
    void show(String leading, DelegateTask task) {
        var asked = exceptions.askedTogether(leading);
        var invoice = exceptions.invoiceOfException(leading);
        task.setName(nameOf(asked, invoice));
        show(asked, invoice, views.head(invoice, task));
    }

    /** Shows what is left to be answered in a task of which a part was answered. @return its name */
    String showAgain(String id) {
        var asked = exceptions.exceptionsAskedIn(id);
        var invoice = exceptions.invoiceOfException(asked.get(0).id());
        var task = tasks.createTaskQuery().taskId(id).singleResult();
        task.setName(nameOf(asked, invoice));
        tasks.saveTask(task);
        show(asked, invoice, TaskView.of(tasks, id));
        return task.getName();
    }

    private static String nameOf(List<InvoiceException> asked, Invoice invoice) {
        return "Resolve exception of " + invoice.id() + ": "
                + asked.get(0).type().label()
                + (asked.size() == 1 ? "" : " (" + asked.size() + ")");
    }

    private void show(List<InvoiceException> asked, Invoice invoice, TaskView view) {
        var first = asked.get(0);
        var many = asked.size() > 1;
        var currency = invoice.currency();
        view.text("viewException", first.type().label())
                .text("viewExplanation", InvoiceExceptions.told(asked, invoice))
                .text("viewAmount", Figures.money(InvoiceExceptions.sum(asked), currency))
                .table(
                        "viewDifferences",
                        many
                                ? asked.stream()
                                        .limit(InvoiceTaskViews.MOST_LINES)
                                        .map(one -> difference(one, invoice))
                                        .toList()
                                : List.of())
                .text("viewMore", asked.size() <= InvoiceTaskViews.MOST_LINES ? "" : more(asked))
                .text("viewPage", many ? "/invoices/" + invoice.id() + "/exceptions/" + first.sequence() : "")
                .table("viewLines", views.lines(invoice, positions(asked, invoice)))
                .text("viewAdvice", advice(first))
                .text("viewNote", note(asked))
                .text("viewLimit", limit(first))
                .text("viewAccepted", accepted(first, invoice))
                .table("viewFixes", InvoiceFixes.of(asked, invoice))
                .text("viewReply", reply(first))
                .text("viewReplyText", replyText(first))
                .table("viewOthers", others(asked, invoice));
    }

    private static Map<String, Object> difference(InvoiceException one, Invoice invoice) {
        var position = one.position();
        return row(
                "line",
                        position == null
                                ? Objects.requireNonNullElse(one.purchaseOrder(), "")
                                : invoice.labelOf(position),
                "explanation", one.explanation(),
                "amount", Figures.money(one.amount(), invoice.currency()));
    }

    private static String more(List<InvoiceException> asked) {
        return Integer.toString(asked.size() - InvoiceTaskViews.MOST_LINES);
    }

    /** Those that differ, and of a short invoice all the others too. */
    private static List<Integer> positions(List<InvoiceException> asked, Invoice invoice) {
        var positions = new TreeSet<Integer>();
        asked.stream()
                .map(InvoiceException::position)
                .filter(Objects::nonNull)
                .limit(InvoiceTaskViews.MOST_LINES)
                .forEach(positions::add);
        var most = positions.isEmpty() ? InvoiceTaskViews.MOST_LINES : SHORT;
        for (int position = 1; position <= Math.min(invoice.lineCount(), most); position++) {
            if (positions.isEmpty() || invoice.lineCount() <= SHORT) {
                positions.add(position);
            }
        }
        return List.copyOf(positions);
    }

    /** What else was found: what is alike is one row. */
    private static List<Map<String, Object>> others(List<InvoiceException> asked, Invoice invoice) {
        var shown = new LinkedHashSet<>(asked);
        var alike = new LinkedHashMap<List<String>, List<InvoiceException>>();
        for (var other : invoice.exceptions()) {
            if (!shown.contains(other)) {
                alike.computeIfAbsent(
                                List.of(
                                        other.type().name(),
                                        other.state().name(),
                                        Objects.requireNonNullElse(other.handler(), ""),
                                        Objects.requireNonNullElse(other.purchaseOrder(), "")),
                                kind -> new ArrayList<>())
                        .add(other);
            }
        }
        return alike.values().stream()
                .limit(SHORT)
                .map(same -> row(
                        "exception", same.get(0).type().label(),
                        "explanation", InvoiceExceptions.told(same, invoice),
                        "state", words(same.get(0).state().name()),
                        "handler", Objects.requireNonNullElse(same.get(0).handler(), "")))
                .toList();
    }

    private static String advice(InvoiceException exception) {
        if (exception.mayBeAccepted()) {
            return "";
        }
        return exception.type() == ExceptionType.AMOUNT_OVER_ORDER
                ? "Only the approvers of the order can accept it: recheck asks them again, reject refuses the invoice."
                : "This cannot simply be accepted. " + exception.type().advice();
    }

    private String note(List<InvoiceException> asked) {
        return asked.stream()
                .filter(one -> one.answeredBy() != null)
                .map(one -> organization.nameOf(Objects.requireNonNull(one.answeredBy()))
                        + (one.comment() == null ? " looked at it before." : ": " + one.comment()))
                .distinct()
                .limit(3)
                .collect(Collectors.joining("\n"));
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

    /** What the same handler accepted on this invoice before counts together with what is accepted now. */
    private static String accepted(InvoiceException exception, Invoice invoice) {
        var sum = invoice.exceptions().stream()
                .filter(one ->
                        one.state() == ExceptionState.ACCEPTED && Objects.equals(one.handler(), exception.handler()))
                .map(InvoiceException::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.signum() == 0 ? "" : Figures.money(sum, invoice.currency());
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
}
