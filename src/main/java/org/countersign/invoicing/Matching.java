package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Compares an invoice with its orders and what was received, line by line. Exact decimals throughout (R12, R14); quantities
 * and prices are compared over all invoices of a line together (R13); credits lower (R16); the supplier's figures are
 * judged and never changed (R19). Knows no database, no process and no people.
 */
final class Matching {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_FINDINGS = 5;
    /** Codes that all mean "one piece". */
    private static final Set<String> PIECE = Set.of("EA", "C62", "H87");

    private final InvoiceDraft invoice;
    private final InvoiceType type;
    private final Map<String, OrderFacts> orders;
    private final Tolerances documentTolerances;
    private final @Nullable String knownIban;
    private final Set<Integer> unitsAgreed;
    private final boolean correctsKnownInvoice;
    private final List<Difference> differences = new ArrayList<>();
    private final List<MatchLine> lines = new ArrayList<>();
    private final Map<String, BigDecimal> claimed = new HashMap<>();
    private final Map<String, BigDecimal> dearer = new HashMap<>();
    private final Map<Integer, BigDecimal> orderTaxRates = new HashMap<>();
    private final String currencyCode;
    private final int digits;

    /**
     * @param invoice as received
     * @param orders the orders that its lines name, by number; one that does not exist is missing
     * @param documentTolerances tolerances of the whole document
     * @param knownIban the supplier's account in our master; null where none is known
     * @param unitsAgreed positions of lines whose unit somebody accepted as meaning the order's unit
     * @param correctsKnownInvoice whether it names an earlier invoice of its orders, which it corrects
     */
    Matching(
            InvoiceDraft invoice,
            Map<String, OrderFacts> orders,
            Tolerances documentTolerances,
            @Nullable String knownIban,
            Set<Integer> unitsAgreed,
            boolean correctsKnownInvoice) {
        this.invoice = invoice;
        this.type = invoice.type() == null ? InvoiceType.INVOICE : invoice.type();
        this.orders = new TreeMap<>(orders);
        this.documentTolerances = documentTolerances;
        this.knownIban = knownIban;
        this.unitsAgreed = unitsAgreed;
        this.correctsKnownInvoice = correctsKnownInvoice;
        this.currencyCode = invoice.currency() == null ? "XXX" : invoice.currency();
        this.digits = InvoiceSums.digitsOf(currencyCode);
    }

    /** Everything that can be said about the invoice. */
    MatchReport match() {
        if (!invoice.findings().isEmpty()) {
            differs(ExceptionType.INVALID_DOCUMENT, null, payable().abs(), whatIsWrong());
        }
        checkSender();
        checkOrders();
        matchLines();
        var extras = checkOrderTotals();
        checkTax();
        checkTotals();
        var mode = lines.stream()
                .filter(line -> line.outcome() != LineOutcome.UNMATCHED)
                .map(MatchLine::mode)
                .max(Comparator.naturalOrder())
                .orElse(documentTolerances.mode());
        return new MatchReport(mode, lines, differences, extras, documentTolerances);
    }

    private Explanation whatIsWrong() {
        var told = invoice.findings().stream()
                .map(InvoiceFinding::explanation)
                .distinct()
                .limit(MOST_FINDINGS)
                .toList();
        long more = invoice.findings().stream()
                        .map(InvoiceFinding::explanation)
                        .distinct()
                        .count()
                - told.size();
        return more == 0
                ? Explanation.of(InvoicingStatement.INVALID_DOCUMENT, Explanation.words(told))
                : Explanation.of(InvoicingStatement.VERY_INVALID_DOCUMENT, Explanation.words(told), more);
    }

    /** The order that a line belongs to: its own, else the document's. */
    static @Nullable String orderOf(InvoiceDraft invoice, InvoiceDraft.Line line) {
        return line.purchaseOrder() == null ? invoice.purchaseOrder() : line.purchaseOrder();
    }

    private void checkSender() {
        for (var order : orders.values()) {
            var otherSupplier = order.otherSupplier();
            if (otherSupplier != null) {
                differsFrom(ExceptionType.SUPPLIER_MISMATCH, order, payable().abs(), otherSupplier);
            }
        }
        var iban = invoice.iban();
        if (iban != null && knownIban != null && !account(iban).equals(account(knownIban))) {
            differs(
                    ExceptionType.BANK_ACCOUNT_CHANGED,
                    null,
                    payable().abs(),
                    Explanation.of(InvoicingStatement.OTHER_ACCOUNT, iban, knownIban));
        }
    }

