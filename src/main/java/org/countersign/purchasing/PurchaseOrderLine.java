package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.countersign.shared.Limit;
import org.countersign.shared.Money;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;

/**
 * One line of a purchase order with its quantities. Received, rejected and returned are gross sums; what is accepted and open
 * is derived from them each time. All sums are kept in the smallest unit that the line knows ({@link #units()}), where every
 * quantity comes out exactly, and are told in the line's own; an ordinary line has but one unit, and both are the same.
 */
@Entity
@Table(name = "purchase_order_lines")
public class PurchaseOrderLine {

    @Id
    @Column(name = "id")
    private String id;

    @ManyToOne
    @JoinColumn(name = "purchase_order")
    private PurchaseOrder order;

    @Version
    private @Nullable Long version;

    @Column(name = "line_number")
    private int line;

    @Column(name = "item")
    private @Nullable String item;

    @Column(name = "description")
    private String description;

    @Column(name = "category")
    private @Nullable String category;

    @Column(name = "unit")
    private String unit;

    @Column(name = "pack_units")
    private @Nullable String packUnits;

    @Transient
    private @Nullable Units units;

    @Column(name = "ordered")
    private BigDecimal ordered;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    @Column(name = "tax_rate")
    private BigDecimal taxRate;

    @Column(name = "cost_center")
    private @Nullable String costCenter;

    @Column(name = "requested_date")
    private @Nullable LocalDate requestedDate;

    @Column(name = "promised_date")
    private @Nullable LocalDate promisedDate;

    @Column(name = "received")
    private BigDecimal received = BigDecimal.ZERO;

    @Column(name = "received_by_invoice")
    private BigDecimal receivedByInvoice = BigDecimal.ZERO;

    @Column(name = "rejected")
    private BigDecimal rejected = BigDecimal.ZERO;

    @Column(name = "returned")
    private BigDecimal returned = BigDecimal.ZERO;

    @Column(name = "invoiced")
    private BigDecimal invoiced = BigDecimal.ZERO;

    @Column(name = "uninspected")
    private BigDecimal uninspected = BigDecimal.ZERO;

    @Column(name = "percent_under")
    private BigDecimal percentUnder = BigDecimal.ZERO;

    @Column(name = "quantity_under")
    private @Nullable BigDecimal quantityUnder;

    @Column(name = "either_under")
    private boolean eitherUnder;

    @Column(name = "closed_reason")
    private @Nullable String closedReason;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected PurchaseOrderLine() {}

    PurchaseOrderLine(
            PurchaseOrder order,
            int line,
            RequisitionLine from,
            @Nullable String costCenter,
            @Nullable LocalDate requestedDate) {
        this.id = order.number() + "/" + line;
        this.order = order;
        this.line = line;
        this.item = from.item();
        this.description = from.description();
        this.category = from.category();
        this.unit = from.unit();
        this.ordered = from.quantity();
        this.packUnits = from.packUnits();
        this.unitPrice = from.unitPrice();
        this.taxRate = from.taxRate();
        this.costCenter = costCenter;
        this.requestedDate = requestedDate;
    }

    /** A line that comes in with a change order. */
    PurchaseOrderLine(PurchaseOrder order, ChangeOrderLine from) {
        this.id = order.number() + "/" + from.line();
        this.order = order;
        this.line = from.line();
        this.item = from.item();
        this.description = from.newDescription();
        this.category = from.category();
        this.unit = from.unit();
        this.ordered = from.newQuantity();
        this.packUnits = from.packUnits();
        this.unitPrice = from.newPrice();
        this.taxRate = from.taxRate();
        this.costCenter = from.costCenter();
        this.requestedDate = from.newDate();
    }

    /** @throws org.countersign.shared.RuleViolation when the new terms contradict what is here or invoiced (409) */
    void demandFit(ChangeOrderLine change) {
        check(!isClosed(), PurchasingRule.CLOSED_LINE_STAYS, line);
        check(
                units().count(change.newQuantity(), null).isPresent(),
                PurchasingRule.QUANTITY_OF_UNIT,
                line,
                plain(change.newQuantity()),
                unit,
                units().counting());
        var least = here().max(invoiced);
        check(
                units().counted(change.newQuantity()).compareTo(least) >= 0
                        || change.newQuantity().compareTo(ordered) == 0,
                PurchasingRule.BELOW_RECEIVED,
                line,
                plain(change.newQuantity()),
                said(here()),
                said(invoiced));
        check(
                invoiced.signum() <= 0 || change.newPrice().compareTo(unitPrice) == 0,
                PurchasingRule.PRICE_INVOICED,
                line,
                said(invoiced));
    }

