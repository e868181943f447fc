package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.List;
import org.countersign.shared.Limit;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;

/**
 * One line of an invoice beside its order line, as the last match saw them. Quantities of a credit note are negative. They are
 * kept as the order line keeps its own, in the smallest of its units, and told in the one it was ordered in.
 */
@Embeddable
public class MatchLine {

    @Column(name = "line_position")
    private int position;

    @Column(name = "purchase_order")
    private @Nullable String purchaseOrder;

    @Column(name = "order_line")
    private @Nullable Integer orderLine;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private LineOutcome outcome;

    @Enumerated(EnumType.STRING)
    @Column(name = "match_mode")
    private MatchMode mode;

    @Column(name = "ordered")
    private @Nullable BigDecimal ordered;

    @Column(name = "accepted")
    private @Nullable BigDecimal accepted;

    @Column(name = "invoiced_before")
    private @Nullable BigDecimal invoicedBefore;

    @Column(name = "invoiced")
    private BigDecimal invoiced;

    @Column(name = "net_amount")
    private BigDecimal net;

    @Column(name = "price_variance")
    private @Nullable BigDecimal priceVariance;

    @Column(name = "quantity_variance")
    private @Nullable BigDecimal quantityVariance;

    @Column(name = "order_unit")
    private @Nullable String orderUnit;

    @Column(name = "pack_units")
    private @Nullable String packUnits;

    @Column(name = "order_price")
    private @Nullable BigDecimal orderPrice;

    @Column(name = "price_percent")
    private @Nullable BigDecimal pricePercent;

    @Column(name = "price_absolute")
    private @Nullable BigDecimal priceAbsolute;

    @Column(name = "quantity_percent")
    private @Nullable BigDecimal quantityPercent;

    @Column(name = "price_either")
    private boolean priceEither;

    @Column(name = "price_under_percent")
    private @Nullable BigDecimal priceUnderPercent;

    @Column(name = "price_under_absolute")
    private @Nullable BigDecimal priceUnderAbsolute;

    @Column(name = "quantity_absolute")
    private @Nullable BigDecimal quantityAbsolute;

    @Column(name = "quantity_either")
    private boolean quantityEither;

    @Column(name = "candidates")
    private @Nullable String candidates;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected MatchLine() {}

    /** A line that belongs to no line of an order. */
    static MatchLine unmatched(
            int position,
            @Nullable String purchaseOrder,
            BigDecimal invoiced,
            BigDecimal net,
            List<PairingCandidate> candidates) {
        var line = new MatchLine();
        line.position = position;
        line.purchaseOrder = purchaseOrder;
        line.outcome = LineOutcome.UNMATCHED;
        line.mode = MatchMode.THREE_WAY;
        line.invoiced = invoiced;
        line.net = net;
        line.candidates = PairingCandidate.kept(candidates);
        return line;
    }

    /** Freight and the like, which belongs to an order and to no line of it. */
    static MatchLine unplanned(int position, String purchaseOrder, BigDecimal invoiced, BigDecimal net) {
        var line = unmatched(position, purchaseOrder, invoiced, net, List.of());
        line.outcome = LineOutcome.UNPLANNED;
        return line;
    }

    /** A line beside its order line. */
    static MatchLine of(
            int position,
            String purchaseOrder,
            OrderFacts.Line order,
            LineOutcome outcome,
            BigDecimal invoicedBefore,
            BigDecimal invoiced,
            BigDecimal net,
            @Nullable BigDecimal priceVariance,
            @Nullable BigDecimal quantityVariance) {
        var line = new MatchLine();
        line.position = position;
        line.purchaseOrder = purchaseOrder;
        line.orderLine = order.line();
        line.outcome = outcome;
        line.mode = order.tolerances().mode();
        line.ordered = order.ordered();
        line.accepted = order.units().counted(order.accepted());
        line.invoicedBefore = order.units().counted(invoicedBefore);
        line.invoiced = order.units().counted(invoiced);
        line.net = net;
        line.priceVariance = priceVariance;
        line.quantityVariance = quantityVariance == null ? null : order.units().counted(quantityVariance);
        line.orderUnit = order.unit();
        line.packUnits = order.units().text();
        line.orderPrice = order.unitPrice();
        var tolerances = order.tolerances();
        line.pricePercent = tolerances.price().percent();
        line.priceAbsolute = tolerances.price().absolute();
        line.priceEither = tolerances.price().either();
        line.priceUnderPercent = tolerances.priceUnder().percent();
        line.priceUnderAbsolute = tolerances.priceUnder().absolute();
        line.quantityPercent = tolerances.quantity().percent();
        line.quantityAbsolute = tolerances.quantity().absolute();
        line.quantityEither = tolerances.quantity().either();
        return line;
    }

