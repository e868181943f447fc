package org.countersign.purchasing;

import static org.countersign.purchasing.OrderStatus.*;
import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.countersign.purchasing.PurchaseOrderManagement.Inspected;
import org.countersign.purchasing.PurchaseOrderManagement.Receipt;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/**
 * The numbered legal document sent to one supplier. Its statuses are derived from its lines, never from a percentage.
 */
@Entity
@Table(name = "purchase_orders")
public class PurchaseOrder {

    @Id
    @Column(name = "number")
    private String number;

    @Version
    private @Nullable Long version;

    @Column(name = "requisition")
    private String requisition;

    @Column(name = "requester")
    private String requester;

    @Column(name = "supplier")
    private String supplier;

    @Column(name = "title")
    private String title;

    @Column(name = "currency")
    private String currency;

    @Column(name = "payment_terms")
    private @Nullable String paymentTerms;

    @Column(name = "location")
    private @Nullable String location;

    @Column(name = "total")
    private BigDecimal total;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private OrderStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "invoicing_status")
    private InvoicingStatus invoicingStatus;

    @Enumerated(EnumType.STRING)
    @Column(name = "payment_status")
    private PaymentStatus paymentStatus;

    @Column(name = "change_pending")
    private boolean proposalPending;

    @Column(name = "open_change")
    private @Nullable Integer openChange;

    @Column(name = "revision")
    private int revision = 1;

    @Column(name = "first_revision")
    private int firstRevision = 1;

    @Column(name = "revised_at")
    private @Nullable Instant revisedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "dispatched_at")
    private @Nullable Instant dispatchedAt;

    @Column(name = "acknowledged_at")
    private @Nullable Instant acknowledgedAt;

    @Column(name = "settled_at")
    private @Nullable Instant settledAt;

    @Column(name = "declined_reason")
    private @Nullable String declinedReason;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    @Column(name = "next_delivery")
    private @Nullable LocalDate nextDelivery;

    @Column(name = "announced")
    private boolean announced;

    @Column(name = "due_by")
    private @Nullable LocalDate dueBy;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @OrderBy("line")
    private List<PurchaseOrderLine> lines = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "purchase_order_invoices", joinColumns = @JoinColumn(name = "purchase_order"))
    private Set<OrderInvoice> invoices = new HashSet<>();

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PurchaseOrder() {}

    PurchaseOrder(
            PurchaseOrderNumber number,
            Requisition requisition,
            String supplier,
            @Nullable String paymentTerms,
            Instant at) {
        this.number = number.value();
        this.requisition = requisition.number().value();
        this.requester = requisition.requester().value();
        this.supplier = supplier;
        this.title = requisition.title();
        this.currency = requisition.currency().getCurrencyCode();
        this.paymentTerms = paymentTerms;
        this.location = requisition.location();
        this.status = CREATED;
        this.invoicingStatus = InvoicingStatus.NOT_INVOICED;
        this.paymentStatus = PaymentStatus.UNPAID;
        this.createdAt = at;
        for (var line : requisition.lines()) {
            if (supplier.equals(line.supplier()) && !line.isRejected()) {
                lines.add(new PurchaseOrderLine(
                        this,
                        lines.size() + 1,
                        line,
                        line.costCenter() == null ? requisition.costCenter() : line.costCenter(),
                        line.deliveryDate() == null ? requisition.neededBy() : line.deliveryDate()));
            }
        }
        check(!lines.isEmpty(), PurchasingRule.NO_LINES_FOR_SUPPLIER, requisition.number(), supplier);
        this.total = lines.stream()
                .map(PurchaseOrderLine::amount)
                .reduce(Money.zero(currency()).rounded(), Money::plus)
                .amount();
        deriveDueBy();
    }

    void dispatched(Instant at) {
        check(status == CREATED, PurchasingRule.NOT_DISPATCHABLE, number, status);
        check(openChange == null, PurchasingRule.CHANGE_BEFORE_DISPATCH, String.valueOf(openChange), number);
        status = DISPATCHED;
        dispatchedAt = at;
        deriveNextDelivery();
    }

    void acknowledged(Map<Integer, LocalDate> promised, Instant at) {
        expectAnswerable();
        promise(promised);
        acknowledgedAt = at;
        deriveStatus();
    }

    void declined(String reason) {
        expectAnswerable();
        check(acknowledgedAt == null, PurchasingRule.NOT_AWAITING_ANSWER, number, "accepted already");
        check(
                lines.stream().allMatch(line -> line.received().signum() == 0),
                PurchasingRule.NOT_AWAITING_ANSWER,
                number,
                status);
        declinedReason = reason;
    }

    void declineConfirmed() {
        check(declinedReason != null, PurchasingRule.NOT_DECLINED, number);
        demandPaidSettled();
        status = OrderStatus.DECLINED;
        endReason = declinedReason;
        deriveNextDelivery();
        deriveDueBy();
    }

    void declineOverruled() {
        check(declinedReason != null, PurchasingRule.NOT_DECLINED, number);
        declinedReason = null;
    }

    void changeProposed() {
        expectAnswerable();
        check(acknowledgedAt == null, PurchasingRule.NOT_AWAITING_ANSWER, number, "accepted already");
        proposalPending = true;
    }

    void proposalAccepted(Map<Integer, LocalDate> promised, Instant at) {
        check(proposalPending, PurchasingRule.NO_PROPOSAL, number);
        promise(promised);
        proposalPending = false;
        acknowledgedAt = at;
        deriveStatus();
    }

    void proposalRejected() {
        check(proposalPending, PurchasingRule.NO_PROPOSAL, number);
        proposalPending = false;
    }

    void proposalTakenOver() {
        check(proposalPending, PurchasingRule.NO_PROPOSAL, number);
        proposalPending = false;
    }

    void changeOpened(int change) {
        check(openChange == null, PurchasingRule.CHANGE_OPEN, String.valueOf(openChange), number);
        openChange = change;
    }

    void changeEnded() {
        openChange = null;
    }

    /** @throws org.countersign.shared.RuleViolation when the order as a whole cannot be changed as it stands (409) */
    void demandChangeable() {
        check(status == CREATED || status.takesReceipts(), PurchasingRule.NOT_CHANGEABLE, number, status);
        check(declinedReason == null, PurchasingRule.CHANGE_AWAITS_ANSWER, number);
    }

    /** Whether it is still as somebody read it who would change it; what came between is named. */
    void demandAsRead(PurchaseOrder read) {
        check(dispatchedAt == null || read.dispatchedAt != null, PurchasingRule.CHANGE_SENT_MEANWHILE, number);
        var answered = acknowledgedAt != null && !acknowledgedAt.equals(read.acknowledgedAt)
                || declinedReason != null && read.declinedReason == null
                || proposalPending && !read.proposalPending;
        check(!answered, PurchasingRule.CHANGE_ANSWERED_MEANWHILE, number);
        check(version() == read.version(), PurchasingRule.CHANGE_OVERTAKEN, number);
    }

    /**
     * Whether new terms fit what has happened to the order: nothing falls below what is here or invoiced, and the price of
     * what is invoiced stays.
     *
     * @throws org.countersign.shared.RuleViolation with the first reason why they do not (409)
     */
    void demandFit(Collection<ChangeOrderLine> changes) {
        demandChangeable();
        for (var change : changes) {
            if (!change.isAdded()) {
                var line = line(change.line());
                line.demandFit(change);
                check(
                        change.newPrice().compareTo(line.unitPrice()) == 0
                                || invoices.stream().noneMatch(OrderInvoice::isRecalled),
                        PurchasingRule.PAID_KEEPS_PRICES,
                        change.line());
            }
        }
    }

    /** What it would come to with these terms. */
    Money totalWith(Collection<ChangeOrderLine> changes) {
        var sum = Money.zero(currency()).rounded();
        for (var line : lines) {
            sum = sum.plus(changes.stream()
                    .filter(change -> change.line() == line.line())
                    .findFirst()
                    .map(change -> change.newAmount(currency()))
                    .orElseGet(line::amount));
        }
        for (var change : changes) {
            sum = change.isAdded() ? sum.plus(change.newAmount(currency())) : sum;
        }
        return sum;
    }

    /**
     * Takes new terms as its next revision; the supplier has to answer to them again (R11). Who has not got the order yet
     * gets these terms as the first ones.
     */
    void revise(Collection<ChangeOrderLine> changes, Instant at) {
        demandFit(changes);
        check(!proposalPending, PurchasingRule.CHANGE_AWAITS_ANSWER, number);
        for (var change : changes) {
            if (change.isAdded()) {
                check(change.line() == lines.size() + 1, PurchasingRule.UNKNOWN_LINE, number, change.line());
                lines.add(new PurchaseOrderLine(this, change));
            } else {
                line(change.line()).revise(change);
            }
        }
        total = totalWith(List.of()).amount();
        revision++;
        firstRevision = status == CREATED ? revision : firstRevision;
        revisedAt = at;
        acknowledgedAt = null;
        openChange = null;
        deriveStatus();
    }

    private void expectAnswerable() {
        check(status.takesReceipts(), PurchasingRule.NOT_AWAITING_ANSWER, number, status);
        check(declinedReason == null && !proposalPending, PurchasingRule.ANSWER_UNDECIDED, number);
    }

    void promised(Map<Integer, LocalDate> dates) {
        promise(dates);
        deriveStatus();
    }

    private void promise(Map<Integer, LocalDate> promised) {
        promised.forEach((line, date) -> line(line).promise(date));
    }

    /**
     * What arrived with one receipt. Where the order stands follows from all of its lines, so it is derived once for the
     * whole document, not once for each of its lines.
     *
     * @param policy of a line, asked only where it matters
     */
    void receive(Collection<Receipt> receipts, Function<PurchaseOrderLine, ReceiptPolicy> policy) {
        check(status.takesReceipts(), PurchasingRule.NOT_RECEIVABLE, number, status);
        for (var receipt : receipts) {
            var line = line(receipt.line());
            line.receive(receipt.quantity(), receipt.rejected(), () -> policy.apply(line));
        }
        deriveStatus();
    }

    /** What went back with one return, by line. */
    void giveBack(Map<Integer, BigDecimal> quantities) {
        demandGoodsCount();
        quantities.forEach((line, quantity) -> line(line).giveBack(quantity));
        deriveStatus();
    }

    /** Goods that came late are kept; how many were ordered does not change by it. */
    void keepLate(Collection<Receipt> receipts) {
        demandGoodsCount();
        receipts.forEach(receipt -> line(receipt.line()).keepLate(receipt.quantity(), receipt.rejected()));
        deriveStatus();
    }

    void awaitInspection(int line, BigDecimal quantity) {
        line(line).awaitInspection(quantity);
    }

    void inspected(Map<Integer, Inspected> results) {
        results.forEach((line, result) -> line(line).inspected(result.waiting(), result.failed()));
        deriveStatus();
    }

    /**
     * A receipt was booked by mistake; what it booked never arrived (R13).
     *
     * @param uninspected the part of it by line that waits for its inspection
     * @param byInvoice whether a line counts as received by its invoice
     */
    void reverse(Collection<Receipt> receipts, Map<Integer, BigDecimal> uninspected, IntPredicate byInvoice) {
        demandGoodsCount();
        for (var receipt : receipts) {
            line(receipt.line())
                    .reverse(
                            receipt.quantity(),
                            receipt.rejected(),
                            uninspected.getOrDefault(receipt.line(), BigDecimal.ZERO),
                            byInvoice.test(receipt.line()));
        }
        deriveStatus();
    }

    private void demandGoodsCount() {
        check(
                status.takesReceipts() || status == CLOSED_SHORT || status == CLOSED,
                PurchasingRule.NOT_RECEIVABLE,
                number,
                status);
    }

    /** Lines that were closed short are expected again (R17); none chosen means all of them. */
    void reopen(Collection<Integer> chosen) {
        check(
                status.takesReceipts() || status == CLOSED_SHORT && !hasEnded(),
                PurchasingRule.NOT_REOPENABLE,
                number,
                status);
        var reopening = (chosen.isEmpty()
                        ? lines
                        : chosen.stream().map(this::line).toList())
                .stream().filter(PurchaseOrderLine::isClosed).toList();
        check(!reopening.isEmpty(), PurchasingRule.NOTHING_CLOSED, number);
        reopening.forEach(PurchaseOrderLine::reopen);
        if (status == CLOSED_SHORT) {
            status = DISPATCHED;
            endReason = null;
        }
        deriveStatus();
    }

    void closeShort(Collection<Integer> chosen, String reason) {
        check(status.takesReceipts(), PurchasingRule.NOT_CLOSABLE, number, status);
        var closing = (chosen.isEmpty()
                        ? lines
                        : chosen.stream().map(this::line).toList())
                .stream().filter(line -> line.open().signum() > 0).toList();
        check(!closing.isEmpty(), PurchasingRule.NOTHING_OPEN, number);
        closing.forEach(line -> line.closeShort(reason));
        if (nothingOpen()) {
            status = CLOSED_SHORT;
            endReason = reason;
        }
        deriveStatus();
    }

    void cancel(String reason) {
        check(status == CREATED || status.takesReceipts(), PurchasingRule.NOT_CANCELLABLE, number, status);
        check(
                lines.stream().allMatch(line -> line.net().signum() == 0),
                PurchasingRule.RECEIPTS_FORBID_CANCELLATION,
                number);
        check(
                lines.stream().allMatch(line -> line.invoiced().signum() == 0),
                PurchasingRule.INVOICES_FORBID_CANCELLATION,
                number);
        demandPaidSettled();
        status = CANCELLED;
        endReason = reason;
        proposalPending = false;
        deriveNextDelivery();
        deriveDueBy();
    }

    void invoiced(String invoice, Map<Integer, BigDecimal> quantities, Set<Integer> twoWay, BigDecimal payable) {
        quantities.forEach((line, quantity) -> {
            line(line).invoice(quantity);
            if (twoWay.contains(line)) {
                line(line).receiveByInvoice(quantity);
            }
        });
        var paid = invoices.stream()
                .filter(known -> known.invoice().equals(invoice))
                .map(OrderInvoice::paid)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        invoices.removeIf(known -> known.invoice().equals(invoice));
        invoices.add(new OrderInvoice(invoice, payable, paid));
        deriveStatus();
    }

    /**
     * The invoice no longer counts until it is matched again. What was paid of it stays with the order, and so does what it
     * made count as received: the next match books it again, or {@link #endReceiptByInvoice} takes it back.
     */
    void invoiceRecalled(String invoice, Map<Integer, BigDecimal> quantities) {
        quantities.forEach((line, quantity) -> line(line).invoice(quantity.negate()));
        invoices = new HashSet<>(invoices.stream()
                .filter(known -> !known.invoice().equals(invoice) || known.isTouched())
                .map(known -> known.invoice().equals(invoice) ? known.stopped() : known)
                .toList());
        deriveStatus();
    }

    boolean endReceiptByInvoice(Set<Integer> twoWay) {
        boolean any = false;
        for (var line : twoWay) {
            any |= line(line).endReceiptByInvoice();
        }
        deriveStatus();
        return any;
    }

    private void demandPaidSettled() {
        check(
                invoices.stream().allMatch(known -> !known.isTouched() || known.isPaid()),
                PurchasingRule.PAID_FORBIDS_CANCELLATION,
                number);
    }

    void invoiceRejected(String invoice, Map<Integer, BigDecimal> quantities, Set<Integer> twoWay) {
        quantities.forEach((line, quantity) -> {
            line(line).invoice(quantity.negate());
            if (twoWay.contains(line)) {
                if (quantity.signum() < 0) {
                    line(line).receiveByInvoice(quantity.negate());
                } else {
                    line(line).endReceiptByInvoice();
                }
            }
        });
        invoices.removeIf(known -> known.invoice().equals(invoice));
        deriveStatus();
    }

    void paid(String invoice, BigDecimal paidInAll) {
        invoices = new HashSet<>(invoices.stream()
                .map(known -> known.invoice().equals(invoice) ? known.paid(paidInAll) : known)
                .filter(known -> !known.isRecalled() || known.isTouched())
                .toList());
        deriveStatus();
    }

    /** What of a prepayment for this order no invoice has used yet; zero ends it. */
    void prepaid(String prepayment, BigDecimal open) {
        invoices = new HashSet<>(invoices.stream()
                .filter(known -> !known.invoice().equals(prepayment))
                .toList());
        if (open.signum() != 0) {
            invoices.add(new OrderInvoice(prepayment, BigDecimal.ZERO, open));
        }
        deriveStatus();
    }

    /**
     * It had come to its end, and is not settled any more: a payment of it was taken back.
     *
     * @return whether that is so
     */
    boolean reopenUnsettled() {
        if (isSettled() || !(status == CLOSED || status == CLOSED_SHORT && settledAt != null)) {
            return false;
        }
        settledAt = null;
        if (status == CLOSED) {
            status = RECEIVED;
        }
        deriveStatus();
        return true;
    }

    void close(Instant at) {
        check(isSettled(), PurchasingRule.NOT_SETTLED, number, status, invoicingStatus, paymentStatus);
        settledAt = at;
        if (status == RECEIVED) {
            status = CLOSED;
        }
    }

    private void deriveDueBy() {
        dueBy = null;
        if (status == CREATED || status.takesReceipts()) {
            for (var line : lines) {
                var day = line.open().signum() > 0 ? line.dueBy() : null;
                dueBy = day != null && (dueBy == null || day.isBefore(dueBy)) ? day : dueBy;
            }
        }
    }

    private void deriveStatus() {
        if (status == DISPATCHED || status == ACKNOWLEDGED || status == PARTIALLY_RECEIVED || status == RECEIVED) {
            if (nothingOpen()) {
                status = RECEIVED;
            } else if (lines.stream().anyMatch(line -> line.net().signum() > 0)) {
                status = PARTIALLY_RECEIVED;
            } else {
                status = acknowledgedAt == null ? DISPATCHED : ACKNOWLEDGED;
            }
        }
        deriveDueBy();
        boolean any = lines.stream().anyMatch(line -> line.invoiced().signum() > 0);
        boolean all = lines.stream().allMatch(PurchaseOrderLine::isInvoiced);
        boolean free = all
                && lines.stream().anyMatch(line -> line.isFree() && line.net().signum() > 0);
        boolean claimed = invoices.stream().anyMatch(known -> !known.isPrepaid());
        invoicingStatus = all && (any || free || claimed || status == CLOSED_SHORT)
                ? InvoicingStatus.INVOICED
                : any ? InvoicingStatus.PARTIALLY_INVOICED : InvoicingStatus.NOT_INVOICED;
        if (invoicingStatus == InvoicingStatus.INVOICED && invoices.stream().allMatch(OrderInvoice::isPaid)) {
            paymentStatus = PaymentStatus.PAID;
        } else {
            paymentStatus = invoices.stream().anyMatch(OrderInvoice::isTouched)
                    ? PaymentStatus.PARTIALLY_PAID
                    : PaymentStatus.UNPAID;
        }
        deriveNextDelivery();
    }

    /** Lists ask for it by an index, so it is kept beside the lines that it follows from. */
    private void deriveNextDelivery() {
        nextDelivery = status.takesReceipts()
                ? lines.stream()
                        .filter(line -> line.open().signum() > 0)
                        .map(PurchaseOrderLine::expectedDate)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }

    private boolean nothingOpen() {
        return lines.stream().allMatch(line -> line.open().signum() == 0);
    }

    /** Whether it is received (or closed short), invoiced and paid. */
    public boolean isSettled() {
        return (status == RECEIVED || status == CLOSED_SHORT || status == CLOSED)
                && invoicingStatus == InvoicingStatus.INVOICED
                && paymentStatus == PaymentStatus.PAID;
    }

    /**
     * Whether an invoice can match: until it is closed, and after that as long as goods are here that came late, were kept
     * and are not invoiced, or a credit is expected for goods that went back.
     */
    public boolean takesInvoices() {
        return status.takesInvoices()
                || status == CLOSED
                        && lines.stream()
                                .anyMatch(line -> !line.isFree() && line.net().compareTo(line.invoiced()) > 0
                                        || line.creditExpected().signum() > 0);
    }

    /** Whether lines that were closed short can be expected again: some are, and the order has not come to its end. */
    public boolean isReopenable() {
        return lines.stream().anyMatch(PurchaseOrderLine::isClosed)
                && (status.takesReceipts() || status == CLOSED_SHORT && !hasEnded());
    }

    /** Orders closed short before their end was kept have no such time. */
    private boolean hasEnded() {
        return settledAt != null || isSettled();
    }

    /** Whether the supplier has not answered yet and something is still expected. */
    public boolean awaitsAcknowledgement() {
        return status == DISPATCHED && acknowledgedAt == null && declinedReason == null && !proposalPending;
    }

    /**
     * The line of this number.
     *
     * @throws org.countersign.shared.RuleViolation when there is none (422)
     */
    public PurchaseOrderLine line(int line) {
        check(line >= 1 && line <= lines.size(), PurchasingRule.UNKNOWN_LINE, number, line);
        return lines.get(line - 1);
    }

    /** Its number. */
    public PurchaseOrderNumber number() {
        return new PurchaseOrderNumber(number);
    }

    /** Counts its changes; -1 before it is stored. */
    public long version() {
        return version == null ? -1 : version;
    }

    /** The requisition that it was made from. */
    public RequisitionNumber requisition() {
        return new RequisitionNumber(requisition);
    }

    /** Who asked for it. */
    public UserId requester() {
        return new UserId(requester);
    }

    /** Number of the supplier. */
    public String supplier() {
        return supplier;
    }

    /** What it is about. */
    public String title() {
        return title;
    }

    /** The currency of all its prices. */
    public Currency currency() {
        return Currency.getInstance(currency);
    }

    /** The payment terms as they were when it was made. */
    public @Nullable String paymentTerms() {
        return paymentTerms;
    }

    /** Where it is to be delivered. */
    public @Nullable String location() {
        return location;
    }

    /**
     * The earliest day, asked for or promised, on which something that is still open was to come; null where nothing is
     * awaited any more, or nothing was said.
     */
    public @Nullable LocalDate dueBy() {
        return dueBy;
    }

    /** Whether its supplier has announced a delivery of it. */
    public boolean isAnnounced() {
        return announced;
    }

    void announced() {
        announced = true;
    }

    /** Net total of all lines as ordered. */
    public Money total() {
        return new Money(total, currency()).rounded();
    }

    /** Where it stands. */
    public OrderStatus status() {
        return status;
    }

    /** How much is invoiced. */
    public InvoicingStatus invoicingStatus() {
        return invoicingStatus;
    }

    /** How much is paid. */
    public PaymentStatus paymentStatus() {
        return paymentStatus;
    }

    /** Whether a change waits for an answer: one that the supplier proposed, or a change order of ours (R11). */
    public boolean changePending() {
        return proposalPending || openChange != null;
    }

    /** Whether a change that the supplier proposed waits for an answer. */
    public boolean proposalPending() {
        return proposalPending;
    }

    /** Number of the change order that is open; null where none is. */
    public @Nullable Integer openChange() {
        return openChange;
    }

    /** Counts the terms that it has had: 1 for those it was issued with, one more for each change order applied (R11). */
    public int revision() {
        return revision;
    }

    /** When the terms of this revision came to stand, UTC; null for those it was issued with. */
    public @Nullable Instant revisedAt() {
        return revisedAt;
    }

    /** The revision with which it goes to its supplier first: above 1 where it was changed before it was sent. */
    public int firstRevision() {
        return firstRevision;
    }

    /** How often the terms that its supplier had got first were changed since; 0 where those stand, or it was not sent yet. */
    public int changesSinceSent() {
        return revision - firstRevision;
    }

    /** When the terms as they stand took the place of others that its supplier had, UTC; null where they are the first ones. */
    public @Nullable Instant replacedAt() {
        return changesSinceSent() == 0 ? null : revisedAt;
    }

    /** When its supplier was asked for an answer to the terms as they stand, UTC. */
    public @Nullable Instant askedAt() {
        var replaced = replacedAt();
        return replaced == null ? dispatchedAt : replaced;
    }

    /** When it was made, UTC. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was handed to the supplier, UTC. */
    public @Nullable Instant dispatchedAt() {
        return dispatchedAt;
    }

    /** When the supplier accepted, UTC. */
    public @Nullable Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    /** Why the supplier declined, until somebody decided about it. */
    public @Nullable String declinedReason() {
        return declinedReason;
    }

    /** Why it was cancelled, declined or closed short. */
    public @Nullable String endReason() {
        return endReason;
    }

    /** When the next of its open lines is expected; null where nothing is open, or no open line has a date. */
    public @Nullable LocalDate nextDelivery() {
        return nextDelivery;
    }

    /** Whether its number is void: it was called off before it was ever sent (R22). */
    public boolean numberIsVoid() {
        return status == CANCELLED && dispatchedAt == null;
    }

    /** Its lines in order; line n is at index n - 1. */
    public List<PurchaseOrderLine> lines() {
        return List.copyOf(lines);
    }
}
