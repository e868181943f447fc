package org.countersign.dispatch;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** One answer of a supplier to an order. Answers are kept one by one; the last one counts. */
@Entity
@Table(name = "acknowledgements")
public class Acknowledgement {

    @Id
    @Column(name = "id")
    private String id;

    @Version
    private @Nullable Long version;

    @Column(name = "purchase_order")
    private String order;

    @Column(name = "sequence_number")
    private int sequence;

    @Column(name = "revision")
    private int revision;

    @Enumerated(EnumType.STRING)
    @Column(name = "response")
    private SupplierResponse response;

    @Column(name = "reference")
    private @Nullable String reference;

    @Column(name = "note")
    private @Nullable String note;

    @Column(name = "by_user")
    private String by;

    @Column(name = "recorded_at")
    private Instant at;

    @Enumerated(EnumType.STRING)
    @Column(name = "proposal")
    private ProposalState proposal;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "decision_note")
    private @Nullable String decisionNote;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "acknowledgement_lines", joinColumns = @JoinColumn(name = "acknowledgement"))
    private List<AcknowledgedLine> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Acknowledgement() {}

    Acknowledgement(
            PurchaseOrderNumber order,
            int revision,
            int sequence,
            SupplierResponse response,
            @Nullable String reference,
            @Nullable String note,
            List<AcknowledgedLine> lines,
            UserId by,
            Instant at) {
        this.id = UUID.randomUUID().toString();
        this.order = order.value();
        this.revision = revision;
        this.sequence = sequence;
        this.response = response;
        this.reference = reference;
        this.note = note;
        this.lines.addAll(lines);
        this.by = by.value();
        this.at = at;
        this.proposal = response == SupplierResponse.CHANGES_PROPOSED ? ProposalState.OPEN : ProposalState.NONE;
    }

    /** @throws org.countersign.shared.RuleViolation when more than dates would change (R11) */
    void accept(PurchaseOrder terms, UserId user, Instant when) {
        check(proposal == ProposalState.OPEN, DispatchRule.NO_PROPOSAL, order);
        check(changesDatesOnly(terms), DispatchRule.TERMS_NEED_CHANGE_ORDER, order);
        decide(ProposalState.ACCEPTED, user, when, null);
    }

    void reject(@Nullable String why, UserId user, Instant when) {
        check(proposal == ProposalState.OPEN, DispatchRule.NO_PROPOSAL, order);
        decide(ProposalState.REJECTED, user, when, why);
    }

    /** A change order of ours answers the proposal: what becomes of it is known when the change is decided (R11). */
    void takeOver(UserId user, Instant when) {
        check(proposal == ProposalState.OPEN, DispatchRule.NO_PROPOSAL, order);
        decide(ProposalState.IN_CHANGE, user, when, null);
    }

    /** The change order that answers it was decided. */
    void changeEnded(boolean applied, @Nullable String why, UserId user, Instant when) {
        check(proposal == ProposalState.IN_CHANGE, DispatchRule.NO_PROPOSAL, order);
        decide(applied ? ProposalState.ACCEPTED : ProposalState.REJECTED, user, when, why);
    }

    private void decide(ProposalState state, UserId user, Instant when, @Nullable String why) {
        proposal = state;
        decidedBy = user.value();
        decidedAt = when;
        decisionNote = why;
    }

    /** Whether quantities and prices stay as they were ordered. */
    public boolean changesDatesOnly(PurchaseOrder terms) {
        return lines.stream().allMatch(said -> {
            var ordered = terms.line(said.line());
            return (said.quantity() == null || said.quantity().compareTo(ordered.ordered()) == 0)
                    && (said.unitPrice() == null || said.unitPrice().compareTo(ordered.unitPrice()) == 0);
        });
    }

    /** The dates that it promises, by line. */
    public Map<Integer, LocalDate> promised() {
        var promised = new TreeMap<Integer, LocalDate>();
        for (var said : lines) {
            var date = said.promisedDate();
            if (date != null) {
                promised.put(said.line(), date);
            }
        }
        return promised;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The order that it answers. */
    public PurchaseOrderNumber order() {
        return new PurchaseOrderNumber(order);
    }

    /** The revision of the order that it answers; 1 is the original order. */
    public int revision() {
        return revision;
    }

    int sequence() {
        return sequence;
    }

    /** What the supplier answered. */
    public SupplierResponse response() {
        return response;
    }

    /** The supplier's own number for it. */
    public @Nullable String reference() {
        return reference;
    }

    /** The supplier's note, or its reason. */
    public @Nullable String note() {
        return note;
    }

    /** Who recorded it: the supplier by its link ({@code supplier:<number>}), or a purchasing agent. */
    public UserId by() {
        return new UserId(by);
    }

    /** When it was recorded, UTC. */
    public Instant at() {
        return at;
    }

    /** What became of the proposal, if it was one. */
    public ProposalState proposal() {
        return proposal;
    }

    /** Who decided about the proposal. */
    public @Nullable UserId decidedBy() {
        return decidedBy == null ? null : new UserId(decidedBy);
    }

    /** When the proposal was decided about, UTC. */
    public @Nullable Instant decidedAt() {
        return decidedAt;
    }

    /** Why the proposal was rejected. */
    public @Nullable String decisionNote() {
        return decisionNote;
    }

    /** What it says line by line, in the lines' order. */
    public List<AcknowledgedLine> lines() {
        return lines.stream()
                .sorted(Comparator.comparingInt(AcknowledgedLine::line))
                .toList();
    }
}