    private void checkOrders() {
        var missing = new LinkedHashMap<String, Integer>();
        for (var line : invoice.lines()) {
            var number = orderOf(invoice, line);
            if (number == null || !orders.containsKey(number)) {
                missing.merge(number == null ? "" : number, 1, Integer::sum);
            }
        }
        if (!missing.isEmpty()) {
            var words = missing.keySet().stream()
                    .map(number -> number.isEmpty()
                            ? Explanation.of(InvoicingStatement.NO_ORDER_NAMED)
                            : Explanation.of(InvoicingStatement.ORDER_UNKNOWN, number))
                    .toList();
            differs(ExceptionType.UNKNOWN_ORDER, null, payable().abs(), Explanation.joined(words));
        }
        for (var order : orders.values()) {
            var notOpen = order.notOpen();
            if (notOpen != null) {
                differsFrom(ExceptionType.ORDER_NOT_OPEN, order, payable().abs(), notOpen);
            }
            if (!sameCurrency(order)) {
                differsFrom(
                        ExceptionType.CURRENCY_MISMATCH,
                        order,
                        payable().abs(),
                        Explanation.of(
                                InvoicingStatement.OTHER_CURRENCY, currencyCode, order.number(), order.currency()));
            }
        }
    }

    private void matchLines() {
        var perOrder = new HashMap<String, Integer>();
        invoice.lines().forEach(line -> perOrder.merge("" + orderOf(invoice, line), 1, Integer::sum));
        var pairings = new HashMap<String, LinePairing>();
        orders.values()
                .forEach(order ->
                        pairings.put(order.number(), new LinePairing(order, perOrder.getOrDefault(order.number(), 0))));
        for (int index = 0; index < invoice.lines().size(); index++) {
            var line = invoice.lines().get(index);
            var order = orders.get("" + orderOf(invoice, line));
            var pairing = order == null ? null : pairings.get(order.number());
            var pair = pairing == null ? null : pairing.pair(line).orElse(null);
            if (order == null || pair == null) {
                unmatched(index + 1, line, order);
            } else {
                compare(index + 1, line, order, pair);
            }
        }
    }

    private void unmatched(int position, InvoiceDraft.Line line, @Nullable OrderFacts order) {
        var net = type.signed(net(line));
        lines.add(
                MatchLine.unmatched(position, order == null ? null : order.number(), type.signed(quantity(line)), net));
        if (order != null && net.signum() != 0) {
            differs(
                    ExceptionType.UNMATCHED_LINE,
                    position,
                    net.abs(),
                    Explanation.of(
                            InvoicingStatement.UNMATCHED_LINE, order.number(), described(line), amount(net.abs())));
        }
    }

    private void compare(int position, InvoiceDraft.Line received, OrderFacts order, OrderFacts.Line pair) {
        orderTaxRates.put(position, pair.taxRate());
        int found = differences.size();
        var key = order.number() + "/" + pair.line();
        var known = sameUnit(received.unit(), pair.unit())
                ? Optional.of(quantity(received))
                : pair.claimedBy(received);
        var line = known.filter(many -> many.compareTo(quantity(received)) != 0)
                .map(many -> received.counted(many, pair.unit(), net(received)))
                .orElse(received);
        var quantity = type.signed(quantity(line));
        var net = type.signed(net(line));
        var before = pair.exact(pair.invoicedBefore().add(claimed.getOrDefault(key, BigDecimal.ZERO)));
        var dearerBefore = pair.varianceBefore().add(dearer.getOrDefault(key, BigDecimal.ZERO));
        if (known.isEmpty() && !unitsAgreed.contains(position)) {
            differs(
                    ExceptionType.UNIT_MISMATCH,
                    position,
                    net.abs(),
                    Explanation.of(InvoicingStatement.OTHER_UNIT, String.valueOf(line.unit()), pair.unit()));
            lines.add(MatchLine.of(
                    position, order.number(), pair, LineOutcome.IN_EXCEPTION, before, quantity, net, null, null));
            return;
        }
        if (net.signum() < 0 && quantity.signum() <= 0 && sameCurrency(order)) {
            var kind = kindOfCredit(pair, before, quantity, net, dearerBefore);
            if (kind != Credit.GOODS) {
                creditPrice(position, order, pair, before, quantity, net, dearerBefore, kind);
                return;
            }
        }
        boolean missing = compareQuantity(position, line, pair, before, quantity, net);
        var priceVariance =
                sameCurrency(order) ? comparePrice(position, line, pair, before, quantity, net, dearerBefore) : null;
        claimed.merge(key, quantity, BigDecimal::add);
        if (priceVariance != null) {
            dearer.merge(key, priceVariance, BigDecimal::add);
        }
        var base = pair.tolerances().mode() == MatchMode.TWO_WAY ? pair.ordered() : pair.accepted();
        lines.add(MatchLine.of(
                position,
                order.number(),
                pair,
                differences.size() == found
                        ? LineOutcome.MATCHED
                        : missing && differences.size() == found + 1
                                ? LineOutcome.AWAITING_RECEIPT
                                : LineOutcome.IN_EXCEPTION,
                before,
                quantity,
                net,
                priceVariance,
                pair.exact(before.add(quantity)).subtract(base)));
    }

