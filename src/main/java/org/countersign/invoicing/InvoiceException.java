package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** One typed difference of an invoice, with who handles it and what became of it. */
@Entity
@Table(name = "invoice_exceptions")
public class InvoiceException {

    /** What it is asked with once it was answered so that only the next match says whether it is asked again. */
    private static final String NOBODY = "answered";

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "invoice")
    private Invoice invoice;

    @Column(name = "seq")
    private int sequence;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private ExceptionType type;

    @Column(name = "line_position")
    private @Nullable Integer position;

    @Column(name = "purchase_order")
    private @Nullable String purchaseOrder;

    @Column(name = "amount")
    private BigDecimal amount;

    @Column(name = "explanation")
    private String explanation;

    @Column(name = "explanation_facts")
    private @Nullable String explanationFacts;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private ExceptionState state;

    @Column(name = "handler")
    private @Nullable String handler;

    @Column(name = "sent_back")
    private boolean sentBack;

    @Column(name = "rounds")
    private int rounds;

    @Column(name = "task_id")
    private @Nullable String task;

    @Column(name = "asked_with")
    private @Nullable String askedWith;

    @Column(name = "told_rounds")
    private int toldRounds;

    @Column(name = "answered_by")
    private @Nullable String answeredBy;

    @Column(name = "answered_at")
    private @Nullable Instant answeredAt;

    @Column(name = "comment_text")
    private @Nullable String comment;

    @Column(name = "question")
    private @Nullable String question;

    @Enumerated(EnumType.STRING)
    @Column(name = "waits_for")
    private @Nullable ExceptionWait waitsFor;

    @Column(name = "waiting_since")
    private @Nullable Instant waitingSince;

    @Column(name = "expected_credit")
    private @Nullable BigDecimal expectedCredit;

    @Column(name = "wait_reminders")
    private int waitReminders;

    @Column(name = "wait_reminded_at")
    private @Nullable Instant waitRemindedAt;

    @Column(name = "proposed_by")
    private @Nullable String proposedBy;

    @Column(name = "return_to")
    private @Nullable String returnTo;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected InvoiceException() {}

    InvoiceException(Invoice invoice, int sequence, Difference difference) {
        this.id = invoice.id() + "/" + sequence;
        this.invoice = invoice;
        this.sequence = sequence;
        this.type = difference.type();
        this.position = difference.position();
        this.purchaseOrder = difference.order();
        this.amount = difference.amount();
        this.explanation = shortened(difference.explanation().english());
        this.explanationFacts = difference.explanation().facts();
        this.state = ExceptionState.OPEN;
        this.rounds = 1;
    }

    /** What a difference is about: two that agree in this are the same one, found again. */
    record About(
            ExceptionType type,
            @Nullable Integer position,
            @Nullable String purchaseOrder) {

        static About of(Difference difference) {
            return new About(difference.type(), difference.position(), difference.order());
        }
    }

    About about() {
        return new About(type, position, purchaseOrder);
    }

    /** Found again: what was accepted stays accepted as long as the amount does not grow. */
    void foundAgain(Difference difference) {
        boolean stillAccepted =
                state == ExceptionState.ACCEPTED && difference.amount().compareTo(amount) <= 0;
        if (!stillAccepted) {
            if (state != ExceptionState.OPEN) {
                answeredBy = null;
                answeredAt = null;
                comment = null;
                rounds++;
            }
            if (difference.amount().compareTo(amount) > 0) {
                endProposal();
            }
            state = ExceptionState.OPEN;
            amount = difference.amount();
            explanation = shortened(difference.explanation().english());
            explanationFacts = difference.explanation().facts();
        }
    }

    /** Its handler wants to accept it, and it is more than that person may accept alone: the approvers of the order decide. */
    void propose(UserId by, String why, Instant at) {
        goOn();
        answered(by, why, at);
        proposedBy = by.value();
        returnTo = handler;
        handler = ExceptionRouting.APPROVERS;
        sentBack = false;
        leaveTheOthers();
    }

    private void endProposal() {
        proposedBy = null;
        returnTo = null;
    }

    void askedTheSupplier(String questionId, Instant at) {
        question = questionId;
        waitFor(ExceptionWait.SUPPLIER, null, at);
    }

    void awaitCredit(BigDecimal expected, Instant at) {
        waitFor(ExceptionWait.CREDIT, expected, at);
    }

    private void waitFor(ExceptionWait what, @Nullable BigDecimal expected, Instant at) {
        waitsFor = what;
        waitingSince = at;
        expectedCredit = expected;
        waitReminders = 0;
        waitRemindedAt = null;
    }

    /** Its handler is asked again, with the supplier's answer. */
    void replied() {
        goOn();
        rounds++;
    }

    /** A credit note came: what is left of the difference is for its handler again. */
    void credited() {
        goOn();
        rounds++;
    }

    /** It waits no longer; its handler is asked as before. */
    void goOn() {
        waitsFor = null;
        waitingSince = null;
    }

    void waitReminded(Instant at) {
        waitReminders++;
        waitRemindedAt = at;
    }

    boolean isAcceptedReceiptOf(int line) {
        return state == ExceptionState.ACCEPTED
                && (type == ExceptionType.QUANTITY_NOT_RECEIVED || type == ExceptionType.MISSING_RECEIPT)
                && Objects.equals(position, line);
    }

    void gone() {
        goOn();
        state = ExceptionState.RESOLVED;
    }

    void accept(UserId by, String why, Instant at) {
        goOn();
        endProposal();
        state = ExceptionState.ACCEPTED;
        answered(by, why, at);
    }

    void answered(UserId by, @Nullable String said, Instant at) {
        answeredBy = by.value();
        comment = said;
        answeredAt = at;
    }

    /** @return whether its handler hears of it for the first time in this round */
    boolean askedIn(String taskId) {
        task = taskId;
        var anew = toldRounds < rounds;
        toldRounds = rounds;
        return anew;
    }

    /** It is asked about together with others of its kind. @param leading id of the first of them */
    void askWith(String leading) {
        askedWith = leading;
    }

    /** Its handler said all there is to say before the next match. */
    void leaveTheOthers() {
        askedWith = NOBODY;
    }

    void route(String to) {
        handler = to;
        sentBack = false;
    }

    void sendBack(String to) {
        handler = returnTo == null ? to : returnTo;
        endProposal();
        sentBack = true;
        rounds++;
    }

    private static String shortened(String text) {
        return text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
    }

    /** Its id: that of the invoice and a number. */
    public String id() {
        return id;
    }

    /** The invoice. */
    public InvoiceId invoice() {
        return invoice.id();
    }

    /** Its place among the exceptions of the invoice, from 1. */
    public int sequence() {
        return sequence;
    }

    /** Its kind. */
    public ExceptionType type() {
        return type;
    }

    /** Position of the invoice's line, from 1; null where it is about the whole. */
    public @Nullable Integer position() {
        return position;
    }

    /** Number of the order where it is about the whole of one, of which an invoice may have several; null otherwise. */
    public @Nullable String purchaseOrder() {
        return purchaseOrder;
    }

    /** What it is about, in the invoice's currency; never below zero. */
    public BigDecimal amount() {
        return amount;
    }

    /** In words that a clerk understands. */
    public Explanation explanation() {
        return Explanation.kept(explanation, explanationFacts);
    }

    /** What became of it. */
    public ExceptionState state() {
        return state;
    }

    /** Whether nobody has settled it yet. */
    public boolean isOpen() {
        return state == ExceptionState.OPEN;
    }

    /**
     * Who handles it: id of a group, {@code person:<user>}, or {@link ExceptionRouting#APPROVERS}; null until it was routed.
     */
    public @Nullable String handler() {
        return handler;
    }

    /**
     * How often it arose: while it stays open, a match that finds it again, more or less of it, is the same round, and nobody
     * is told of it twice.
     */
    public int rounds() {
        return rounds;
    }

    /** Whether the approvers of the order sent it back, so that a person has to look first. */
    public boolean isSentBack() {
        return sentBack;
    }

    /**
     * Whether its handler may simply accept it. What goes beyond the order may be by whomever the routing table names, but
     * not by those who only clarify what the approvers sent back. A line that belongs to nothing that was ordered may; one
     * that belongs to a line of the order, only not to which, is to be paired first.
     */
    public boolean mayBeAccepted() {
        if (type == ExceptionType.UNMATCHED_LINE) {
            var at = position;
            // Accepting what belongs to a line of the order would leave that line to be invoiced again.
            return at != null
                    && !invoice.matchLine(at).map(MatchLine::isAmbiguous).orElse(false);
        }
        return type.isAcceptable() || (type == ExceptionType.AMOUNT_OVER_ORDER && !sentBack);
    }

    /** Who answered last. */
    public @Nullable UserId answeredBy() {
        return answeredBy == null ? null : new UserId(answeredBy);
    }

    /** When, UTC. */
    public @Nullable Instant answeredAt() {
        return answeredAt;
    }

    /** What was said. */
    public @Nullable String comment() {
        return comment;
    }

    /** Who wants to accept it, and may not do so alone; null where nobody does. */
    public @Nullable UserId proposedBy() {
        return proposedBy == null ? null : new UserId(proposedBy);
    }

    /** Id of the task that asks about it; null until there was one. */
    @Nullable
    String task() {
        return task;
    }

    /**
     * With whom it is asked about: those of one kind that one handler answers to, and that one answer makes sense for, have
     * the id of the first of them (R20). Its own where it is asked about alone.
     */
    public String askedWith() {
        return askedWith == null ? id : askedWith;
    }

    /** Number of the first of those that it is asked about together with, or its own. */
    public int askedWithNumber() {
        return askedWith == null || NOBODY.equals(askedWith)
                ? sequence
                : Integer.parseInt(askedWith.substring(askedWith.lastIndexOf('/') + 1));
    }

    /** Whether its handler is asked about it now. */
    public boolean isHandlersTurn() {
        return isOpen() && waitsFor == null && !NOBODY.equals(askedWith) && !ExceptionRouting.APPROVERS.equals(handler);
    }

    /** Whether the task that asked about another one last, asks about it too. */
    public boolean isAskedAboutAs(InvoiceException other) {
        return task != null && task.equals(other.task);
    }

    /** Id of the last question to the supplier about it; null where there was none. */
    public @Nullable String question() {
        return question;
    }

    /** What it waits for before its handler is asked again; null where it waits for its handler. */
    public @Nullable ExceptionWait waitsFor() {
        return isOpen() ? waitsFor : null;
    }

    /** Since when it waits, UTC; null where it does not. */
    public @Nullable Instant waitingSince() {
        return isOpen() ? waitingSince : null;
    }

    /** What the credit note should come to that was last expected; null where none ever was. */
    public @Nullable BigDecimal expectedCredit() {
        return expectedCredit;
    }

    /** How often somebody was reminded since it waits. */
    public int waitReminders() {
        return waitReminders;
    }

    /** When somebody was reminded last since it waits, UTC. */
    public @Nullable Instant waitRemindedAt() {
        return waitRemindedAt;
    }
}
