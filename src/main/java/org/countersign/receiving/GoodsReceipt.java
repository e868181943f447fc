package org.countersign.receiving;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Units;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * What arrived with one delivery, line by line. How much came never changes once it counts: what went back is a return of its
 * own, what failed its inspection is noted beside it, and what was booked by mistake is reversed as a whole, with a reason.
 */
@Entity
@Table(name = "goods_receipts")
public class GoodsReceipt {

    @Id
    @Column(name = "number")
    private String number;

    @Version
    private @Nullable Long version;

    @Column(name = "purchase_order")
    private String purchaseOrder;

    @Column(name = "delivery_note")
    private @Nullable String deliveryNote;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "booked_at")
    private Instant bookedAt;

    @Column(name = "booked_by")
    private String bookedBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private ReceiptState state;

    @Column(name = "form")
    private @Nullable String form;

    @Column(name = "rest_of")
    private @Nullable String restOf;

    @Column(name = "counted")
    private boolean counted;

    @Column(name = "counted_at")
    private @Nullable Instant countedAt;

    @Column(name = "reversal_reason")
    private @Nullable String reversalReason;

    @Column(name = "reversed_at")
    private @Nullable Instant reversedAt;

    @Column(name = "reversed_by")
    private @Nullable String reversedBy;

    @Column(name = "inspectors")
    private @Nullable String inspectors;

    @Transient
    private @Nullable GoodsReceipt waiting;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "goods_receipt_lines", joinColumns = @JoinColumn(name = "receipt"))
    @OrderColumn(name = "line_index")
    private List<Line> lines = new ArrayList<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected GoodsReceipt() {}

    GoodsReceipt(
            String number,
            String purchaseOrder,
            @Nullable String deliveryNote,
            Instant receivedAt,
            Instant bookedAt,
            UserId bookedBy,
            ReceiptState state,
            @Nullable String form,
            List<Line> lines) {
        this.number = number;
        this.purchaseOrder = purchaseOrder;
        this.deliveryNote = deliveryNote;
        this.receivedAt = receivedAt;
        this.bookedAt = bookedAt;
        this.bookedBy = bookedBy.value();
        this.state = state;
        this.form = form;
        if (state == ReceiptState.BOOKED) {
            counts(bookedAt);
        }
        this.lines.addAll(lines);
    }

    /** From now on its lines count on the order. */
    private void counts(Instant at) {
        counted = true;
        countedAt = at;
    }

    /** All of it is kept. */
    void keep(Instant at) {
        check(state.isUndecided(), ReceivingRule.ALREADY_HANDLED, number);
        state = state == ReceiptState.LATE ? ReceiptState.LATE_KEPT : ReceiptState.SURPLUS_KEPT;
        counts(at);
    }

    /** Nothing of it is kept. */
    void sendBack() {
        check(state.isUndecided(), ReceivingRule.ALREADY_HANDLED, number);
        state = state == ReceiptState.LATE ? ReceiptState.LATE_SENT_BACK : ReceiptState.SURPLUS_SENT_BACK;
    }

    /**
     * What the order takes is kept, the rest is refused.
     *
     * @param accepted the same lines with what is refused now
     */
    void keepPart(List<Line> accepted, Instant at) {
        check(state.isUndecided(), ReceivingRule.ALREADY_HANDLED, number);
        lines.clear();
        lines.addAll(accepted);
        state = ReceiptState.BOOKED;
        counts(at);
    }

    /** Lines of it wait for an inspection by one of these groups. */
    void awaitInspection(Set<String> groups, Set<Integer> concerned) {
        inspectors = String.join(",", new TreeSet<>(groups));
        lines.replaceAll(line -> concerned.contains(line.line()) ? line.toInspect() : line);
    }

    /** One line was inspected. */
    void inspected(int line, BigDecimal failed, @Nullable String finding, Instant at) {
        lines.replaceAll(one -> one.line() == line ? one.inspected(failed, finding, at) : one);
    }

    void waits(GoodsReceipt rest) {
        waiting = rest;
        rest.restOf = number;
    }

    void reverse(String reason, UserId by, Instant at) {
        check(state != ReceiptState.REVERSED, ReceivingRule.ALREADY_REVERSED, number);
        check(counted, ReceivingRule.NOTHING_TO_REVERSE, number);
        state = ReceiptState.REVERSED;
        counted = false;
        reversalReason = reason;
        reversedBy = by.value();
        reversedAt = at;
    }

    /** Its number. */
    public DocumentNumber number() {
        return new DocumentNumber(number);
    }

    /** Number of the order. */
    public String purchaseOrder() {
        return purchaseOrder;
    }

    /** The supplier's delivery note. */
    public @Nullable String deliveryNote() {
        return deliveryNote;
    }

    /** When the goods came, UTC. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** When it was booked, UTC. */
    public Instant bookedAt() {
        return bookedAt;
    }

    /** Who booked it. */
    public UserId bookedBy() {
        return new UserId(bookedBy);
    }

    /** What became of it. */
    public ReceiptState state() {
        return state;
    }

    /** Groups that inspect it; none where nobody has to. */
    public Set<String> inspectors() {
        return inspectors == null ? Set.of() : Set.of(inspectors.split(",", -1));
    }

    /** Whether something of it waits for its inspection. */
    public boolean awaitsInspection() {
        return counted && lines.stream().anyMatch(line -> line.uninspected().signum() > 0);
    }

    /** Whether its lines count on the order as received. */
    public boolean isCounted() {
        return counted;
    }

    /** Why it was reversed; null where it was not. */
    public @Nullable String reversalReason() {
        return reversalReason;
    }

    /** When it was reversed, UTC. */
    public @Nullable Instant reversedAt() {
        return reversedAt;
    }

    /** Who reversed it. */
    public @Nullable UserId reversedBy() {
        return reversedBy == null ? null : new UserId(reversedBy);
    }

    /**
     * What came with the same delivery and waits for a person's decision; known only where it was just booked.
     */
    public @Nullable GoodsReceipt waiting() {
        return waiting;
    }

    /** What arrived. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /**
     * What arrived of one order line.
     *
     * @param line number of the order line
     * @param quantity everything that arrived, in its unit as all that follows
     * @param rejected the part of it that was refused
     * @param reason why it was refused
     * @param uninspected the part of it that waits for its inspection
     * @param failed the part of it that failed its inspection
     * @param finding why it failed
     * @param inspectedAt when it was inspected, UTC
     * @param lot the supplier's lot or batch number
     * @param serials serial numbers of the pieces, one a line of text
     * @param unit in which it was counted; null for the unit of the order line
     * @param acceptance how it was accepted where nobody counted it; null where somebody did
     */
    @Embeddable
    public record Line(
            @Column(name = "order_line") int line,
            @Column(name = "quantity") BigDecimal quantity,
            @Column(name = "rejected") BigDecimal rejected,
            @Column(name = "reason") @Nullable String reason,
            @Column(name = "uninspected") BigDecimal uninspected,
            @Column(name = "failed") BigDecimal failed,
            @Column(name = "finding") @Nullable String finding,
            @Column(name = "inspected_at") @Nullable Instant inspectedAt,
            @Column(name = "lot") @Nullable String lot,
            @Column(name = "serials") @Nullable String serials,
            @Column(name = "unit") @Nullable String unit,
            @Nullable Acceptance acceptance) {

        static Line arrived(
                int line, BigDecimal quantity, BigDecimal rejected, @Nullable String reason, @Nullable String unit) {
            return new Line(
                    line,
                    quantity,
                    rejected,
                    reason,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    null,
                    null,
                    null,
                    unit,
                    null);
        }

        /** The unit of its quantities: its own where it was booked in another one than the order line's. */
        public String unitOr(String ofOrderLine) {
            return unit == null ? ofOrderLine : unit;
        }

        /** The same in the unit in which the order line counts: what is refused of it comes out exactly there. */
        Line countedBy(Units units) {
            if (units.isPlain() && unit == null) {
                return this;
            }
            return new Line(
                    line,
                    units.count(quantity, unit).orElseThrow(),
                    units.count(rejected, unit).orElseThrow(),
                    reason,
                    units.count(uninspected, unit).orElseThrow(),
                    units.count(failed, unit).orElseThrow(),
                    finding,
                    inspectedAt,
                    lot,
                    serials,
                    units.counting().equals(units.own()) ? null : units.counting(),
                    acceptance);
        }

        /** Its serial numbers, parted by commas; empty where it has none. */
        public String serialsInOneLine() {
            return serials == null ? "" : serials.replace("\n", ", ");
        }

        List<String> serialNumbers() {
            return serials == null ? List.of() : List.of(serials.split("\n", -1));
        }

        Line labelled(@Nullable String ofLot, @Nullable String numbers) {
            return new Line(
                    line,
                    quantity,
                    rejected,
                    reason,
                    uninspected,
                    failed,
                    finding,
                    inspectedAt,
                    ofLot,
                    numbers,
                    unit,
                    acceptance);
        }

        Line acceptedAs(Acceptance said) {
            return new Line(
                    line,
                    quantity,
                    rejected,
                    reason,
                    uninspected,
                    failed,
                    finding,
                    inspectedAt,
                    lot,
                    serials,
                    unit,
                    said);
        }

        Line refused(BigDecimal more, String why) {
            return new Line(
                    line,
                    quantity,
                    rejected.add(more),
                    why,
                    uninspected,
                    failed,
                    finding,
                    inspectedAt,
                    lot,
                    serials,
                    unit,
                    acceptance);
        }

        Line toInspect() {
            return new Line(
                    line,
                    quantity,
                    rejected,
                    reason,
                    quantity.subtract(rejected),
                    BigDecimal.ZERO,
                    null,
                    null,
                    lot,
                    serials,
                    unit,
                    acceptance);
        }

        Line inspected(BigDecimal refused, @Nullable String why, Instant at) {
            return new Line(
                    line,
                    quantity,
                    rejected,
                    reason,
                    BigDecimal.ZERO,
                    failed.add(refused),
                    why,
                    at,
                    lot,
                    serials,
                    unit,
                    acceptance);
        }
    }
}