    /** What a credit is for: goods, whose quantity it lowers, or their price, which lowers the amount alone (R16). */
    private enum Credit {
        GOODS,
        PRICE,
        UNCLEAR
    }

    /**
     * A credit without a quantity is for the price. One at the price that was invoiced is for goods, and so is one whose
     * goods went back. What is left is for the price where it names the invoice that it corrects, nothing went back, and it
     * gives back less than half of what these goods were invoiced at; otherwise a person decides.
     */
    private Credit kindOfCredit(
            OrderFacts.Line pair, BigDecimal before, BigDecimal quantity, BigDecimal net, BigDecimal dearerBefore) {
        if (quantity.signum() == 0) {
            return Credit.PRICE;
        }
        var many = quantity.negate();
        var given = net.negate();
        var byOrder = many.multiply(pair.unitPrice());
        var byInvoice = before.signum() > 0
                ? byOrder.add(many.multiply(dearerBefore).divide(before, digits + 4, RoundingMode.HALF_UP))
                : byOrder;
        var worth = byInvoice.min(byOrder);
        var less = worth.subtract(given);
        if (rounded(less).signum() <= 0
                || less.multiply(HUNDRED)
                                .compareTo(pair.tolerances().pricePercent().multiply(worth))
                        <= 0) {
            return Credit.GOODS;
        }
        var gone = pair.exact(before.add(pair.disputed()).subtract(pair.accepted()));
        if (gone.compareTo(many) >= 0) {
            return Credit.GOODS;
        }
        return gone.signum() <= 0 && correctsKnownInvoice && given.add(given).compareTo(worth) < 0
                ? Credit.PRICE
                : Credit.UNCLEAR;
    }

    private void creditPrice(
            int position,
            OrderFacts order,
            OrderFacts.Line pair,
            BigDecimal before,
            BigDecimal quantity,
            BigDecimal net,
            BigDecimal dearerBefore,
            Credit kind) {
        var found = differences.size();
        var given = net.negate();
        var many = before.add(pair.disputed());
        var invoiced = pair.worth(many, digits).add(dearerBefore);
        if (given.compareTo(invoiced) > 0) {
            differs(
                    ExceptionType.PRICE_VARIANCE,
                    position,
                    given.subtract(invoiced.max(BigDecimal.ZERO)),
                    Explanation.of(
                            InvoicingStatement.CREDITED_BEYOND,
                            amount(given),
                            amount(invoiced.max(BigDecimal.ZERO)),
                            amount(given.subtract(invoiced.max(BigDecimal.ZERO)))));
        } else if (kind == Credit.UNCLEAR) {
            differs(
                    ExceptionType.PRICE_VARIANCE,
                    position,
                    given,
                    Explanation.of(
                            InvoicingStatement.PRICE_OR_GOODS,
                            amount(given),
                            Explanation.quantity(quantity.negate(), pair.unit()),
                            amount(pair.unitPrice()),
                            Explanation.quantity(pair.returned(), pair.unit())));
        }
        var key = order.number() + "/" + pair.line();
        dearer.merge(key, net, BigDecimal::add);
        var base = pair.tolerances().mode() == MatchMode.TWO_WAY ? pair.ordered() : pair.accepted();
        lines.add(MatchLine.of(
                position,
                order.number(),
                pair,
                differences.size() == found ? LineOutcome.MATCHED : LineOutcome.IN_EXCEPTION,
                before,
                BigDecimal.ZERO,
                net,
                net,
                before.subtract(base)));
    }

