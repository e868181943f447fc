package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.countersign.shared.Explanation;
import org.countersign.shared.Limit;
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
    private final Map<Integer, LinePaired> said;
    private final List<Difference> differences = new ArrayList<>();
    private final List<MatchLine> lines = new ArrayList<>();
    private final Map<String, BigDecimal> claimed = new HashMap<>();
    private final Map<String, BigDecimal> dearer = new HashMap<>();
    private final Map<Integer, BigDecimal> orderTaxRates = new HashMap<>();
    private final Map<String, LinePairing> pairings = new HashMap<>();
    private final InvoiceCurrency currency;
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
        this(invoice, orders, documentTolerances, knownIban, unitsAgreed, correctsKnownInvoice, Map.of());
    }

    /** @param said which lines of the orders persons named, by position of the invoice's line */
    Matching(
            InvoiceDraft invoice,
            Map<String, OrderFacts> orders,
            Tolerances documentTolerances,
            @Nullable String knownIban,
            Set<Integer> unitsAgreed,
            boolean correctsKnownInvoice,
            Map<Integer, LinePaired> said) {
        this.invoice = invoice;
        this.type = invoice.type() == null ? InvoiceType.INVOICE : invoice.type();
        this.orders = new TreeMap<>(orders);
        this.documentTolerances = documentTolerances;
        this.knownIban = knownIban;
        this.unitsAgreed = unitsAgreed;
        this.correctsKnownInvoice = correctsKnownInvoice;
        this.said = Map.copyOf(said);
        this.currency = InvoiceCurrency.of(invoice);
        this.digits = currency.digits();
    }

    /** Everything that can be said about the invoice. */
    MatchReport match() {
        if (!invoice.findings().isEmpty()) {
            differs(ExceptionType.INVALID_DOCUMENT, null, payable().abs(), whatIsWrong());
        }
        checkSender();
        checkOrders();
        matchLines();
        var totals = new OrderTotals(invoice, type, documentTolerances);
        differences.addAll(totals.differences(orders.values(), lines, mainOrder()));
        differences.addAll(new DocumentSums(invoice, documentTolerances, orderTaxRates).differences());
        var mode = lines.stream()
                .filter(line -> line.orderLine() != null)
                .map(MatchLine::mode)
                .max(Comparator.naturalOrder())
                .orElse(documentTolerances.mode());
        return new MatchReport(mode, lines, differences, totals.adjustments(), documentTolerances);
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
        for (int position = 1; position <= invoice.lines().size(); position++) {
            var number = orderOf(invoice, invoice.lines().get(position - 1));
            // Where the other lines name an order, one that names none is a line without an order line.
            if (number == null ? orders.isEmpty() : !orders.containsKey(number) && !said.containsKey(position)) {
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
                                InvoicingStatement.OTHER_CURRENCY, currency.code(), order.number(), order.currency()));
            }
        }
    }

    private void matchLines() {
        var ofOrder = new TreeMap<String, SortedMap<Integer, InvoiceDraft.Line>>();
        var main = mainOrder();
        var homes = new HashMap<Integer, OrderFacts>();
        for (int position = 1; position <= invoice.lines().size(); position++) {
            var line = invoice.lines().get(position - 1);
            var home = homeOf(position, line, main);
            if (home != null) {
                homes.put(position, home);
                ofOrder.computeIfAbsent(home.number(), order -> new TreeMap<>()).put(position, line);
            }
        }
        var found = new HashMap<Integer, LinePairing.Found>();
        ofOrder.forEach((number, own) -> found.putAll(pairingOf(number).pair(own, saidOf(number))));
        // What is taken off counts beside all that is claimed, wherever it stands.
        for (int position : creditsLast()) {
            var line = invoice.lines().get(position - 1);
            var order = homes.get(position);
            var pair = found.get(position);
            if (order != null && pair != null && pair.line() != null) {
                compare(position, line, order, pair.line());
            } else {
                unmatched(position, line, order, pair == null ? List.of() : pair.candidates(), main);
            }
        }
        lines.sort(Comparator.comparing(MatchLine::position));
    }

    private List<Integer> creditsLast() {
        return IntStream.rangeClosed(1, invoice.lines().size())
                .boxed()
                .sorted(Comparator.comparing(
                        position -> net(invoice.lines().get(position - 1)).signum() < 0))
                .toList();
    }

    /** The order whose lines may be meant; null where it is not here, or where the line names none and there are several. */
    private @Nullable OrderFacts homeOf(int position, InvoiceDraft.Line line, @Nullable String main) {
        var person = said.get(position);
        var named = person == null ? orderOf(invoice, line) : person.purchaseOrder();
        if (named != null) {
            return orders.get(named);
        }
        return main != null && orders.size() == 1 ? orders.get(main) : null;
    }

    private LinePairing pairingOf(String number) {
        return pairings.computeIfAbsent(
                number,
                order -> new LinePairing(
                        Objects.requireNonNull(orders.get(order)),
                        type == InvoiceType.CREDIT_NOTE,
                        documentTolerances.unplanned() != null));
    }

    private Map<Integer, Integer> saidOf(String order) {
        var lines = new HashMap<Integer, Integer>();
        said.forEach((position, person) -> {
            if (person.purchaseOrder().equals(order)) {
                lines.put(position, person.orderLine());
            }
        });
        return lines;
    }

    private void unmatched(
            int position,
            InvoiceDraft.Line line,
            @Nullable OrderFacts home,
            List<PairingCandidate> found,
            @Nullable String main) {
        var net = type.signed(net(line));
        var named = orderOf(invoice, line);
        var free = home == null && named == null;
        var candidates = free
                ? orders.keySet().stream()
                        .flatMap(order -> pairingOf(order).candidates(line).stream())
                        .limit(PairingCandidate.MOST)
                        .toList()
                : found;
        var order = home != null ? home.number() : free ? main : null;
        if (order != null
                && documentTolerances.unplanned() != null
                && candidates.stream().noneMatch(one -> one.why().names())
                && UnplannedCost.is(line)) {
            lines.add(MatchLine.unplanned(position, order, type.signed(quantity(line)), net));
            return;
        }
        lines.add(MatchLine.unmatched(
                position, order == null ? named : order, type.signed(quantity(line)), net, candidates));
        if (order != null && net.signum() != 0) {
            differs(ExceptionType.UNMATCHED_LINE, position, net.abs(), whyUnmatched(line, order, net, candidates));
        }
    }

    private Explanation whyUnmatched(
            InvoiceDraft.Line line, String order, BigDecimal net, List<PairingCandidate> candidates) {
        var some = Explanation.words(candidates.stream()
                .limit(MOST_FINDINGS)
                .map(one -> Explanation.of(
                        InvoicingStatement.candidate(one.why()),
                        one.purchaseOrder().equals(order)
                                ? Integer.toString(one.orderLine())
                                : one.purchaseOrder() + "/" + one.orderLine(),
                        Explanation.quantity(one.open(), one.unit()),
                        amount(one.unitPrice())))
                .toList());
        if (candidates.stream().anyMatch(one -> one.why().names())) {
            return Explanation.of(InvoicingStatement.AMBIGUOUS_LINE, order, described(line), amount(net.abs()), some);
        }
        var none = Explanation.of(InvoicingStatement.UNMATCHED_LINE, order, described(line), amount(net.abs()));
        return candidates.isEmpty()
                ? none
                : Explanation.joined(List.of(none, Explanation.of(InvoicingStatement.UNMATCHED_BUT_LIKE, some)));
    }

    private void compare(int position, InvoiceDraft.Line received, OrderFacts order, OrderFacts.Line pair) {
        orderTaxRates.put(position, pair.taxRate());
        int found = differences.size();
        var key = order.number() + "/" + pair.line();
        var known = sameUnit(received.unit(), pair.unit()) ? Optional.of(quantity(received)) : pair.claimedBy(received);
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
        if (net.signum() < 0 && sameCurrency(order)) {
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
     * A credit without a quantity is for the price, and so is a price below zero, for as many as there are. One at the price that was invoiced is for goods, and so is one whose
     * goods went back. What is left is for the price where it names the invoice that it corrects, nothing went back, and it
     * gives back less than half of what these goods were invoiced at; otherwise a person decides.
     */
    private Credit kindOfCredit(
            OrderFacts.Line pair, BigDecimal before, BigDecimal quantity, BigDecimal net, BigDecimal dearerBefore) {
        if (quantity.signum() >= 0) {
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
                                .compareTo(orZero(pair.tolerances().price().percent())
                                        .multiply(worth))
                        <= 0) {
            return Credit.GOODS;
        }
        // What waits because it is more than was ever ordered says nothing of goods that went back.
        var claims = before.add(pair.disputed()).min(pair.ordered().max(before));
        var gone = pair.exact(claims.subtract(pair.accepted()));
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
                    withReference(Explanation.of(
                            InvoicingStatement.PRICE_OR_GOODS,
                            amount(given),
                            Explanation.quantity(quantity.negate(), pair.unit()),
                            amount(pair.unitPrice()),
                            Explanation.quantity(pair.returned(), pair.unit()))));
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

    private Explanation withReference(Explanation said) {
        var named = invoice.precedingInvoice();
        return named == null || correctsKnownInvoice
                ? said
                : Explanation.joined(List.of(said, Explanation.of(InvoicingStatement.CORRECTS_UNKNOWN, named)));
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
        if (!pair.tolerances().quantity().allows(total.subtract(pair.ordered()), pair.ordered())) {
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
        if (variance.signum() > 0 && inAll.signum() > 0 && !tolerances.price().allows(inAll, expectedInAll)) {
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
                            : dearer(quantity, pair, net, expected, variance, inAll, expectedInAll));
        } else if (quantity.signum() > 0
                && variance.signum() < 0
                && inAll.signum() < 0
                && !tolerances.priceUnder().allows(inAll.negate(), expectedInAll)) {
            differs(
                    ExceptionType.PRICE_VARIANCE,
                    position,
                    inAll.negate(),
                    Explanation.joined(List.of(
                            Explanation.of(
                                    InvoicingStatement.CHEAPER,
                                    Explanation.quantity(quantity, pair.unit()),
                                    amount(net),
                                    amount(expected),
                                    amount(pair.unitPrice()),
                                    amount(inAll.negate())),
                            tolerated(tolerances.priceUnder(), inAll.negate(), expectedInAll))));
        }
        return variance;
    }

    /** What a price may differ by, in words; where two limits hold together, which of them is exceeded. */
    private Explanation tolerated(Limit limit, BigDecimal distance, BigDecimal expected) {
        var percent = limit.percent();
        var absolute = limit.absolute();
        if (percent == null) {
            return Explanation.of(InvoicingStatement.AMOUNT_TOLERATED, amount(orZero(absolute)));
        }
        if (absolute == null) {
            return Explanation.of(InvoicingStatement.PERCENT_TOLERATED, Explanation.number(percent));
        }
        if (limit.either()) {
            return Explanation.of(
                    InvoicingStatement.PRICE_TOLERATED_EITHER, Explanation.number(percent), amount(absolute));
        }
        var part = Optional.ofNullable(Limit.ofPercent(percent).most(expected)).orElseThrow();
        return Explanation.of(
                distance.compareTo(absolute) <= 0
                        ? InvoicingStatement.PRICE_BEYOND_PERCENT
                        : distance.compareTo(part) <= 0
                                ? InvoicingStatement.PRICE_BEYOND_AMOUNT
                                : InvoicingStatement.PRICE_BEYOND_BOTH,
                Explanation.number(percent),
                amount(absolute),
                amount(part.setScale(digits, RoundingMode.DOWN)));
    }

    private Explanation dearer(
            BigDecimal quantity,
            OrderFacts.Line pair,
            BigDecimal net,
            BigDecimal expected,
            BigDecimal variance,
            BigDecimal inAll,
            BigDecimal expectedInAll) {
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
                tolerated(pair.tolerances().price(), inAll, expectedInAll)));
    }

    /** The order that the charges of the whole document belong to. */
    private @Nullable String mainOrder() {
        return Invoice.mainOrder(invoice.purchaseOrder(), orders.keySet());
    }

    private void differs(ExceptionType kind, @Nullable Integer position, BigDecimal amount, Explanation explanation) {
        differences.add(new Difference(kind, position, null, amount, explanation));
    }

    /** Two orders may differ alike: each difference is its own. */
    private void differsFrom(ExceptionType kind, OrderFacts order, BigDecimal amount, Explanation explanation) {
        differences.add(new Difference(kind, null, order.number(), amount, explanation));
    }

    private BigDecimal payable() {
        return orZero(invoice.payable());
    }

    private BigDecimal net(InvoiceDraft.Line line) {
        return InvoiceSums.net(line, digits);
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
        return currency.isOf(order);
    }

    private Explanation.Value amount(BigDecimal value) {
        return currency.amount(value);
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
        var limit = pair.tolerances().quantity();
        var more = limit.most(pair.ordered());
        if (more == null || more.signum() == 0) {
            return Explanation.of(
                    InvoicingStatement.OVER_ORDERED,
                    claimedWords(before, quantity, unit),
                    Explanation.quantity(pair.ordered(), unit),
                    Explanation.quantity(over, unit),
                    amount(worth));
        }
        var percent = limit.percent();
        return percent == null || limit.absolute() != null
                ? Explanation.of(
                        InvoicingStatement.OVER_QUANTITY_TOLERATED,
                        claimedWords(before, quantity, unit),
                        Explanation.quantity(pair.ordered(), unit),
                        Explanation.quantity(more, unit),
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