    void revise(ChangeOrderLine change) {
        if (!Objects.equals(requestedDate, change.newDate())) {
            // What was promised was promised for another date.
            promisedDate = null;
        }
        description = change.newDescription();
        ordered = change.newQuantity();
        unitPrice = change.newPrice();
        requestedDate = change.newDate();
    }

    /**
     * Books what arrived, counted as all that follows in the smallest unit of the line.
     *
     * @param arrived above zero
     * @param refused of what arrived, from zero to all of it
     * @param policy of the line; asked for only where it does not come exactly as ordered (R13, R14)
     */
    void receive(BigDecimal arrived, BigDecimal refused, Supplier<ReceiptPolicy> policy) {
        check(arrived.signum() > 0, PurchasingRule.QUANTITY_POSITIVE, line);
        check(arrived.stripTrailingZeros().scale() <= 6, PurchasingRule.QUANTITY_DIGITS, line);
        check(refused.stripTrailingZeros().scale() <= 6, PurchasingRule.QUANTITY_DIGITS, line);
        check(refused.signum() >= 0 && refused.compareTo(arrived) <= 0, PurchasingRule.REJECTED_WITHIN_RECEIVED, line);
        check(!isClosed() || refused.compareTo(arrived) == 0, PurchasingRule.LINE_CLOSED, line);
        if (refused.compareTo(arrived) != 0) {
            var kept = here().add(arrived).subtract(refused);
            if (kept.compareTo(wanted()) > 0) {
                var most = mostTolerated(policy.get().over());
                check(
                        kept.compareTo(most) <= 0,
                        PurchasingRule.OVER_RECEIPT,
                        line,
                        said(kept),
                        said(wanted()),
                        plain(percentOf(most)));
            } else if (kept.compareTo(wanted()) < 0) {
                var under = policy.get().under();
                percentUnder = under.percent() == null ? BigDecimal.ZERO : under.percent();
                quantityUnder = under.absolute();
                eitherUnder = under.either();
            }
        }
        received = received.add(arrived);
        rejected = rejected.add(refused);
    }

    /** Whether more of it would be kept than the policy tolerates, and a person is to be asked about that. */
    boolean asksAbout(BigDecimal arrived, BigDecimal refused, Supplier<ReceiptPolicy> policy) {
        var kept = here().add(arrived).subtract(refused);
        if (refused.compareTo(arrived) >= 0 || kept.compareTo(wanted()) <= 0) {
            return false;
        }
        var asked = policy.get();
        return asked.surplusAsked() && kept.compareTo(mostTolerated(asked.over())) > 0;
    }

    /** How much of it may still be kept. */
    BigDecimal room(ReceiptPolicy policy) {
        return isClosed()
                ? BigDecimal.ZERO
                : mostTolerated(policy.over())
                        .subtract(here())
                        .max(BigDecimal.ZERO)
                        .setScale(6, RoundingMode.DOWN);
    }

    private BigDecimal mostTolerated(Limit over) {
        var more = over.most(ordered);
        return more == null ? wanted() : wanted().add(units().counted(more));
    }

    /** How much more than ordered that is, in percent. */
    private BigDecimal percentOf(BigDecimal most) {
        return ordered.signum() == 0
                ? BigDecimal.ZERO
                : most.subtract(wanted()).movePointRight(2).divide(wanted(), 6, RoundingMode.DOWN);
    }

    /** Books what came after the line was closed, or after its order was, and is kept all the same. */
    void keepLate(BigDecimal arrived, BigDecimal refused) {
        received = received.add(arrived);
        rejected = rejected.add(refused);
    }

    /**
     * Takes back what a receipt booked that never should have been: unlike a return it is as if it had not arrived, so the
     * gross sums go back.
     *
     * @param waiting the part of it that waits for its inspection
     * @param byInvoice whether the line counts as received by its invoices: they then make up for what the receipt booked
     */
    void reverse(BigDecimal arrived, BigDecimal refused, BigDecimal waiting, boolean byInvoice) {
        var kept = arrived.subtract(refused);
        check(
                kept.compareTo(here()) <= 0,
                PurchasingRule.REVERSAL_TOO_LARGE,
                line,
                said(kept),
                said(here()),
                said(returned));
        received = received.subtract(arrived);
        rejected = rejected.subtract(refused);
        uninspected = uninspected.subtract(waiting.min(uninspected)).min(here());
        if (byInvoice) {
            var more = invoiced.subtract(here()).max(BigDecimal.ZERO);
            received = received.add(more);
            receivedByInvoice = receivedByInvoice.add(more);
        }
    }

