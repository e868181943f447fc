package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
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
    private final ExchangeRates rates;
    private final Company company;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InvoiceExceptions(
            Invoices invoices,
            InvoiceRefusal refusal,
            SupplierMaster supplierMaster,
            SupplierQuestions questions,
            ExceptionRouting routing,
            ExchangeRates rates,
            Company company,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invoices = invoices;
        this.refusal = refusal;
        this.supplierMaster = supplierMaster;
        this.questions = questions;
        this.routing = routing;
        this.rates = rates;
        this.company = company;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Finds the handler of every open difference (R20). Called by the process.
     *
     * @throws RuntimeException when the routing table cannot answer: nobody is asked then, and operations sees why
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void route(InvoiceId id) {
        for (var exception : find(id).openExceptions()) {
            if (!exception.isSentBack() && exception.proposedBy() == null) {
                exception.route(routing.handlerOf(exception.type()));
            }
        }
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
     * The difference that a task asks about, whatever its variables say.
     *
     * @throws NotFound when it asks about none
     */
    @Transactional(readOnly = true)
    public String exceptionAskedIn(String task) {
        return invoices.exceptionAskedIn(task).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("exception of task", task));
    }

    /** The task for a difference exists: its people are told. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void asked(String exceptionId, String task) {
        var invoice = invoiceOfException(exceptionId);
        var exception = invoice.exception(exceptionId);
        exception.askedIn(task);
        var handler = exception.handler();
        events.publishEvent(new InvoiceExceptionAsked(
                invoice.id(),
                exceptionId,
                exception.rounds(),
                task,
                exception.type(),
                handler == null ? Group.ACCOUNTS_PAYABLE.id() : handler,
                invoice.supplier(),
                invoice.number(),
                invoice.orders(),
                exception.amount(),
                invoice.currency(),
                exception.explanation(),
                questions
                        .question(exception.question())
                        .filter(question -> question.answer() != null)
                        .map(question -> new InvoiceExceptionAsked.Reply(
                                Objects.requireNonNull(question.answer()), question.answerText()))
                        .orElse(null)));
    }

    /**
     * Records a handler's answer to a difference (R18, R20, R21). Whoever accepts more than the limit of the kind, or than the
     * own approval limit, proposes it: the approvers of the order are asked as about an amount beyond it.
     *
     * @throws org.countersign.shared.RuleViolation when the person may not, or the difference cannot be settled so: it
     *     stays open
     */
    public void answer(String exceptionId, HandlerAnswer given, Actor by) {
        var comment = given.comment();
        var expected = given.expectedCredit();
        var invoice = invoiceOfException(exceptionId);
        var exception = invoice.exception(exceptionId);
        check(
                exception.isOpen()
                        && (invoice.status() == InvoiceStatus.IN_EXCEPTION
                                || invoice.status() == InvoiceStatus.DUPLICATE),
                InvoicingRule.EXCEPTION_SETTLED,
                invoice.id());
        demandHandler(exception, invoice, by);
        var said = comment == null || comment.isBlank() ? null : comment.strip();
        switch (given.answer()) {
            case ACCEPT -> {
                check(
                        exception.mayBeAccepted(),
                        InvoicingRule.NOT_ACCEPTABLE,
                        exception.type().label(),
                        exception.type().advice());
                var why = Reasons.demanded(said);
                if (isBeyondLimit(exception, invoice, by)) {
                    exception.propose(by.user(), why, clock.instant());
                    record(invoice, exception, "invoice.exception-proposed", by, why);
                } else {
                    accept(invoice, exception, why, by);
                }
            }
            case RECHECK -> {
                exception.goOn();
                exception.answered(by.user(), said, clock.instant());
                if (exception.isSentBack() && exception.type() == ExceptionType.AMOUNT_OVER_ORDER) {
                    exception.route(ExceptionRouting.APPROVERS);
                }
                record(invoice, exception, "invoice.exception-rechecked", by, said);
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
                var credit = expected == null || expected.signum() == 0 ? exception.amount() : expected;
                check(
                        exception.type().isSettledByCredit(),
                        InvoicingRule.NO_CREDIT_EXPECTED,
                        exception.type().label());
                var most = exception.amount().max(invoice.payable().abs());
                check(
                        credit.signum() > 0
                                && credit.compareTo(most) <= 0
                                && credit.stripTrailingZeros().scale() <= 4,
                        InvoicingRule.EXPECTED_CREDIT_POSITIVE,
                        most.toPlainString());
                exception.answered(by.user(), said, clock.instant());
                exception.awaitCredit(credit, clock.instant());
                record(invoice, exception, "invoice.credit-awaited", by, said);
            }
            case ASK_SUPPLIER -> {
                exception.answered(by.user(), said, clock.instant());
                questions.ask(invoice, List.of(exception), said, by);
            }
        }
        invoices.flush();
    }

    private boolean isBeyondLimit(InvoiceException exception, Invoice invoice, Actor by) {
        var limit = exception.type().isLimited() ? routing.limitOf(exception.type(), by.user()) : null;
        if (limit == null) {
            return false;
        }
        // What nobody can convert is compared with no limit, and so is not accepted alone (R03).
        return rates.toBase(
                        Money.of(exception.amount().toPlainString(), invoice.currency()),
                        LocalDate.ofInstant(clock.instant(), company.timeZone()))
                .map(worth -> worth.base().amount().compareTo(limit) > 0)
                .orElse(true);
    }

    private void accept(Invoice invoice, InvoiceException exception, String why, Actor by) {
        var status = invoice.status();
        exception.accept(by.user(), why, clock.instant());
        invoice.accepted(exception);
        record(invoice, exception, "invoice.exception-accepted", by, why);
        var supplier = invoice.supplier();
        var account = invoice.iban();
        if (exception.type() == ExceptionType.BANK_ACCOUNT_CHANGED && supplier != null && account != null) {
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
        exceptionsForApprovers(id)
                .forEach(exception ->
                        accept(invoice, exception, comment == null ? "Approved beyond the order" : comment, by));
        invoices.flush();
    }

    /** The approvers of the order sent it back with a note: accounts payable looks first. Called by the process. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void overOrderReturned(InvoiceId id, Actor by, @Nullable String comment) {
        var invoice = find(id);
        for (var exception : exceptionsForApprovers(id)) {
            exception.answered(by.user(), comment, clock.instant());
            exception.sendBack(Group.ACCOUNTS_PAYABLE.id());
            record(invoice, exception, "invoice.exception-sent-back", by, comment);
        }
        invoices.flush();
    }

    /** Whether a person answers to a difference (R20, R21). */
    @Transactional(readOnly = true)
    public boolean mayAnswer(InvoiceException exception, Invoice invoice, Actor actor) {
        return isHandler(exception, actor) && !isKeptOut(exception, invoice, actor);
    }

    private void record(Invoice invoice, InvoiceException exception, String event, Actor by, @Nullable String comment) {
        audit.record(AuditEvent.of(invoice.id().document(), event, by)
                .rule("R20")
                .with("type", exception.type().name())
                .with("line", exception.position())
                .with("amount", exception.amount().toPlainString())
                .with("state", exception.state().name())
                .with("comment", comment));
    }

    private Invoice find(InvoiceId id) {
        return invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
    }
}
