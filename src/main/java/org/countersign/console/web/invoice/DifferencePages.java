package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.approval.Approvals;
import org.countersign.console.page.Words;
import org.countersign.console.web.invoice.InvoicePage.Found;
import org.countersign.console.web.invoice.InvoicePage.Part;
import org.countersign.invoicing.ExceptionFix;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.invoicing.SupplierQuestions;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The differences of an invoice for its page: those that are asked about together, or were answered together, are one (R20).
 */
@Component
class DifferencePages {

    /** The most parts of one that the page of the invoice shows. */
    private static final int MOST = 3;

    static final int PAGE = 100;

    private final InvoiceExceptions exceptions;
    private final SupplierQuestions questions;
    private final Approvals approvals;

    DifferencePages(InvoiceExceptions exceptions, SupplierQuestions questions, Approvals approvals) {
        this.exceptions = exceptions;
        this.questions = questions;
        this.approvals = approvals;
    }

    /** All of them, the open ones first. */
    @Transactional(readOnly = true)
    public List<Found> of(Invoice invoice, Actor actor, Words say) {
        return together(invoice).stream()
                .sorted(Comparator.comparing(alike -> !alike.get(0).isOpen()))
                .map(alike -> found(alike, invoice, actor, say, 0, MOST))
                .toList();
    }

    /**
     * A page of those that one of them stands among.
     *
     * @param found what they have in common, and the parts of this page
     * @param page from 0
     * @param pages how many there are
     */
    record Together(Found found, int page, int pages) {}

    /** @return empty where the invoice has no difference of this number */
    @Transactional(readOnly = true)
    public Optional<Together> with(int number, int page, Invoice invoice, Actor actor, Words say) {
        return together(invoice).stream()
                .filter(alike -> alike.stream().anyMatch(one -> one.sequence() == number))
                .findFirst()
                .map(alike -> {
                    var pages = (alike.size() - 1) / PAGE + 1;
                    var at = Math.max(0, Math.min(page, pages - 1));
                    return new Together(found(alike, invoice, actor, say, at * PAGE, PAGE), at, pages);
                });
    }

    private static List<List<InvoiceException>> together(Invoice invoice) {
        var answerable = invoice.status() == InvoiceStatus.IN_EXCEPTION || invoice.status() == InvoiceStatus.DUPLICATE;
        var together = new LinkedHashMap<List<Object>, List<InvoiceException>>();
        for (var one : invoice.exceptions()) {
            var kind = new ArrayList<Object>(List.of(one.type(), one.state(), Optional.ofNullable(one.handler())));
            if (!one.isOpen()) {
                kind.add(Optional.ofNullable(one.answeredBy()));
                kind.add(Optional.ofNullable(one.answeredAt()));
                kind.add(Optional.ofNullable(one.comment()));
            } else if (answerable && one.isHandlersTurn()) {
                kind.add(one.askedWith());
            } else {
                kind.add(Optional.ofNullable(one.waitsFor()));
                kind.add(Optional.ofNullable(one.waitingSince()));
                kind.add(Optional.ofNullable(one.answeredBy()));
            }
            together.computeIfAbsent(kind, alike -> new ArrayList<>()).add(one);
        }
        return List.copyOf(together.values());
    }

    private Found found(List<InvoiceException> alike, Invoice invoice, Actor actor, Words say, int from, int most) {
        var exception = alike.get(0);
        var several = alike.size() > 1;
        var position = exception.position();
        var explanation = InvoiceExceptions.told(alike, invoice);
        // What was compared before its parts were kept is English, and no reader of another language is left with that
        // alone.
        var foreign = exception.explanation().said().isEmpty()
                && !say.language().getLanguage().equals("en");
        var type = exception.type();
        var sum = InvoiceExceptions.sum(alike);
        var by = exception.answeredBy();
        return new Found(
                type.name(),
                position == null || several ? null : invoice.labelOf(position),
                sum,
                exception.state().name(),
                handler(exception, say),
                foreign
                        ? say.text("invoice.explained." + type, say.amount(sum, invoice.currency()))
                        : say.explained(explanation),
                foreign ? explanation.english() : null,
                exception.isOpen() && !exception.mayBeAccepted() ? say.text("invoice.advice." + type) : null,
                by == null ? null : say.name(by),
                exception.answeredAt(),
                exception.comment(),
                isMine(exception, invoice, actor),
                exception.sequence(),
                waits(alike, invoice, say),
                questions.question(exception.question()).orElse(null),
                exception.isOpen()
                        && (exception.isHandlersTurn() || exception.waitsFor() != null)
                        && exceptions.mayAnswer(exception, invoice, actor),
                exception.mayBeAccepted(),
                alike.size(),
                several
                        ? alike.stream()
                                .skip(from)
                                .limit(most)
                                .map(one -> part(one, invoice, say))
                                .toList()
                        : List.of(),
                exception.isOpen() ? fixes(alike, invoice, actor) : List.of());
    }

    /** Where the reader can put it right: receivers book and correct what arrived, purchasing agents change the order. */
    private static List<ExceptionFix> fixes(List<InvoiceException> alike, Invoice invoice, Actor actor) {
        return alike.stream()
                .limit(PAGE)
                .flatMap(one -> ExceptionFix.of(one, invoice).stream())
                .filter(fix -> switch (fix.what()) {
                    case CHANGE_ORDER -> actor.isIn(Group.PURCHASING_AGENT);
                    case BOOK_RECEIPT, CORRECT_RECEIPT -> actor.isIn(Group.RECEIVER);
                    case OPEN_ORDER -> true;
                })
                .map(fix -> alike.size() == 1 ? fix : fix.unfilled())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Part part(InvoiceException one, Invoice invoice, Words say) {
        var position = one.position();
        return new Part(
                one.sequence(),
                position == null
                        ? Objects.requireNonNullElse(one.purchaseOrder(), Words.NOTHING)
                        : invoice.labelOf(position),
                position == null ? null : invoice.lineReceived(position).description(),
                say.explained(one.explanation()),
                one.amount(),
                one.isHandlersTurn());
    }

    boolean isMine(InvoiceException exception, Invoice invoice, Actor actor) {
        if (!exception.isOpen()) {
            return false;
        }
        return ExceptionRouting.APPROVERS.equals(exception.handler())
                ? approvals.concerns(invoice.id().document(), actor.user())
                : exceptions.mayAnswer(exception, invoice, actor);
    }

    private static @Nullable String waits(List<InvoiceException> alike, Invoice invoice, Words say) {
        var exception = alike.get(0);
        var what = exception.waitsFor();
        return what == null
                ? null
                : say.text(
                        "invoice.waits." + what,
                        say.day(exception.waitingSince()),
                        exception.waitReminders(),
                        say.amount(
                                alike.stream()
                                        .map(one -> Objects.requireNonNullElse(one.expectedCredit(), one.amount()))
                                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                                invoice.currency()));
    }

    /** Who answers to a difference, in words. */
    static String handler(InvoiceException exception, Words say) {
        var handler = Objects.requireNonNullElse(exception.handler(), Group.ACCOUNTS_PAYABLE.id());
        if (handler.equals(ExceptionRouting.APPROVERS)) {
            return say.text("invoice.handler.approvers");
        }
        return handler.startsWith(ExceptionRouting.PERSON)
                ? say.name(handler.substring(ExceptionRouting.PERSON.length()))
                : say.textOr("group." + handler, handler);
    }
}
