package org.countersign.dispatch;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.purchasing.ChangeOrderDraft;
import org.countersign.purchasing.ChangeOrderEnded;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.ChangeOrderProposed;
import org.countersign.purchasing.ChangeOrderStatus;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.FieldCheck;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The suppliers' answers to orders, and what purchasing decides about their proposals. */
@Service
public class Acknowledgements {

    private static final int LONGEST_NOTE = 2000;
    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_USER = 64;
    private static final String PROPOSED = "As the supplier proposed";

    private final AcknowledgementRecords records;
    private final PurchaseOrderManagement orders;
    private final ChangeOrderManagement changes;
    private final ProposalAnswers answers;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Acknowledgements(
            AcknowledgementRecords records,
            PurchaseOrderManagement orders,
            ChangeOrderManagement changes,
            ProposalAnswers answers,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.orders = orders;
        this.changes = changes;
        this.answers = answers;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records an answer on the supplier's behalf.
     *
     * @throws org.countersign.shared.RuleViolation when the answer is faulty (422), while an earlier one waits for a
     *     decision, or when the order takes none any more (409)
     */
    @Transactional
    public Acknowledgement record(PurchaseOrderNumber number, SupplierAnswer answer, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        var order = orders.lock(number);
        check(!isPending(order), DispatchRule.ANSWER_PENDING, number);
        return keep(order, answer, actor);
    }

    /**
     * Records the answer that a supplier gives over its link; the link was proved by the caller.
     *
     * @param revision the revision of the order that the supplier saw
     * @throws org.countersign.shared.RuleViolation as for {@link #record}, and when the order was answered already, or
     *     changed since the supplier saw it (409)
     */
    @Transactional
    public Acknowledgement answeredBySupplier(PurchaseOrderNumber number, int revision, SupplierAnswer answer) {
        var order = orders.lock(number);
        check(revision == order.revision(), DispatchRule.CHANGED_MEANWHILE, number);
        check(takesAnswer(order), DispatchRule.ANSWERED_ALREADY, number);
        var acknowledgement = keep(order, answer, supplierOf(order));
        events.publishEvent(new SupplierAnswered(number, acknowledgement));
        return acknowledgement;
    }

    /** The supplier of an order, as the one who does something over its link. */
    static Actor supplierOf(PurchaseOrder order) {
        var name = "supplier:" + order.supplier();
        return new Actor(
                new UserId(name.length() <= LONGEST_USER ? name : name.substring(0, LONGEST_USER)), java.util.Set.of());
    }

    /**
     * Whether the supplier's page takes an answer: the order is out, nobody answered, or the last answer was a proposal
     * that purchasing rejected or a refusal that purchasing settled.
     */
    @Transactional(readOnly = true)
    public boolean takesAnswer(PurchaseOrder order) {
        if (!order.status().takesReceipts() || isPending(order)) {
            return false;
        }
        return latestOf(order.number())
                .filter(last -> last.revision() == order.revision())
                .map(last -> switch (last.response()) {
                    case ACCEPTED -> false;
                    case DECLINED -> order.acknowledgedAt() == null;
                    case CHANGES_PROPOSED -> last.proposal() == ProposalState.REJECTED;
                })
                .orElse(true);
    }

    private static boolean isPending(PurchaseOrder order) {
        return order.proposalPending() || order.declinedReason() != null;
    }

    private Acknowledgement keep(PurchaseOrder order, SupplierAnswer answer, Actor actor) {
        check(order.status().takesReceipts(), DispatchRule.NOT_ANSWERABLE, order.number(), order.status());
        var response = checked(order, answer);
        var lines = linesOf(answer).stream()
                .map(line -> new AcknowledgedLine(
                        Objects.requireNonNull(line.line()), line.quantity(), line.unitPrice(), line.promisedDate()))
                .toList();
        var sequence = latestOf(order.number()).map(last -> last.sequence() + 1).orElse(1);
        var acknowledgement = records.saveAndFlush(new Acknowledgement(
                order.number(),
                order.revision(),
                sequence,
                response,
                trimmed(answer.reference()),
                trimmed(answer.note()),
                lines,
                actor.user(),
                clock.instant()));
        audit.record(AuditEvent.of(order.number().document(), "purchase-order.answered", actor)
                .with("response", response.name())
                .with("reference", acknowledgement.reference())
                .with("note", acknowledgement.note())
                .with("lines", lines.stream().map(Acknowledgements::text).toList()));
        switch (response) {
            case ACCEPTED -> orders.acknowledged(order.number(), acknowledgement.promised(), actor);
            case DECLINED -> orders.declined(order.number(), Objects.requireNonNull(acknowledgement.note()), actor);
            case CHANGES_PROPOSED -> orders.changesProposed(order.number(), actor);
        }
        return acknowledgement;
    }

    private static SupplierResponse checked(PurchaseOrder order, SupplierAnswer answer) {
        var check = new FieldCheck()
                .that(answer.response() != null, "response", "is one of ACCEPTED, DECLINED, CHANGES_PROPOSED")
                .atMost(answer.reference(), "reference", LONGEST_REFERENCE)
                .atMost(answer.note(), "note", LONGEST_NOTE);
        var lines = linesOf(answer);
        var seen = new HashSet<Integer>();
        var changes = 0;
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var field = "lines[" + i + "]";
            var number = line.line();
            var known = number != null && number >= 1 && number <= order.lines().size();
            check.that(
                            known,
                            field + ".line",
                            "is a line of the order, from 1 to " + order.lines().size())
                    .that(number == null || seen.add(number), field + ".line", "occurs once")
                    .that(
                            line.quantity() == null || line.quantity().signum() >= 0,
                            field + ".quantity",
                            "is zero or more")
                    .digits(line.quantity(), field + ".quantity", 13, 6)
                    .that(
                            line.unitPrice() == null || line.unitPrice().signum() >= 0,
                            field + ".unitPrice",
                            "is zero or more")
                    .digits(line.unitPrice(), field + ".unitPrice", 13, 8);
            if (known && number != null) {
                var ordered = order.line(number);
                var otherTerms =
                        differs(line.quantity(), ordered.ordered()) || differs(line.unitPrice(), ordered.unitPrice());
                var asked = ordered.promisedDate() == null ? ordered.requestedDate() : ordered.promisedDate();
                changes += otherTerms
                                || (line.promisedDate() != null
                                        && !line.promisedDate().equals(asked))
                        ? 1
                        : 0;
                check.that(
                        answer.response() != SupplierResponse.ACCEPTED || !otherTerms,
                        field,
                        "differs from the order; propose changes instead of accepting");
            }
        }
        if (answer.response() == SupplierResponse.DECLINED) {
            check.that(trimmed(answer.note()) != null, "note", "is required: why is the order declined?");
        }
        if (answer.response() == SupplierResponse.CHANGES_PROPOSED) {
            check.that(
                    changes > 0,
                    "lines",
                    "propose no change: give another date, quantity or price for one line at least");
        }
        check.demand(DispatchRule.ANSWER_INCOMPLETE);
        return Objects.requireNonNull(answer.response());
    }