    /** @return whether nothing of the line has arrived */
    private boolean compareQuantity(
            int position,
            InvoiceDraft.Line line,
            OrderFacts.Line pair,
            BigDecimal before,
            BigDecimal quantity,
            BigDecimal net) {
        var unit = pair.unit();
        var total = pair.exact(before.add(quantity));
        if (quantity.signum() <= 0) {
            // An invoice that waits because of the very goods that this credit takes back is as good as one that
            // counts.
            total = pair.exact(total.add(pair.disputed()));
            if (total.signum() < 0) {
                differs(
                        ExceptionType.QUANTITY_NOT_ORDERED,
                        position,
                        priced(total.negate(), line, net),
                        Explanation.of(
                                InvoicingStatement.CREDITED_TOO_MANY,
                                Explanation.quantity(quantity.negate(), unit),
                                Explanation.quantity(before.add(pair.disputed()), unit),
                                Explanation.quantity(total.negate(), unit)));
            }
            return false;
        }
        var most = pair.ordered().add(percent(pair.ordered(), pair.tolerances().quantityPercent()));
        if (total.compareTo(most) > 0) {
            var over = total.subtract(pair.ordered()).min(quantity);
            differs(
                    ExceptionType.QUANTITY_NOT_ORDERED,
                    position,
                    priced(over, line, net),
                    overOrdered(before, quantity, pair, over, priced(over, line, net)));
            total = pair.ordered();
        }
        if (pair.tolerances().mode() == MatchMode.TWO_WAY || total.compareTo(pair.accepted()) <= 0) {
            return false;
        }
        // What lies beyond the order is said above: here only what was ordered and is not here.
        var lacking = total.subtract(pair.accepted()).min(quantity);
        var worth = priced(lacking, line, net);
        if (pair.anyArrived()) {
            differs(
                    ExceptionType.QUANTITY_NOT_RECEIVED,
                    position,
                    worth,
                    pair.returned().signum() > 0
                            ? Explanation.of(
                                    InvoicingStatement.OVER_KEPT,
                                    claimedWords(before, quantity, unit),
                                    Explanation.quantity(pair.accepted(), unit),
                                    Explanation.quantity(pair.returned(), unit),
                                    Explanation.quantity(lacking, unit),
                                    amount(worth))
                            : Explanation.of(
                                    InvoicingStatement.OVER_ACCEPTED,
                                    claimedWords(before, quantity, unit),
                                    Explanation.quantity(pair.accepted(), unit),
                                    Explanation.quantity(lacking, unit),
                                    amount(worth)));
            return false;
        }
        differs(
                ExceptionType.MISSING_RECEIPT,
                position,
                worth,
                Explanation.of(
                        InvoicingStatement.NOTHING_ARRIVED,
                        claimedWords(before, quantity, unit),
                        Explanation.quantity(lacking, unit),
                        amount(worth)));
        return true;
    }

    private BigDecimal comparePrice(
            int position,
            InvoiceDraft.Line line,
            OrderFacts.Line pair,
            BigDecimal before,
            BigDecimal quantity,
            BigDecimal net,
            BigDecimal dearerBefore) {
        var expected = pair.worth(quantity, digits);
        var variance = net.subtract(expected);
        var inAll = dearerBefore.add(variance);
        var expectedInAll = pair.worth(before.add(quantity), digits);
        var tolerances = pair.tolerances();
        boolean withinPercent = inAll.multiply(HUNDRED)
                        .compareTo(tolerances.pricePercent().multiply(expectedInAll.max(BigDecimal.ZERO)))
                <= 0;
        boolean withinAbsolute = inAll.compareTo(tolerances.priceAbsolute()) <= 0;
        if (variance.signum() > 0 && inAll.signum() > 0 && !(withinPercent && withinAbsolute)) {
            differs(
                    ExceptionType.PRICE_VARIANCE,
                    position,
                    inAll,
                    quantity.signum() < 0
                            ? Explanation.of(
                                    InvoicingStatement.CREDITED_TOO_LITTLE,
                                    amount(net.abs()),
                                    Explanation.quantity(quantity.abs(), pair.unit()),
                                    amount(variance),
                                    amount(expected.abs()))
                            : dearer(quantity, pair, net, expected, variance, inAll));
        }
        return variance;
    }