    /** Position of the invoice's line, from 1. */
    public int position() {
        return position;
    }

    /** Number of the order; null where none is known. */
    public @Nullable String purchaseOrder() {
        return purchaseOrder;
    }

    /** Number of the order's line; null where none belongs to it. */
    public @Nullable Integer orderLine() {
        return orderLine;
    }

    /** What the match says of it. */
    public LineOutcome outcome() {
        return outcome;
    }

    /** What was compared. */
    public MatchMode mode() {
        return mode;
    }

    /** Ordered quantity. */
    public @Nullable BigDecimal ordered() {
        return ordered;
    }

    /** Received less rejected and returned. */
    public @Nullable BigDecimal accepted() {
        return inOrderUnit(accepted);
    }

    /** Claimed by invoices that matched before. */
    public @Nullable BigDecimal invoicedBefore() {
        return inOrderUnit(invoicedBefore);
    }

    /** Claimed by this line. */
    public BigDecimal invoiced() {
        return packUnits == null ? invoiced : units().inOwn(invoiced);
    }

    /** The same in the smallest unit of the order's line, in which sums come out exactly. */
    BigDecimal counted() {
        return invoiced;
    }

    /** Net amount of this line as it counts. */
    public BigDecimal net() {
        return net;
    }

    /** How much dearer this line is than ordered, negative where it is cheaper; null where it cannot be compared. */
    public @Nullable BigDecimal priceVariance() {
        return priceVariance;
    }

    /**
     * How much more is invoiced in all than was accepted (ordered, where nothing is received); negative where it is less,
     * null where it cannot be compared.
     */
    public @Nullable BigDecimal quantityVariance() {
        return inOrderUnit(quantityVariance);
    }

    /** The units of the order's line when it was compared. */
    public Units units() {
        return Units.of(orderUnit == null ? "" : orderUnit, packUnits);
    }

    private @Nullable BigDecimal inOrderUnit(@Nullable BigDecimal counted) {
        return counted == null || packUnits == null ? counted : units().inOwn(counted);
    }

    /** The order's unit when it was compared; null where no line of an order belongs to it. */
    public @Nullable String orderUnit() {
        return orderUnit;
    }

    /** The order's price of one unit when it was compared; null where no line of an order belongs to it. */
    public @Nullable BigDecimal orderPrice() {
        return orderPrice;
    }

    /** How much dearer the line could be in all when it was compared; null where that was not kept. */
    public @Nullable Limit price() {
        return pricePercent == null && priceAbsolute == null
                ? null
                : new Limit(pricePercent, priceAbsolute, priceEither);
    }

    /** How much cheaper the line could be in all when it was compared. */
    public Limit priceUnder() {
        return new Limit(priceUnderPercent, priceUnderAbsolute, priceEither);
    }

    /** How much more than ordered the line could have when it was compared; null where that was not kept. */
    public @Nullable Limit quantity() {
        return quantityPercent == null ? null : new Limit(quantityPercent, quantityAbsolute, quantityEither);
    }

    /** The lines of the order that it may mean, where it could not be told which; the most likely first. */
    public List<PairingCandidate> candidates() {
        return PairingCandidate.read(candidates);
    }

    /** Whether it names something of the order, and not which line of it is meant: somebody has to say. */
    public boolean isAmbiguous() {
        return candidates().stream().anyMatch(one -> one.why().names());
    }
}
