package org.countersign.purchasing;

import static org.countersign.shared.RuleViolation.check;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * One line of a purchase order with its quantities, all in the line's unit. Received, rejected and returned are gross
 * sums; what is accepted and open is derived from them each time.
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
        this.unitPrice = from.newPrice();
        this.taxRate = from.taxRate();
        this.costCenter = from.costCenter();
        this.requestedDate = from.newDate();
    }

    /** @throws org.countersign.shared.RuleViolation when the new terms contradict what is here or invoiced (409) */
    void demandFit(ChangeOrderLine change) {
        check(!isClosed(), PurchasingRule.CLOSED_LINE_STAYS, line);
        var least = net().max(invoiced);
        check(
                change.newQuantity().compareTo(least) >= 0
                        || change.newQuantity().compareTo(ordered) == 0,
                PurchasingRule.BELOW_RECEIVED,
                line,
                plain(change.newQuantity()),
                plain(net()),
                plain(invoiced));
        check(
                invoiced.signum() <= 0 || change.newPrice().compareTo(unitPrice) == 0,
                PurchasingRule.PRICE_INVOICED,
                line,
                plain(invoiced));
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
     * Books what arrived.
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
            var kept = net().add(arrived).subtract(refused);
            if (kept.compareTo(ordered) > 0) {
                var percent = policy.get().percentOver();
                check(
                        kept.compareTo(mostTolerated(percent)) <= 0,
                        PurchasingRule.OVER_RECEIPT,
                        line,
                        plain(kept),
                        plain(ordered),
                        plain(percent));
            } else if (kept.compareTo(ordered) < 0) {
                percentUnder = policy.get().percentUnder();
            }
        }
        received = received.add(arrived);
        rejected = rejected.add(refused);
    }

    /** Whether more of it would be kept than the policy tolerates, and a person is to be asked about that. */
    boolean asksAbout(BigDecimal arrived, BigDecimal refused, Supplier<ReceiptPolicy> policy) {
        var kept = net().add(arrived).subtract(refused);
        if (refused.compareTo(arrived) >= 0 || kept.compareTo(ordered) <= 0) {
            return false;
        }
        var asked = policy.get();
        return asked.surplusAsked() && kept.compareTo(mostTolerated(asked.percentOver())) > 0;
    }

    /** How much of it may still be kept. */
    BigDecimal room(ReceiptPolicy policy) {
        return isClosed()
                ? BigDecimal.ZERO
                : mostTolerated(policy.percentOver())
                        .subtract(net())
                        .max(BigDecimal.ZERO)
                        .setScale(6, RoundingMode.DOWN);
    }

    private BigDecimal mostTolerated(BigDecimal percentOver) {
        return ordered.add(ordered.multiply(percentOver).movePointLeft(2));
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
                kept.compareTo(net()) <= 0,
                PurchasingRule.REVERSAL_TOO_LARGE,
                line,
                plain(kept),
                plain(net()),
                plain(returned));
        received = received.subtract(arrived);
        rejected = rejected.subtract(refused);
        uninspected = uninspected.subtract(waiting.min(uninspected)).min(net());
        if (byInvoice) {
            var more = invoiced.subtract(net()).max(BigDecimal.ZERO);
            received = received.add(more);
            receivedByInvoice = receivedByInvoice.add(more);
        }
    }

    /** Books what went back; it lowers what counts as received (R16). */
    void giveBack(BigDecimal quantity) {
        check(quantity.signum() > 0, PurchasingRule.QUANTITY_POSITIVE, line);
        check(quantity.stripTrailingZeros().scale() <= 6, PurchasingRule.QUANTITY_DIGITS, line);
        check(quantity.compareTo(net()) <= 0, PurchasingRule.RETURN_TOO_LARGE, line, plain(net()), plain(quantity));
        returned = returned.add(quantity);
        uninspected = uninspected.min(net());
    }

    /** What is here now waits for its inspection: nothing of it is paid before (four-way). */
    void awaitInspection(BigDecimal quantity) {
        uninspected = uninspected.add(quantity).min(net());
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
                plain(still),
                plain(failed));
        uninspected = uninspected.subtract(still);
        rejected = rejected.add(failed);
    }

    /** Books what an invoice that matched claims; a credit note's quantity is negative (R16). */
    void invoice(BigDecimal quantity) {
        invoiced = invoiced.add(quantity);
    }

    /** Books what a two-way match takes as received by its invoice, unless somebody booked it as received before. */
    void receiveByInvoice(BigDecimal quantity) {
        if (quantity.signum() >= 0) {
            var more = invoiced.subtract(net()).max(BigDecimal.ZERO).min(quantity);
            received = received.add(more);
            receivedByInvoice = receivedByInvoice.add(more);
        } else {
            returned = returned.add(quantity.negate().min(net().max(BigDecimal.ZERO)));
        }
    }

    /**
     * Takes back what only an invoice that is gone made count as received. It never was here, so it is no return (R16), and
     * what somebody booked as received stays.
     *
     * @return whether there was any
     */
    boolean endReceiptByInvoice() {
        var booked = net().subtract(receivedByInvoice);
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
        return received;
    }

    /** What was refused at the door. */
    public BigDecimal rejected() {
        return rejected;
    }

    /** What went back later. */
    public BigDecimal returned() {
        return returned;
    }

    /** What matched invoices claim, less credit notes. */
    public BigDecimal invoiced() {
        return invoiced;
    }

    /** Received less rejected. */
    public BigDecimal accepted() {
        return received.subtract(rejected);
    }

    /** What is here now: accepted less returned. */
    public BigDecimal net() {
        return accepted().subtract(returned);
    }

    /** The part of what is here that waits for its inspection. */
    public BigDecimal uninspected() {
        return uninspected;
    }

    /** What is here and may be paid: all of it, but what waits for its inspection. */
    public BigDecimal cleared() {
        return net().subtract(uninspected);
    }

    /** Whether anything of it ever arrived that is not waiting for its inspection. */
    public boolean hasArrived() {
        return received.signum() > 0 && (uninspected.signum() == 0 || cleared().signum() > 0);
    }

    /**
     * What is still expected: never below zero, and zero once the line is closed or so little is missing that the policy calls
     * it complete (R13; R15: line by line).
     */
    public BigDecimal open() {
        return isClosed() || isShortWithinTolerance()
                ? BigDecimal.ZERO
                : ordered.subtract(net()).max(BigDecimal.ZERO);
    }

    /** Whether less than ordered is here, and little enough is missing for the line to be complete (R13). */
    public boolean isShortWithinTolerance() {
        var missing = ordered.subtract(net());
        return percentUnder.signum() > 0
                && net().signum() > 0
                && missing.signum() > 0
                && missing.compareTo(ordered.multiply(percentUnder).movePointLeft(2)) <= 0;
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
        return invoiced.compareTo(isClosed() || isShortWithinTolerance() ? net() : ordered) >= 0
                || (isFree() && open().signum() == 0);
    }

    /** Net amount of the line, rounded once (R12). */
    public Money amount() {
        return Money.ofLine(ordered, unitPrice, order.currency());
    }
}