    private Explanation dearer(
            BigDecimal quantity,
            OrderFacts.Line pair,
            BigDecimal net,
            BigDecimal expected,
            BigDecimal variance,
            BigDecimal inAll) {
        var many = Explanation.quantity(quantity, pair.unit());
        var each = amount(pair.unitPrice());
        return Explanation.joined(List.of(
                inAll.compareTo(variance) == 0
                        ? Explanation.of(
                                InvoicingStatement.DEARER, many, amount(net), amount(expected), each, amount(variance))
                        : Explanation.of(
                                InvoicingStatement.DEARER_IN_ALL,
                                many,
                                amount(net),
                                amount(expected),
                                each,
                                amount(variance),
                                amount(inAll)),
                Explanation.of(
                        InvoicingStatement.PRICE_TOLERATED,
                        Explanation.number(pair.tolerances().pricePercent()),
                        amount(pair.tolerances().priceAbsolute()))));
    }

    /** @return charges less allowances, signed: what no line covers */
    private BigDecimal checkOrderTotals() {
        var adjustments = type.signed(orZero(invoice.charges()).subtract(orZero(invoice.allowances())));
        var main = mainOrder();
        for (var order : orders.values()) {
            if (!sameCurrency(order)) {
                continue;
            }
            var own = lines.stream()
                    .filter(line -> order.number().equals(line.purchaseOrder()))
                    .toList();
            var extras = own.stream()
                    .filter(line -> line.orderLine() == null)
                    .map(MatchLine::net)
                    .reduce(order.number().equals(main) ? adjustments : BigDecimal.ZERO, BigDecimal::add);
            var net = own.stream()
                    .map(MatchLine::net)
                    .reduce(order.number().equals(main) ? adjustments : BigDecimal.ZERO, BigDecimal::add);
            var over = order.netBefore()
                    .add(net)
                    .subtract(order.total())
                    .min(order.extrasBefore().add(extras))
                    .subtract(order.overAccepted());
            if (over.signum() > 0 && net.signum() > 0) {
                differsFrom(
                        ExceptionType.AMOUNT_OVER_ORDER,
                        order,
                        over,
                        Explanation.of(
                                order.netBefore().signum() == 0
                                        ? InvoicingStatement.OVER_ORDER
                                        : InvoicingStatement.OVER_ORDER_TOGETHER,
                                amount(order.netBefore().add(net)),
                                order.number(),
                                amount(order.total()),
                                amount(over)));
            }
        }
        return adjustments;
    }

    /** The order that the charges of the whole document belong to. */
    private @Nullable String mainOrder() {
        return Invoice.mainOrder(invoice.purchaseOrder(), orders.keySet());
    }

    private void checkTax() {
        var stated = taxTotal();
        if (stated == null) {
            return;
        }
        var own = InvoiceSums.basesOfLines(invoice, orderTaxRates, digits);
        var bases = InvoiceSums.withAdjustments(invoice, own, digits);
        var expected = InvoiceSums.tax(bases, digits);
        var off = stated.subtract(expected);
        if (off.abs().compareTo(documentTolerances.tax()) > 0) {
            var bill = bases.entrySet().stream()
                    .filter(base -> base.getKey().signum() != 0)
                    .map(base -> Explanation.of(
                            InvoicingStatement.TAX_OF, Explanation.number(base.getKey()), amount(base.getValue())))
                    .toList();
            var allowances = orZero(invoice.allowances());
            var forgotten = allowances.signum() != 0
                    && stated.subtract(InvoiceSums.tax(own, digits)).abs().compareTo(documentTolerances.tax()) <= 0;
            var sum = taxSum(stated, expected, off, bill);
            differs(
                    ExceptionType.TAX_VARIANCE,
                    null,
                    off.abs(),
                    forgotten
                            ? Explanation.joined(List.of(
                                    sum, Explanation.of(InvoicingStatement.ALLOWANCE_FORGOTTEN, amount(allowances))))
                            : sum);
        }
    }

    private Explanation taxSum(BigDecimal stated, BigDecimal expected, BigDecimal off, List<Explanation> bill) {
        var tooHigh = off.signum() > 0;
        return bill.isEmpty()
                ? Explanation.of(
                        tooHigh ? InvoicingStatement.TAX_TOO_HIGH : InvoicingStatement.TAX_TOO_LOW,
                        amount(stated),
                        amount(expected),
                        amount(off.abs()))
                : Explanation.of(
                        tooHigh ? InvoicingStatement.TAX_TOO_HIGH_WITH_BILL : InvoicingStatement.TAX_TOO_LOW_WITH_BILL,
                        amount(stated),
                        amount(expected),
                        Explanation.words(bill),
                        amount(off.abs()));
    }

