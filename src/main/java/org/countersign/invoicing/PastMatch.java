package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * An invoice with what it was compared with last: what was ordered, received and invoiced before then. What no tolerance decides,
 * such as a doubled invoice or another account, stays as it was found.
 */
public final class PastMatch {

    /** What tolerances decide, and is found anew. */
    private static final Set<ExceptionType> DECIDED = Set.of(
            ExceptionType.PRICE_VARIANCE,
            ExceptionType.QUANTITY_NOT_ORDERED,
            ExceptionType.QUANTITY_NOT_RECEIVED,
            ExceptionType.MISSING_RECEIPT,
            ExceptionType.AMOUNT_OVER_ORDER,
            ExceptionType.UNPLANNED_COST,
            ExceptionType.TAX_VARIANCE,
            ExceptionType.TOTAL_MISMATCH,
            ExceptionType.UNMATCHED_LINE,
            ExceptionType.UNIT_MISMATCH);

    private final Invoice invoice;
    private final Map<String, PurchaseOrder> orders;
    private final Map<String, EarlierInvoices> earlier;

    PastMatch(Invoice invoice, Map<String, PurchaseOrder> orders, Map<String, EarlierInvoices> earlier) {
        this.invoice = invoice;
        this.orders = orders;
        this.earlier = earlier;
    }

    /**
     * What other invoices of an order, matched before, came to.
     *
     * @param dearer by line of the order
     * @param net in all, charges and the like included
     * @param extras part of it that no line of the order covers
     * @param unplanned part of it that is freight, charges, or lines that nobody ordered
     * @param overAccepted what the approvers agreed to pay beyond the order
     * @param unplannedAccepted what of the unplanned was accepted beyond its limit
     */
    record EarlierInvoices(
            Map<Integer, BigDecimal> dearer,
            BigDecimal net,
            BigDecimal extras,
            BigDecimal unplanned,
            BigDecimal overAccepted,
            BigDecimal unplannedAccepted) {

        static final EarlierInvoices NONE = new EarlierInvoices(
                Map.of(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Our reference. */
    public InvoiceId invoice() {
        return invoice.id();
    }

    /** The seller as the invoice names it, and its own number. */
    public String title() {
        var seller = invoice.asReceived().seller();
        return seller == null || seller.names().isEmpty()
                ? invoice.number()
                : seller.names().get(0) + ", " + invoice.number();
    }

    /** What is to be paid. */
    public Money payable() {
        return Money.of(invoice.payable().toPlainString(), invoice.currency()).rounded();
    }

    /** When it was captured, UTC. */
    public Instant capturedAt() {
        return invoice.capturedAt();
    }

    /**
     * How it would differ by a policy: how often by kind; none where it agrees.
     *
     * @throws IllegalStateException when the policy gives no complete answer: nothing matches then
     */
    public SortedMap<ExceptionType, Integer> differences(MatchPolicy policy) {
        var found = new TreeMap<ExceptionType, Integer>();
        invoice.exceptions().stream()
                .filter(one -> !DECIDED.contains(one.type()) && one.state() != ExceptionState.RESOLVED)
                .forEach(one -> found.merge(one.type(), 1, Integer::sum));
        var facts = new TreeMap<String, OrderFacts>();
        orders.forEach((number, order) -> facts.put(number, factsOf(order, policy)));
        var received = invoice.asAssigned();
        new Matching(
                        received,
                        facts,
                        policy.tolerances(null, invoice.supplier()),
                        null,
                        unitsAgreed(),
                        received.precedingInvoice() != null,
                        paired())
                .match().differences().stream()
                        .filter(one -> DECIDED.contains(one.type()))
                        .forEach(one -> found.merge(one.type(), 1, Integer::sum));
        return found;
    }

    private OrderFacts factsOf(PurchaseOrder order, MatchPolicy policy) {
        var before = earlier.getOrDefault(order.number().value(), EarlierInvoices.NONE);
        var tolerances = new HashMap<String, Tolerances>();
        return new OrderFacts(
                order.number().value(),
                order.currency(),
                null,
                null,
                order.total().amount(),
                before.net(),
                before.extras(),
                before.overAccepted(),
                before.unplanned(),
                before.unplannedAccepted(),
                order.lines().stream()
                        .map(line -> {
                            var category = line.category();
                            return factsOf(
                                    line,
                                    keptOf(order, line),
                                    before.dearer().getOrDefault(line.line(), BigDecimal.ZERO),
                                    tolerances.computeIfAbsent(
                                            String.valueOf(category),
                                            key -> policy.tolerances(category, order.supplier())));
                        })
                        .toList());
    }

    /** The first line of the invoice that was compared with this line of the order. */
    private @Nullable MatchLine keptOf(PurchaseOrder order, PurchaseOrderLine line) {
        return invoice.matchLines().stream()
                .filter(one -> order.number().value().equals(one.purchaseOrder())
                        && Objects.equals(one.orderLine(), line.line()))
                .findFirst()
                .orElse(null);
    }

    private static OrderFacts.Line factsOf(
            PurchaseOrderLine line, @Nullable MatchLine kept, BigDecimal dearer, Tolerances tolerances) {
        var ordered = kept == null ? null : kept.ordered();
        var accepted = kept == null ? null : kept.accepted();
        var before = kept == null ? null : kept.invoicedBefore();
        var price = kept == null ? null : kept.orderPrice();
        return new OrderFacts.Line(
                line.line(),
                line.item(),
                null,
                null,
                line.description(),
                kept == null || kept.orderUnit() == null ? line.units() : kept.units(),
                ordered == null ? line.ordered() : ordered,
                accepted == null ? line.hasArrived() : accepted.signum() > 0,
                accepted == null ? line.cleared() : accepted,
                kept == null ? line.returned() : BigDecimal.ZERO,
                BigDecimal.ZERO,
                before == null ? line.invoiced() : before,
                price == null ? line.unitPrice() : price,
                dearer,
                line.taxRate(),
                tolerances);
    }

    private Set<Integer> unitsAgreed() {
        return invoice.exceptions().stream()
                .filter(one -> one.type() == ExceptionType.UNIT_MISMATCH
                        && one.state() == ExceptionState.ACCEPTED
                        && one.position() != null)
                .map(one -> Objects.requireNonNull(one.position()))
                .collect(Collectors.toSet());
    }

    /** The pairs of then stay, whatever else the order has now. */
    private Map<Integer, LinePaired> paired() {
        var paired = new HashMap<Integer, LinePaired>();
        for (var line : invoice.matchLines()) {
            var order = line.purchaseOrder();
            var number = line.orderLine();
            if (order != null && number != null && orders.containsKey(order)) {
                paired.put(line.position(), new LinePaired(order, number, invoice.capturedBy(), invoice.capturedAt()));
            }
        }
        return paired;
    }

    /** Numbers of the orders that these invoices name. */
    static List<String> ordersOf(List<Invoice> invoices) {
        return invoices.stream()
                .flatMap(one -> one.orders().stream())
                .map(number -> number.value())
                .distinct()
                .sorted()
                .toList();
    }
}
