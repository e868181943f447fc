package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.supplier.SupplierMaster;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The differences of invoices that people answer to: who is asked, and what becomes of it (R18, R20). */
@Service
@Transactional
public class InvoiceExceptions {

    private final Invoices invoices;
    private final InvoiceRefusal refusal;
    private final SupplierMaster supplierMaster;
    private final SupplierQuestions questions;
    private final ExceptionRouting routing;
    private final AcceptanceLimit limit;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InvoiceExceptions(
            Invoices invoices,
            InvoiceRefusal refusal,
            SupplierMaster supplierMaster,
            SupplierQuestions questions,
            ExceptionRouting routing,
            AcceptanceLimit limit,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invoices = invoices;
        this.refusal = refusal;
        this.supplierMaster = supplierMaster;
        this.questions = questions;
        this.routing = routing;
        this.limit = limit;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Finds the handler of every open difference, and which of them are asked about together (R20). Called by the process.
     *
     * @throws RuntimeException when the routing table cannot answer: nobody is asked then, and operations sees why
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void route(InvoiceId id) {
        var invoice = find(id);
        var handlers = new HashMap<ExceptionType, String>();
        for (var exception : invoice.openExceptions()) {
            if (!exception.isSentBack() && exception.proposedBy() == null) {
                exception.route(handlers.computeIfAbsent(exception.type(), routing::handlerOf));
            }
        }
        var answered = new HashMap<String, Boolean>();
        AskedTogether.arrange(
                invoice.openExceptions().stream()
                        .filter(exception -> !isForApprovers(exception))
                        .toList(),
                question -> answered.computeIfAbsent(
                        question,
                        asked -> questions
                                .question(asked)
                                .filter(one -> one.answer() != null)
                                .isPresent()));
        invoices.flush();
    }

    /** The open differences that a person or a group is asked about; those for the approvers of the order are not. */
    @Transactional(readOnly = true)
    public List<InvoiceException> exceptionsForPeople(InvoiceId id) {
        return find(id).openExceptions().stream()
                .filter(exception -> !isForApprovers(exception))
                .toList();
    }

    /** The open differences that the approvers of the order are asked about. */
    @Transactional(readOnly = true)
    public List<InvoiceException> exceptionsForApprovers(InvoiceId id) {
        return find(id).openExceptions().stream()
                .filter(InvoiceExceptions::isForApprovers)
                .toList();
    }

    private static boolean isForApprovers(InvoiceException exception) {
        return ExceptionRouting.APPROVERS.equals(exception.handler());
    }

    /** An exception with its invoice, whoever asks. */
    @Transactional(readOnly = true)
    public Invoice invoiceOfException(String exception) {
        return invoices.invoiceOf(exception).stream()
                .findFirst()
                .flatMap(invoices::findById)
                .orElseThrow(() -> new NotFound("exception", exception));
    }

    /**
     * The differences that a task asks about, whatever its variables say.
     *
     * @throws NotFound when it asks about none
     */
    @Transactional(readOnly = true)
    public List<InvoiceException> exceptionsAskedIn(String task) {
        var asked = invoices.exceptionsAskedIn(task);
        if (asked.isEmpty()) {
            throw new NotFound("exception of task", task);
        }
        var invoice = invoiceOfException(asked.get(0));
        var onTurn = invoice.openExceptions().stream()
                .filter(one -> task.equals(one.task()) && one.isHandlersTurn())
                .toList();
        return onTurn.isEmpty() ? List.of(invoice.exception(asked.get(0))) : onTurn;
    }

    /**
     * The differences that are asked about together and that their handler is asked about now (R20).
     *
     * @param leading id of the first of them
     * @return at least that one
     */
    @Transactional(readOnly = true)
    public List<InvoiceException> askedTogether(String leading) {
        var invoice = invoiceOfException(leading);
        var together = AskedTogether.onTurn(invoice, leading);
        return together.isEmpty() ? List.of(invoice.exception(leading)) : together;
    }

    /** The task for differences exists: its people are told of what they have not heard yet. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void asked(String leading, String task) {
        var invoice = invoiceOfException(leading);
        var together = askedTogether(leading);
        InvoiceException anew = null;
        for (var exception : together) {
            if (exception.askedIn(task) && anew == null) {
                anew = exception;
            }
        }
        if (anew == null) {
            return;
        }
        var handler = anew.handler();
        events.publishEvent(new InvoiceExceptionAsked(
                invoice.id(),
                anew.id(),
                anew.rounds(),
                task,
                anew.type(),
                handler == null ? Group.ACCOUNTS_PAYABLE.id() : handler,
                invoice.supplier(),
                invoice.number(),
                invoice.orders(),
                sum(together),
                invoice.currency(),
                told(together, invoice),
                together.size(),
                questions
                        .question(anew.question())
                        .filter(question -> question.answer() != null)
                        .map(question -> new InvoiceExceptionAsked.Reply(
                                Objects.requireNonNull(question.answer()), question.answerText()))
                        .orElse(null)));
    }

    /** Differences that are asked about together in one sentence: how many they are, what they come to, and the largest. */
    public static Explanation told(List<InvoiceException> together, Invoice invoice) {
        var largest = together.get(0);
        for (var one : together) {
            largest = one.amount().compareTo(largest.amount()) > 0 ? one : largest;
        }
        if (together.size() == 1) {
            return largest.explanation();
        }
        var exact = sum(together);
        var digits = Math.max(
                InvoiceCurrency.named(invoice.currency()).digits(),
                exact.stripTrailingZeros().scale());
        var sum = Explanation.amount(exact.setScale(digits, RoundingMode.UNNECESSARY), invoice.currency());
        var position = largest.position();
        var many = Explanation.number(BigDecimal.valueOf(together.size()));
        return position == null
                ? Explanation.of(InvoicingStatement.DIFFERENCES_OF_ORDERS, many, sum, largest.explanation())
                : Explanation.of(
                        InvoicingStatement.DIFFERENCES_TOGETHER,
                        many,
                        sum,
                        invoice.labelOf(position),
                        largest.explanation());
    }

    /** What the approvers of the order are asked about, in a sentence for each type. */
    public static Explanation toldToApprovers(Invoice invoice) {
        return Explanation.joined(
                byType(invoice.openExceptions().stream()
                                .filter(InvoiceExceptions::isForApprovers)
                                .toList())
                        .stream()
                        .map(alike -> told(alike, invoice))
                        .toList());
    }

    /** What differences come to, in the invoice's currency. */
    public static BigDecimal sum(Collection<InvoiceException> exceptions) {
        return exceptions.stream().map(InvoiceException::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Records a handler's answer to all differences that a task asks about (R18, R20, R21).
     *
     * @throws org.countersign.shared.RuleViolation when the person may not, or the differences cannot be settled so: they
     *     stay open
     */
    public void answer(String task, HandlerAnswer given, Actor by) {
        if (given.answer() == ExceptionAnswer.ACCEPT) {
            // Two that accept at once queue here, so that the sum of both is compared with the limit.
            invoices.exceptionsAskedIn(task).stream()
                    .limit(1)
                    .flatMap(first -> invoices.invoiceOf(first).stream())
                    .forEach(invoices::lock);
        }
        var asked = exceptionsAskedIn(task);
        var invoice = invoiceOfException(asked.get(0).id());
        answer(invoice, asked, given, by);
    }

    /**
     * Records a handler's answer to differences of one type. Whoever accepts more than the limit of the type, or than the own
     * approval limit, proposes it: the approvers of the order are asked as about an amount beyond it.
     */
    void answer(Invoice invoice, List<InvoiceException> asked, HandlerAnswer given, Actor by) {
        var comment = given.comment();
        for (var exception : asked) {
            check(
                    exception.isOpen()
                            && (invoice.status() == InvoiceStatus.IN_EXCEPTION
                                    || invoice.status() == InvoiceStatus.DUPLICATE),
                    InvoicingRule.EXCEPTION_SETTLED,
                    invoice.id());
            demandHandler(exception, invoice, by);
        }
        var said = comment == null || comment.isBlank() ? null : comment.strip();
        switch (given.answer()) {
            case ACCEPT -> {
                for (var exception : asked) {
                    check(
                            exception.mayBeAccepted(),
                            InvoicingRule.NOT_ACCEPTABLE,
                            exception.type().label(),
                            exception.type().advice());
                }
                var why = Reasons.demanded(said);
                if (limit.isExceeded(asked, invoice, by)) {
                    asked.forEach(exception -> exception.propose(by.user(), why, clock.instant()));
                    record(invoice, asked, "invoice.exception-proposed", by, why);
                } else {
                    accept(invoice, asked, why, by);
                }
            }
            case RECHECK -> {
                for (var exception : asked) {
                    exception.goOn();
                    exception.answered(by.user(), said, clock.instant());
                    exception.leaveTheOthers();
                    if (exception.isSentBack() && exception.type() == ExceptionType.AMOUNT_OVER_ORDER) {
                        exception.route(ExceptionRouting.APPROVERS);
                    }
                }
                record(invoice, asked, "invoice.exception-rechecked", by, said);
            }
            case REJECT -> {
                var why = Reasons.demanded(said);
                var because = invoice.openExceptions();
                refusal.reject(invoice, why, by);
                if (given.tellSupplier()) {
                    questions.tellOfRejection(invoice, why, because, by);
                }
            }
            case AWAIT_CREDIT -> {
                awaitCredit(invoice, asked, given.expectedCredit(), said, by);
                record(invoice, asked, "invoice.credit-awaited", by, said);
            }
            case ASK_SUPPLIER -> {
                asked.forEach(exception -> exception.answered(by.user(), said, clock.instant()));
                questions.ask(invoice, asked, said, by);
            }
        }
        invoices.flush();
    }

    /** What is expected in all is shared out by what each of them is about, to the cent: nothing is expected twice. */
    private void awaitCredit(
            Invoice invoice,
            List<InvoiceException> asked,
            @Nullable BigDecimal expected,
            @Nullable String said,
            Actor by) {
        var type = asked.get(0).type();
        check(type.isSettledByCredit(), InvoicingRule.NO_CREDIT_EXPECTED, type.label());
        var sum = sum(asked);
        var credit = expected == null || expected.signum() == 0 ? sum : expected;
        var most = sum.max(invoice.payable().abs());
        check(
                credit.signum() > 0
                        && credit.compareTo(most) <= 0
                        && credit.stripTrailingZeros().scale() <= 4,
                InvoicingRule.EXPECTED_CREDIT_POSITIVE,
                most.toPlainString());
        var rest = credit;
        for (int index = 0; index < asked.size(); index++) {
            var exception = asked.get(index);
            var last = index == asked.size() - 1;
            var share = last
                    ? rest
                    : credit.compareTo(sum) == 0 || sum.signum() == 0
                            ? exception.amount()
                            : credit.multiply(exception.amount()).divide(sum, 2, RoundingMode.DOWN);
            rest = rest.subtract(share);
            exception.answered(by.user(), said, clock.instant());
            exception.awaitCredit(share, clock.instant());
        }
    }

    private void accept(Invoice invoice, List<InvoiceException> accepted, String why, Actor by) {
        var status = invoice.status();
        for (var exception : accepted) {
            exception.accept(by.user(), why, clock.instant());
            invoice.accepted(exception);
        }
        record(invoice, accepted, "invoice.exception-accepted", by, why);
        var supplier = invoice.supplier();
        var account = invoice.iban();
        if (supplier != null
                && account != null
                && accepted.stream().anyMatch(one -> one.type() == ExceptionType.BANK_ACCOUNT_CHANGED)) {
            supplierMaster.accountConfirmed(supplier, account, by);
        }
        if (status != invoice.status()) {
            audit.record(AuditEvent.of(invoice.id().document(), "invoice.duplicate-overridden", by)
                    .rule("R18")
                    .changed("status", status.name(), invoice.status().name())
                    .with("comment", why));
        }
    }

    void demandHandler(InvoiceException exception, Invoice invoice, Actor by) {
        var handler = exception.handler() == null ? Group.ACCOUNTS_PAYABLE.id() : exception.handler();
        check(
                isHandler(exception, by),
                InvoicingRule.NOT_THE_HANDLER,
                handler.startsWith(ExceptionRouting.PERSON)
                        ? handler.substring(ExceptionRouting.PERSON.length())
                        : "Somebody of the group " + handler);
        check(!isKeptOut(exception, invoice, by), InvoicingRule.CAPTURER_KEEPS_OUT, invoice.id());
    }

    private static boolean isHandler(InvoiceException exception, Actor by) {
        var handler = exception.handler() == null ? Group.ACCOUNTS_PAYABLE.id() : exception.handler();
        return handler.startsWith(ExceptionRouting.PERSON)
                ? handler.equals(ExceptionRouting.PERSON + by.user().value())
                : by.groups().contains(handler);
    }

    private static boolean isKeptOut(InvoiceException exception, Invoice invoice, Actor by) {
        return exception.type() == ExceptionType.BANK_ACCOUNT_CHANGED && invoice.isCapturedBy(by.user());
    }

    /** The approvers of the order agreed to pay beyond its total (R20). Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overOrderApproved(InvoiceId id, Actor by, @Nullable String comment) {
        var invoice = find(id);
        for (var alike : byType(exceptionsForApprovers(id))) {
            accept(invoice, alike, comment == null ? "Approved beyond the order" : comment, by);
        }
        invoices.flush();
    }

    /** The approvers of the order sent it back with a note: accounts payable looks first. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overOrderReturned(InvoiceId id, Actor by, @Nullable String comment) {
        var invoice = find(id);
        for (var alike : byType(exceptionsForApprovers(id))) {
            for (var exception : alike) {
                exception.answered(by.user(), comment, clock.instant());
                exception.sendBack(Group.ACCOUNTS_PAYABLE.id());
            }
            record(invoice, alike, "invoice.exception-sent-back", by, comment);
        }
        invoices.flush();
    }

    private static Collection<List<InvoiceException>> byType(List<InvoiceException> exceptions) {
        return exceptions.stream()
                .collect(Collectors.groupingBy(InvoiceException::type, TreeMap::new, Collectors.toList()))
                .values();
    }

    /** Whether a person answers to a difference (R20, R21). */
    @Transactional(readOnly = true)
    public boolean mayAnswer(InvoiceException exception, Invoice invoice, Actor actor) {
        return isHandler(exception, actor) && !isKeptOut(exception, invoice, actor);
    }

    /** One entry an answer, however many differences it is about: they are named where there are several. */
    private void record(
            Invoice invoice, List<InvoiceException> about, String event, Actor by, @Nullable String comment) {
        var first = about.get(0);
        var entry = AuditEvent.of(invoice.id().document(), event, by)
                .rule("R20")
                .with("type", first.type().name())
                .with("line", about.size() == 1 ? first.position() : null)
                .with("amount", sum(about).toPlainString())
                .with("state", first.state().name())
                .with("comment", comment);
        audit.record(
                about.size() == 1
                        ? entry
                        : entry.with(
                                "differences",
                                about.stream()
                                        .map(one -> one.sequence()
                                                + (one.position() == null ? "" : " line " + one.position()) + " "
                                                + one.amount().toPlainString())
                                        .toList()));
    }

    private Invoice find(InvoiceId id) {
        return invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
    }
}