    private void checkTotals() {
        var problems = new ArrayList<Explanation>();
        var worst = BigDecimal.ZERO;
        for (int index = 0; index < invoice.lines().size(); index++) {
            var line = invoice.lines().get(index);
            if (line.netAmount() != null
                    && line.unitPrice() != null
                    && line.quantity() != null
                    && !isPriceAlone(line)) {
                var computed = computedNet(line);
                if (line.netAmount().subtract(computed).abs().compareTo(lineSlack(line)) <= 0) {
                    continue;
                }
                worst = worst.max(adds(
                        problems,
                        line.netAmount(),
                        computed,
                        InvoicingStatement.LINE_TOTAL,
                        label(index + 1),
                        amount(line.netAmount()),
                        Explanation.number(quantity(line))));
            }
        }
        var sum = invoice.lines().stream().map(this::net).reduce(BigDecimal.ZERO, BigDecimal::add);
        var net = sum.add(orZero(invoice.charges())).subtract(orZero(invoice.allowances()));
        if (invoice.netTotal() != null) {
            worst = worst.max(adds(
                    problems,
                    invoice.netTotal(),
                    net,
                    orZero(invoice.charges()).signum() == 0
                                    && orZero(invoice.allowances()).signum() == 0
                            ? InvoicingStatement.NET_TOTAL
                            : InvoicingStatement.NET_TOTAL_ADJUSTED,
                    amount(invoice.netTotal())));
            net = invoice.netTotal();
        }
        var gross = net.add(orZero(taxTotal()));
        if (invoice.grossTotal() != null) {
            worst = worst.max(adds(
                    problems,
                    invoice.grossTotal(),
                    gross,
                    InvoicingStatement.GROSS_TOTAL,
                    amount(invoice.grossTotal())));
            gross = invoice.grossTotal();
        }
        if (invoice.payable() != null) {
            worst = worst.max(adds(
                    problems,
                    invoice.payable(),
                    gross.subtract(orZero(invoice.prepaid())).add(orZero(invoice.rounding())),
                    InvoicingStatement.PAYABLE_TOTAL,
                    amount(invoice.payable())));
        }
        // Roundings bring a sum to the coins that there are: they stay below one unit of the currency.
        var rounding = orZero(invoice.rounding()).abs();
        if (rounding.compareTo(BigDecimal.ONE) >= 0) {
            problems.add(Explanation.of(InvoicingStatement.ROUNDED_TOO_FAR, amount(rounding)));
            worst = worst.max(rounding);
        }
        var prepaid = orZero(invoice.prepaid());
        if (prepaid.signum() < 0) {
            problems.add(Explanation.of(InvoicingStatement.PREPAID_BELOW_ZERO, amount(prepaid.abs())));
            worst = worst.max(prepaid.abs());
        }
        if (!problems.isEmpty()) {
            differs(ExceptionType.TOTAL_MISMATCH, null, worst, Explanation.joined(problems));
        }
    }

    /** A credit of no quantity: its unit price times nothing says nothing. */
    private boolean isPriceAlone(InvoiceDraft.Line line) {
        return type == InvoiceType.CREDIT_NOTE && quantity(line).signum() == 0;
    }

    /** A unit price is often written with fewer digits than it was computed with: half of its last digit, times the quantity. */
    private BigDecimal lineSlack(InvoiceDraft.Line line) {
        var price = orZero(line.unitPrice());
        var given = line.priceBaseQuantity();
        var base = given == null || given.signum() == 0 ? BigDecimal.ONE : given;
        return BigDecimal.valueOf(5, Math.max(price.stripTrailingZeros().scale(), digits) + 1)
                .multiply(quantity(line).abs())
                .divide(base, digits + 2, RoundingMode.UP)
                .add(documentTolerances.total());
    }

    /** @param named what the sentence names before what was computed, and how far that is off */
    private BigDecimal adds(
            List<Explanation> problems,
            BigDecimal stated,
            BigDecimal computed,
            InvoicingStatement sentence,
            Object... named) {
        var off = stated.subtract(computed).abs();
        if (off.compareTo(documentTolerances.total()) <= 0) {
            return BigDecimal.ZERO;
        }
        var values = new ArrayList<>(Arrays.asList(named));
        values.add(amount(computed));
        values.add(amount(off));
        problems.add(Explanation.of(sentence, values.toArray()));
        return off;
    }