    /** Books what went back; it lowers what counts as received (R16). */
    void giveBack(BigDecimal quantity) {
        check(quantity.signum() > 0, PurchasingRule.QUANTITY_POSITIVE, line);
        check(quantity.stripTrailingZeros().scale() <= 6, PurchasingRule.QUANTITY_DIGITS, line);
        check(quantity.compareTo(here()) <= 0, PurchasingRule.RETURN_TOO_LARGE, line, said(here()), said(quantity));
        returned = returned.add(quantity);
        uninspected = uninspected.min(here());
    }

    /** What is here now waits for its inspection: nothing of it is paid before (four-way). */
    void awaitInspection(BigDecimal quantity) {
        uninspected = uninspected.add(quantity).min(here());
    }

    /**
     * Books the result of an inspection.
     *
     * @param waiting how much waited with its receipt; goods that went back since are not waited for
     * @param failed the part of it that is refused
     */
    void inspected(BigDecimal waiting, BigDecimal failed) {
        var still = waiting.min(uninspected);
        check(failed.stripTrailingZeros().scale() <= 6, PurchasingRule.QUANTITY_DIGITS, line);
        check(
                failed.signum() >= 0 && failed.compareTo(still) <= 0,
                PurchasingRule.FAILED_WITHIN_WAITING,
                line,
                said(still),
                said(failed));
        uninspected = uninspected.subtract(still);
        rejected = rejected.add(failed);
    }

    /** Books what an invoice that matched claims, in the line's own unit; a credit note's quantity is negative (R16). */
    void invoice(BigDecimal quantity) {
        invoiced = invoiced.add(units().counted(quantity));
    }

    /** Books what a two-way match takes as received by its invoice, unless somebody booked it as received before. */
    void receiveByInvoice(BigDecimal claimed) {
        var quantity = units().counted(claimed);
        if (quantity.signum() >= 0) {
            var more = invoiced.subtract(here()).max(BigDecimal.ZERO).min(quantity);
            received = received.add(more);
            receivedByInvoice = receivedByInvoice.add(more);
        } else {
            returned = returned.add(quantity.negate().min(here().max(BigDecimal.ZERO)));
        }
    }

    /**
     * Takes back what only an invoice that is gone made count as received. It never was here, so it is no return (R16), and
     * what somebody booked as received stays.
     *
     * @return whether there was any
     */
    boolean endReceiptByInvoice() {
        var booked = here().subtract(receivedByInvoice);
        var still = invoiced.subtract(booked).max(BigDecimal.ZERO).min(receivedByInvoice);
        var less = receivedByInvoice.subtract(still);
        received = received.subtract(less);
        receivedByInvoice = still;
        return less.signum() > 0;
    }

    void closeShort(String reason) {
        closedReason = reason;
    }

    void reopen() {
        closedReason = null;
    }

    void promise(LocalDate date) {
        promisedDate = date;
    }

    private BigDecimal wanted() {
        return units().counted(ordered);
    }

    private BigDecimal here() {
        return received.subtract(rejected).subtract(returned);
    }

    private BigDecimal missing() {
        return isClosed() || isShortWithinTolerance()
                ? BigDecimal.ZERO
                : wanted().subtract(here()).max(BigDecimal.ZERO);
    }

