package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Differences that wait for the supplier before their handler is asked again: for an answer, or for a credit note. */
@Service
@Transactional
public class ExceptionWaits {

    private final Invoices invoices;
    private final InvoiceExceptions exceptions;
    private final SupplierQuestions questions;
    private final InvoiceWorkflow workflow;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExceptionWaits(
            Invoices invoices,
            InvoiceExceptions exceptions,
            SupplierQuestions questions,
            InvoiceWorkflow workflow,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invoices = invoices;
        this.exceptions = exceptions;
        this.questions = questions;
        this.workflow = workflow;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a difference waits for.
     *
     * @param what the supplier's answer, or a credit note
     * @param since when it began
     * @param reminders how often somebody was reminded
     * @param remindedAt when last; null where nobody was
     * @param amount what the difference is about
     * @param currency of the amount
     */
    public record Waiting(
            ExceptionWait what,
            Instant since,
            int reminders,
            @Nullable Instant remindedAt,
            BigDecimal amount,
            String currency) {}

    /** What a difference waits for; null where it is its handler's turn. */
    @Transactional(readOnly = true)
    public @Nullable Waiting waitingOf(String exceptionId) {
        var invoice = exceptions.invoiceOfException(exceptionId);
        var exception = invoice.exception(exceptionId);
        var what = exception.waitsFor();
        var since = exception.waitingSince();
        return what == null || since == null
                ? null
                : new Waiting(
                        what,
                        since,
                        exception.waitReminders(),
                        exception.waitRemindedAt(),
                        exception.amount(),
                        invoice.currency());
    }

    /**
     * Reminds whoever keeps a difference waiting: the supplier of an answer, its handler of a credit note. Called by the
     * process when the time has come; what waits no longer is left alone.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(String exceptionId) {
        var invoice = exceptions.invoiceOfException(exceptionId);
        var exception = invoice.exception(exceptionId);
        var what = exception.waitsFor();
        if (what == null) {
            return;
        }
        exception.waitReminded(clock.instant());
        switch (what) {
            case SUPPLIER -> questions.remind(invoice, exception);
            case CREDIT ->
                events.publishEvent(new CreditMissing(
                        invoice.id(),
                        exceptionId,
                        exception.waitReminders(),
                        exception.type(),
                        handlerOf(exception),
                        invoice.supplier(),
                        invoice.number(),
                        Objects.requireNonNullElse(exception.expectedCredit(), exception.amount()),
                        invoice.currency(),
                        Objects.requireNonNullElse(exception.waitingSince(), clock.instant()),
                        exception.comment()));
        }
        invoices.flush();
    }

    /**
     * Answers the task that asks about a difference, through another door than the task list.
     *
     * @param sequence its place among the exceptions of the invoice, from 1
     * @param answer what was sent, {@code decision} among it; checked as in the task
     * @throws org.countersign.shared.RuleViolation for anybody but its handler (403), where nobody is asked about it just now
     *     (409), and for an answer that the task would refuse
     */
    public void answer(InvoiceId id, int sequence, Map<String, Object> answer, Actor by) {
        var invoice = invoices.findById(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        var exception = exceptionOf(invoice, sequence);
        exceptions.demandHandler(exception, invoice, by);
        var task = exception.task();
        check(task != null && exception.isOpen() && exception.waitsFor() == null, InvoicingRule.EXCEPTION_SETTLED, id);
        var asked = workflow.answer(Objects.requireNonNull(task), answer, by.user());
        check(asked, InvoicingRule.EXCEPTION_SETTLED, id);
    }

    private static InvoiceException exceptionOf(Invoice invoice, int sequence) {
        return invoice.exceptions().stream()
                .filter(one -> one.sequence() == sequence)
                .findFirst()
                .orElseThrow(() -> new NotFound("exception of " + invoice.id(), sequence));
    }

    /**
     * Has a difference that waits come back to its handler at once.
     *
     * @param sequence its place among the exceptions of the invoice, from 1
     * @throws org.countersign.shared.RuleViolation for anybody but its handler (403), and where it does not wait (409)
     */
    public void takeUp(InvoiceId id, int sequence, Actor by) {
        var invoice = invoices.lock(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        var exception = exceptionOf(invoice, sequence);
        exceptions.demandHandler(exception, invoice, by);
        var what = exception.waitsFor();
        check(what != null, InvoicingRule.NOT_WAITING, id);
        exception.goOn();
        audit.record(AuditEvent.of(id.document(), "invoice.exception-taken-up", by)
                .rule("R20")
                .with("type", exception.type().name())
                .with("line", exception.position())
                .with("waitedFor", String.valueOf(what)));
        invoices.flush();
        workflow.exceptionMoved(invoice);
    }

    /**
     * A credit note was booked: what waits and it can settle is offered to its handler again, unless the match that follows
     * finds it gone.
     *
     * @param others ids of the invoices of its orders that wait
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void creditCame(Invoice note, List<String> others) {
        if (others.isEmpty()) {
            return;
        }
        for (var id : invoices.awaitingCredit(others)) {
            var invoice = invoices.findById(id).orElseThrow();
            var reach = CreditReach.of(note, invoice);
            var reached = invoice.openExceptions().stream()
                    .filter(one -> one.waitsFor() == ExceptionWait.CREDIT && reach.reaches(one, invoice))
                    .toList();
            if (reached.isEmpty()) {
                continue;
            }
            reached.forEach(InvoiceException::credited);
            audit.record(AuditEvent.of(invoice.id().document(), "invoice.credit-arrived", Actor.SYSTEM)
                    .rule("R16")
                    .with("creditNote", note.id().value())
                    .with(
                            "differences",
                            reached.stream()
                                    .map(one -> one.type() + (one.position() == null ? "" : " line " + one.position()))
                                    .toList())
                    .with("number", note.number())
                    .with("amount", note.payable().toPlainString()));
        }
    }

    private static String handlerOf(InvoiceException exception) {
        return Objects.requireNonNullElse(exception.handler(), Group.ACCOUNTS_PAYABLE.id());
    }
}
