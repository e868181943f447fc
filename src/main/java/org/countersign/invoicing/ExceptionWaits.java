package org.countersign.invoicing;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
     * @param exception its id
     * @param what the supplier's answer, or a credit note
     * @param since when it began
     * @param reminders how often somebody was reminded
     * @param remindedAt when last; null where nobody was
     * @param amount what the difference is about
     * @param currency of the amount
     */
    public record Waiting(
            String exception,
            ExceptionWait what,
            Instant since,
            int reminders,
            @Nullable Instant remindedAt,
            BigDecimal amount,
            String currency) {}

    /**
     * What differences wait for that are asked about together.
     *
     * @param leading id of the first of them
     * @return empty where it is their handler's turn, for one of them at least
     */
    @Transactional(readOnly = true)
    public List<Waiting> waitingOf(String leading) {
        var invoice = exceptions.invoiceOfException(leading);
        if (!AskedTogether.onTurn(invoice, leading).isEmpty()) {
            return List.of();
        }
        var waiting = new ArrayList<Waiting>();
        for (var exception : AskedTogether.waiting(invoice, leading)) {
            waiting.add(new Waiting(
                    exception.id(),
                    Objects.requireNonNull(exception.waitsFor()),
                    Objects.requireNonNullElse(exception.waitingSince(), clock.instant()),
                    exception.waitReminders(),
                    exception.waitRemindedAt(),
                    exception.amount(),
                    invoice.currency()));
        }
        return waiting;
    }

    /**
     * Reminds whoever keeps differences of one invoice waiting: the supplier of each question once, the handler of the credit
     * note. Called by the process when the time has come; what waits no longer is left alone.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(List<String> due) {
        if (due.isEmpty()) {
            return;
        }
        var invoice = exceptions.invoiceOfException(due.get(0));
        var asked = new HashSet<String>();
        var credits = new ArrayList<InvoiceException>();
        for (var exception : invoice.openExceptions()) {
            var what = exception.waitsFor();
            if (what == null || !due.contains(exception.id())) {
                continue;
            }
            exception.waitReminded(clock.instant());
            switch (what) {
                case SUPPLIER -> {
                    if (asked.add(String.valueOf(exception.question()))) {
                        questions.remind(invoice, exception);
                    }
                }
                case CREDIT -> credits.add(exception);
            }
        }
        if (!credits.isEmpty()) {
            remindOfCredit(invoice, credits);
        }
        invoices.flush();
    }

    private void remindOfCredit(Invoice invoice, List<InvoiceException> waiting) {
        var first = waiting.get(0);
        events.publishEvent(new CreditMissing(
                invoice.id(),
                first.id(),
                first.waitReminders(),
                first.type(),
                handlerOf(first),
                invoice.supplier(),
                invoice.number(),
                waiting.stream()
                        .map(one -> Objects.requireNonNullElse(one.expectedCredit(), one.amount()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                invoice.currency(),
                Objects.requireNonNullElse(first.waitingSince(), clock.instant()),
                first.comment()));
    }

    /**
     * Answers differences through another door than the task list: all that one task asks about, or some of them. The task
     * stays open until all of them are answered.
     *
     * @param sequence place of one of them among the exceptions of the invoice, from 1
     * @param with places of others that the answer counts for; null for all that are asked about together
     * @param seen what all that are asked about together came to when the form was opened, so that nothing is agreed to that
     *     the form did not show; null where nobody looked at one
     * @param answer what was sent, {@code decision} among it; checked as in the task. Rejecting is about the whole invoice
     *     always
     * @throws org.countersign.shared.RuleViolation for anybody but their handler (403), where nobody is asked about them just
     *     now (409), and for an answer that the task would refuse
     */
    public void answer(
            InvoiceId id,
            int sequence,
            @Nullable Set<Integer> with,
            @Nullable BigDecimal seen,
            Map<String, Object> answer,
            Actor by) {
        // Two that answer for different lines at once queue here: whoever answers for the last one ends the task.
        var invoice = invoices.lock(id.value()).orElseThrow(() -> new NotFound("invoice", id));
        var exception = exceptionOf(invoice, sequence);
        exceptions.demandHandler(exception, invoice, by);
        var task = exception.task();
        check(task != null && exception.isHandlersTurn(), InvoicingRule.EXCEPTION_SETTLED, id);
        var asked = exceptions.exceptionsAskedIn(Objects.requireNonNull(task));
        check(seen == null || InvoiceExceptions.sum(asked).compareTo(seen) == 0, InvoicingRule.EXCEPTION_SETTLED, id);
        var chosen = asked.stream()
                .filter(one -> with == null || one.equals(exception) || with.contains(one.sequence()))
                .toList();
        for (int other : with == null ? Set.<Integer>of() : with) {
            check(
                    asked.stream().anyMatch(one -> one.sequence() == other),
                    InvoicingRule.NOT_ASKED_TOGETHER,
                    other,
                    sequence);
        }
        var all = chosen.size() == asked.size() || ExceptionAnswer.REJECT.word().equals(answer.get("decision"));
        var taken = all
                ? workflow.answer(task, answer, by.user())
                : workflow.answerInPart(
                        task, answer, by.user(), given -> exceptions.answer(invoice, chosen, given, by));
        check(taken, InvoicingRule.EXCEPTION_SETTLED, id);
    }

    private static InvoiceException exceptionOf(Invoice invoice, int sequence) {
        return invoice.exceptions().stream()
                .filter(one -> one.sequence() == sequence)
                .findFirst()
                .orElseThrow(() -> new NotFound("exception of " + invoice.id(), sequence));
    }

    /**
     * Has a difference that waits come back to its handler at once, with all that wait together with it.
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
        var leading = exception.askedWith();
        var waiting = AskedTogether.waiting(invoice, leading).stream()
                .filter(one -> one.waitsFor() == what && Objects.equals(one.question(), exception.question()))
                .toList();
        var othersAsked = !AskedTogether.onTurn(invoice, leading).isEmpty();
        waiting.forEach(InvoiceException::goOn);
        var entry = AuditEvent.of(id.document(), "invoice.exception-taken-up", by)
                .rule("R20")
                .with("type", exception.type().name())
                .with("line", exception.position())
                .with("waitedFor", String.valueOf(what));
        audit.record(waiting.size() == 1 ? entry : entry.with("differences", waiting.size()));
        invoices.flush();
        if (othersAsked) {
            // Their task is open and shows the others alone: another match asks about all of them.
            workflow.answeredLate(invoice);
        } else {
            workflow.exceptionMoved(invoice);
        }
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