    String said(BigDecimal counted) {
        return units().isPlain()
                ? plain(counted)
                : units().stated(units().inOwn(counted)).toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Its number on the order, from 1. */
    public int line() {
        return line;
    }

    /** Number of the catalog item, if it is one. */
    public @Nullable String item() {
        return item;
    }

    /** What is ordered. */
    public String description() {
        return description;
    }

    /** The category that policies look at. */
    public @Nullable String category() {
        return category;
    }

    /** UN/ECE Recommendation 20 code. */
    public String unit() {
        return unit;
    }

    /** The units in which it may arrive and be invoiced, as its item had them when it was ordered. */
    public Units units() {
        if (units == null) {
            units = Units.of(unit, packUnits);
        }
        return units;
    }

    /** The same for the database; null where it has but one. */
    @Nullable
    String packUnits() {
        return packUnits;
    }

    /** A quantity in this line's unit as people say it: pieces where it is no whole number of boxes. */
    public Units.Stated stated(BigDecimal quantity) {
        return units().stated(quantity);
    }

    /** How much is ordered. */
    public BigDecimal ordered() {
        return ordered;
    }

    /** Net price of one unit in the order's currency. */
    public BigDecimal unitPrice() {
        return unitPrice;
    }

    /** Percent. */
    public BigDecimal taxRate() {
        return taxRate;
    }

    /** Code of the cost centre that pays. */
    public @Nullable String costCenter() {
        return costCenter;
    }

    /** When it was asked for; punctuality is measured against this date (R23). */
    public @Nullable LocalDate requestedDate() {
        return requestedDate;
    }

    /** When the supplier said it would come (R23). */
    public @Nullable LocalDate promisedDate() {
        return promisedDate;
    }

    /** When it is to come: the promised date, else the requested one. */
    public @Nullable LocalDate expectedDate() {
        return promisedDate == null ? requestedDate : promisedDate;
    }

    /** The earlier of the days requested and promised. */
    @Nullable
    LocalDate dueBy() {
        if (requestedDate == null || promisedDate == null) {
            return requestedDate == null ? promisedDate : requestedDate;
        }
        return promisedDate.isBefore(requestedDate) ? promisedDate : requestedDate;
    }

    /** Everything that ever arrived. */
    public BigDecimal received() {
        return units().inOwn(received);
    }

    /** What was refused at the door. */
    public BigDecimal rejected() {
        return units().inOwn(rejected);
    }

    /** What went back later. */
    public BigDecimal returned() {
        return units().inOwn(returned);
    }

    /** What matched invoices claim, less credit notes. */
    public BigDecimal invoiced() {
        return units().inOwn(invoiced);
    }

    /** Received less rejected. */
    public BigDecimal accepted() {
        return units().inOwn(received.subtract(rejected));
    }

    /** What is here now: accepted less returned. */
    public BigDecimal net() {
        return units().inOwn(here());
    }

    /** The part of what is here that waits for its inspection. */
    public BigDecimal uninspected() {
        return units().inOwn(uninspected);
    }

    /** What is here and may be paid: all of it, but what waits for its inspection. */
    public BigDecimal cleared() {
        return units().inOwn(here().subtract(uninspected));
    }

    /** Whether anything of it ever arrived that is not waiting for its inspection. */
    public boolean hasArrived() {
        return received.signum() > 0 && (uninspected.signum() == 0 || here().compareTo(uninspected) > 0);
    }

    /**
     * What is still expected: never below zero, and zero once the line is closed or so little is missing that the policy calls
     * it complete (R13; R15: line by line).
     */
    public BigDecimal open() {
        return units().inOwn(missing());
    }

    /** Whether less than ordered is here, and little enough is missing for the line to be complete (R13). */
    public boolean isShortWithinTolerance() {
        var lacking = wanted().subtract(here());
        var most = new Limit(percentUnder, quantityUnder, eitherUnder).most(ordered);
        return here().signum() > 0
                && lacking.signum() > 0
                && most != null
                && lacking.compareTo(units().counted(most)) <= 0;
    }

    /** Whether a change order took it out: nothing of it is ordered any more (R11). */
    public boolean isRemoved() {
        return ordered.signum() == 0;
    }

    /** Whether it was closed short (R17). */
    public boolean isClosed() {
        return closedReason != null;
    }

    /** Why it was closed short. */
    public @Nullable String closedReason() {
        return closedReason;
    }

    /** Whether it costs nothing: nobody has to invoice it. */
    boolean isFree() {
        return amount().amount().signum() == 0;
    }

    /**
     * Whether as much is invoiced as is to be paid: what was ordered, or what is here once the line is closed
     * or complete with less. What costs
     * nothing is complete as soon as it is here, whether or not an invoice names it.
     */
    boolean isInvoiced() {
        return invoiced.compareTo(isClosed() || isShortWithinTolerance() ? here() : wanted()) >= 0
                || (isFree() && open().signum() == 0);
    }

    /**
     * How much its supplier has to credit: what went back and is invoiced all the same, as far as nothing else came for it
     * (R16). It is derived each time; the credit note that matches, or goods that come instead, settle it.
     */
    public BigDecimal creditExpected() {
        return units().inOwn(invoiced.subtract(here()).max(BigDecimal.ZERO).min(returned.max(BigDecimal.ZERO)));
    }

    /** What that is worth net by the order, rounded once (R12). */
    public Money creditExpectedAmount() {
        var digits = Money.digits(order.currency());
        return new Money(units().worth(creditExpected(), unitPrice, digits), order.currency());
    }

    /** Net amount of the line, rounded once (R12). */
    public Money amount() {
        return Money.ofLine(ordered, unitPrice, order.currency());
    }
}