    private static boolean differs(@Nullable BigDecimal said, BigDecimal ordered) {
        return said != null && said.compareTo(ordered) != 0;
    }

    private static List<SupplierAnswer.Line> linesOf(SupplierAnswer answer) {
        var lines = new ArrayList<SupplierAnswer.Line>();
        if (answer.lines() != null) {
            answer.lines().stream().filter(Objects::nonNull).forEach(lines::add);
        }
        return lines;
    }

    private static String text(AcknowledgedLine line) {
        var text = new StringBuilder("line " + line.line());
        if (line.quantity() != null) {
            text.append(", quantity ")
                    .append(line.quantity().stripTrailingZeros().toPlainString());
        }
        if (line.unitPrice() != null) {
            text.append(", unit price ")
                    .append(line.unitPrice().stripTrailingZeros().toPlainString());
        }
        if (line.promisedDate() != null) {
            text.append(", promised ").append(line.promisedDate());
        }
        return text.toString();
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    /** The last answer to an order. */
    @Transactional(readOnly = true)
    public Optional<Acknowledgement> latestOf(PurchaseOrderNumber number) {
        return records.findFirstByOrderOrderBySequenceDesc(number.value());
    }

    /**
     * A purchasing agent accepts what the supplier proposes: dates at once; where quantities or prices differ it becomes a
     * change order with just these terms, and the policy says whether it has to be approved (R11).
     *
     * @param note why, for the change order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void acceptProposal(PurchaseOrderNumber number, @Nullable String note, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        var order = orders.lock(number);
        var proposal = openProposal(number);
        if (!proposal.changesDatesOnly(order)) {
            changes.propose(number, changeOf(proposal, order, trimmed(note)), actor);
            return;
        }
        proposal.accept(order, actor.user(), clock.instant());
        orders.proposalAccepted(number, proposal.promised(), actor);
        answers.tell(order, proposal);
    }

    /** A purchasing agent rejects the supplier's proposal: the order stands as it was, and the supplier may answer anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejectProposal(PurchaseOrderNumber number, @Nullable String note, Actor actor) {
        actor.mustBeIn(Group.PURCHASING_AGENT);
        var order = orders.lock(number);
        var proposal = openProposal(number);
        proposal.reject(trimmed(note), actor.user(), clock.instant());
        orders.proposalRejected(number, trimmed(note), actor);
        answers.tell(order, proposal);
    }

    /** The proposal as a change order: its quantities and prices; its dates are promised once that is applied (R23). */
    private static ChangeOrderDraft changeOf(Acknowledgement proposal, PurchaseOrder order, @Nullable String note) {
        return new ChangeOrderDraft(
                note == null ? PROPOSED : note,
                order.revision(),
                proposal.lines().stream()
                        .filter(line -> line.quantity() != null || line.unitPrice() != null)
                        .map(line -> ChangeOrderDraft.Line.terms(line.line(), line.quantity(), line.unitPrice(), null))
                        .toList());
    }

    /** A change order answers the open proposal, if there is one. */
    @EventListener
    void on(ChangeOrderProposed proposed) {
        var order = orders.lock(proposed.order());
        if (order.proposalPending()) {
            openProposal(order.number()).takeOver(proposed.by().user(), clock.instant());
            orders.proposalTakenOver(order.number(), proposed.change(), proposed.by());
            changes.proposalTakenOver(order);
        }
    }

    /**
     * What became of the change order became of the proposal that it answers. Where another answer came meanwhile, that one
     * counts: the dates of the old one are not promised, and nobody is told of it.
     */
    @EventListener
    void on(ChangeOrderEnded ended) {
        if (ended.status() == ChangeOrderStatus.UNFIT) {
            return;
        }
        var applied = ended.status() == ChangeOrderStatus.APPLIED;
        records.findFirstByOrderAndProposalOrderBySequenceDesc(ended.order().value(), ProposalState.IN_CHANGE)
                .ifPresent(proposal -> {
                    var order = orders.lock(ended.order());
                    proposal.changeEnded(applied, null, ended.by(), clock.instant());
                    if (!isLast(proposal)) {
                        return;
                    }
                    if (applied) {
                        orders.promised(ended.order(), proposal.promised());
                    }
                    if (!applied && order.status().takesReceipts()) {
                        answers.tell(order, proposal);
                    }
                });
    }

    private boolean isLast(Acknowledgement answer) {
        return latestOf(answer.order())
                .filter(last -> last.sequence() == answer.sequence())
                .isPresent();
    }

    /** Whether a proposal of the supplier waits for purchasing's answer. */
    @Transactional(readOnly = true)
    public boolean isProposalOpen(PurchaseOrderNumber number) {
        return latestOf(number)
                .filter(last -> last.proposal() == ProposalState.OPEN)
                .isPresent();
    }

    private Acknowledgement openProposal(PurchaseOrderNumber number) {
        return latestOf(number)
                .filter(last -> last.proposal() == ProposalState.OPEN)
                .orElseThrow(() -> new org.countersign.shared.RuleViolation(DispatchRule.NO_PROPOSAL, number));
    }
}