    private void differs(ExceptionType kind, @Nullable Integer position, BigDecimal amount, Explanation explanation) {
        differences.add(new Difference(kind, position, null, amount, explanation));
    }

    /** Two orders may differ alike: each difference is its own. */
    private void differsFrom(ExceptionType kind, OrderFacts order, BigDecimal amount, Explanation explanation) {
        differences.add(new Difference(kind, null, order.number(), amount, explanation));
    }

    private @Nullable BigDecimal taxTotal() {
        if (invoice.taxTotal() == null && invoice.grossTotal() != null && invoice.netTotal() != null) {
            return invoice.grossTotal().subtract(invoice.netTotal());
        }
        return invoice.taxTotal();
    }

    private BigDecimal payable() {
        return orZero(invoice.payable());
    }

    private BigDecimal net(InvoiceDraft.Line line) {
        return InvoiceSums.net(line, digits);
    }

    private BigDecimal computedNet(InvoiceDraft.Line line) {
        return InvoiceSums.computedNet(line, digits);
    }

    /** What a part of a line's quantity is worth at the line's own price. */
    private BigDecimal priced(BigDecimal part, InvoiceDraft.Line line, BigDecimal net) {
        var all = quantity(line);
        return all.signum() == 0
                ? net.abs()
                : part.multiply(net).divide(all, digits, RoundingMode.HALF_UP).abs();
    }

    private BigDecimal rounded(BigDecimal value) {
        return value.setScale(digits, RoundingMode.HALF_UP);
    }

    private boolean sameCurrency(OrderFacts order) {
        return order.currency().getCurrencyCode().equals(currencyCode);
    }

    private Explanation.Value amount(BigDecimal value) {
        return Explanation.amount(
                value.setScale(
                        Math.max(digits, Math.max(value.stripTrailingZeros().scale(), 0)), RoundingMode.UNNECESSARY),
                currencyCode);
    }

    private String label(int position) {
        var label = invoice.lines().get(position - 1).line();
        return label == null ? Integer.toString(position) : label;
    }

    private static Object described(InvoiceDraft.Line line) {
        if (line.description() != null) {
            return line.description();
        }
        return line.item() == null ? Explanation.of(InvoicingStatement.NAMELESS_LINE) : line.item();
    }

    private Explanation overOrdered(
            BigDecimal before, BigDecimal quantity, OrderFacts.Line pair, BigDecimal over, BigDecimal worth) {
        var unit = pair.unit();
        var percent = pair.tolerances().quantityPercent();
        return percent.signum() == 0
                ? Explanation.of(
                        InvoicingStatement.OVER_ORDERED,
                        claimedWords(before, quantity, unit),
                        Explanation.quantity(pair.ordered(), unit),
                        Explanation.quantity(over, unit),
                        amount(worth))
                : Explanation.of(
                        InvoicingStatement.OVER_TOLERATED,
                        claimedWords(before, quantity, unit),
                        Explanation.quantity(pair.ordered(), unit),
                        Explanation.number(percent),
                        Explanation.quantity(over, unit),
                        amount(worth));
    }

    private static Explanation claimedWords(BigDecimal before, BigDecimal quantity, String unit) {
        return before.signum() == 0
                ? Explanation.of(InvoicingStatement.INVOICED, Explanation.quantity(quantity, unit))
                : Explanation.of(
                        InvoicingStatement.INVOICED_IN_ALL,
                        Explanation.quantity(before.add(quantity), unit),
                        Explanation.number(before),
                        Explanation.number(quantity));
    }

    private static BigDecimal percent(BigDecimal of, BigDecimal percent) {
        return of.multiply(percent).divide(HUNDRED);
    }

    private static BigDecimal quantity(InvoiceDraft.Line line) {
        return orZero(line.quantity());
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    private static boolean sameUnit(@Nullable String invoiced, String ordered) {
        if (invoiced == null) {
            return true;
        }
        var one = invoiced.strip().toUpperCase(Locale.ROOT);
        var other = ordered.strip().toUpperCase(Locale.ROOT);
        return one.equals(other) || (PIECE.contains(one) && PIECE.contains(other));
    }

    private static String account(String iban) {
        return iban.replaceAll("[^\\p{L}\\p{Nd}]", "").toUpperCase(Locale.ROOT);
    }
}
