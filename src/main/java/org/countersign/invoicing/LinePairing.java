package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order lines that the lines of an invoice belong to: what a person said comes first, then the reference to a line
 * of the order, then item numbers (ours, the supplier's, the standard's), then the description; where several are meant,
 * description, price and the quantity that is open have to leave one. What they leave is shown with its candidates and never
 * guessed. Lines are looked up and not searched for, so that 10,000 of them take no longer than reading them.
 */
final class LinePairing {

    /** More of the same are not told apart by comparing each with each. */
    private static final int MOST_COMPARED = 200;

    /** What a line settles may settle another, and so on; more than that nobody would follow. */
    private static final int ROUNDS = 3;

    private final OrderFacts order;
    private final boolean credit;
    private final boolean chargesApart;
    private final Map<Integer, OrderFacts.Line> byNumber = new HashMap<>();
    private final Map<String, List<OrderFacts.Line>> byItem = new HashMap<>();
    private final Map<String, List<OrderFacts.Line>> bySupplierItem = new HashMap<>();
    private final Map<String, List<OrderFacts.Line>> byGtin = new HashMap<>();
    private final Map<String, List<OrderFacts.Line>> byDescription = new HashMap<>();
    private final Map<BigDecimal, List<OrderFacts.Line>> byPrice = new HashMap<>();
    private final Map<Integer, BigDecimal> claimed = new HashMap<>();

    /**
     * @param credit whether quantities of the document count negative
     * @param chargesApart whether freight and the like is judged by itself, and belongs to no line that is none
     */
    LinePairing(OrderFacts order, boolean credit, boolean chargesApart) {
        this.order = order;
        this.credit = credit;
        this.chargesApart = chargesApart;
        for (var line : order.lines()) {
            byNumber.put(line.line(), line);
            put(byItem, number(line.item()), line);
            // Where nobody keeps the supplier's number, what was asked for may be that very number.
            put(bySupplierItem, number(line.supplierItem() == null ? line.item() : line.supplierItem()), line);
            put(byGtin, gtin(line.gtin()), line);
            put(byDescription, words(line.description()), line);
            byPrice.computeIfAbsent(line.unitPrice().stripTrailingZeros(), price -> new ArrayList<>())
                    .add(line);
        }
    }

    /**
     * What was found for a line of the invoice.
     *
     * @param line of the order; null where none, or more than one, can be meant
     * @param candidates where there is none: those that may be meant, the most likely first
     */
    record Found(OrderFacts.@Nullable Line line, List<PairingCandidate> candidates) {

        Found {
            candidates = List.copyOf(candidates);
        }
    }

    /** Lines of the order that a line of the invoice names, and how. */
    private record Named(InvoiceDraft.Line by, PairingReason why, List<OrderFacts.Line> lines) {}

    /**
     * Pairs the lines of an invoice that belong to this order.
     *
     * @param lines by position
     * @param decided the line of the order that a person said, by position
     */
    Map<Integer, Found> pair(SortedMap<Integer, InvoiceDraft.Line> lines, Map<Integer, Integer> decided) {
        var found = new HashMap<Integer, Found>();
        var open = new TreeMap<Integer, Named>();
        lines.forEach((position, line) -> {
            var said = decided.get(position);
            var sure = said == null ? byReference(line) : byNumber.get(said);
            if (sure == null) {
                open.put(position, named(line));
            } else {
                take(found, position, line, sure);
            }
        });
        var only =
                order.lines().size() == 1 && lines.size() == 1 ? order.lines().get(0) : null;
        var first = open.firstEntry();
        if (only != null && first != null && !isCharge(first.getValue().by(), only)) {
            take(found, first.getKey(), first.getValue().by(), only);
            open.clear();
        }
        for (int round = 0; round < ROUNDS && settle(found, open); round++) {}
        settleAlike(found, open);
        open.forEach((position, named) -> found.put(position, new Found(null, candidates(named))));
        return found;
    }

    private boolean isCharge(InvoiceDraft.Line line, OrderFacts.Line only) {
        return chargesApart && UnplannedCost.is(line) && !UnplannedCost.isSaid(only.description());
    }

    private void take(Map<Integer, Found> found, int position, InvoiceDraft.Line line, OrderFacts.Line pair) {
        found.put(position, new Found(pair, List.of()));
        claimed.merge(pair.line(), quantity(line, pair).abs(), BigDecimal::add);
    }

    /** Takes all that are left with one line each, at once, so that the order of the lines decides nothing. */
    private boolean settle(Map<Integer, Found> found, Map<Integer, Named> open) {
        var settled = new LinkedHashMap<Integer, OrderFacts.Line>();
        open.forEach((position, named) -> {
            var left = named.why().names() ? narrowed(named) : named.lines();
            if (named.why().names() && left.size() == 1) {
                settled.put(position, left.get(0));
            }
        });
        settled.forEach((position, line) -> {
            var named = open.remove(position);
            if (named != null) {
                take(found, position, named.by(), line);
            }
        });
        return !settled.isEmpty() && !open.isEmpty();
    }

    /**
     * As many lines that say the same as there are lines of the order that are the same, each invoiced in full: whichever
     * is put beside which, it comes to the same.
     */
    private void settleAlike(Map<Integer, Found> found, Map<Integer, Named> open) {
        var groups = new LinkedHashMap<List<Integer>, List<Integer>>();
        open.forEach((position, named) -> {
            var left = narrowed(named);
            if (named.why().names() && left.size() > 1 && left.size() <= MOST_COMPARED) {
                groups.computeIfAbsent(left.stream().map(OrderFacts.Line::line).toList(), numbers -> new ArrayList<>())
                        .add(position);
            }
        });
        groups.forEach((numbers, positions) -> {
            var same = numbers.stream().map(byNumber::get).toList();
            var first = same.get(0);
            if (first == null
                    || numbers.size() != positions.size()
                    || !same.stream().allMatch(line -> line != null && isAlike(line, first))
                    || !positions.stream().allMatch(position -> fillsUp(open.get(position), first))) {
                return;
            }
            for (int index = 0; index < numbers.size(); index++) {
                var named = open.remove(positions.get(index));
                var line = same.get(index);
                if (named != null && line != null) {
                    take(found, positions.get(index), named.by(), line);
                }
            }
        });
    }

    private boolean fillsUp(@Nullable Named named, OrderFacts.Line line) {
        return named != null && quantity(named.by(), line).abs().compareTo(left(line, named.by())) == 0;
    }

    private static boolean isAlike(OrderFacts.Line one, OrderFacts.Line other) {
        return one.unitPrice().compareTo(other.unitPrice()) == 0
                && one.accepted().compareTo(other.accepted()) == 0
                && one.taxRate().compareTo(other.taxRate()) == 0
                && one.unit().equals(other.unit())
                && one.tolerances().equals(other.tolerances());
    }

    private OrderFacts.@Nullable Line byReference(InvoiceDraft.Line line) {
        var reference = line.orderLine() == null ? "" : line.orderLine().strip();
        return reference.matches("0*[1-9]\\d{0,8}") ? byNumber.get(Integer.valueOf(reference)) : null;
    }

    private Named named(InvoiceDraft.Line line) {
        return named(line, PairingReason.ITEM, byItem, number(line.item()))
                .or(() -> named(line, PairingReason.SUPPLIER_ITEM, bySupplierItem, number(line.sellerItem())))
                .or(() -> named(line, PairingReason.GTIN, byGtin, gtin(line.standardItem())))
                .or(() -> named(line, PairingReason.DESCRIPTION, byDescription, words(line.description())))
                .orElseGet(() -> new Named(line, PairingReason.PRICE_AND_QUANTITY, similar(line)));
    }

    private static Optional<Named> named(
            InvoiceDraft.Line line, PairingReason why, Map<String, List<OrderFacts.Line>> by, String key) {
        var lines = key.isEmpty() ? null : by.get(key);
        return lines == null ? Optional.empty() : Optional.of(new Named(line, why, lines));
    }

    private List<OrderFacts.Line> similar(InvoiceDraft.Line line) {
        var price = unitPrice(line);
        var same = price == null ? null : byPrice.get(price.stripTrailingZeros());
        return same == null
                ? List.of()
                : same.stream()
                        .limit(MOST_COMPARED)
                        .filter(candidate -> left(candidate, line)
                                        .compareTo(quantity(line, candidate).abs())
                                == 0)
                        .toList();
    }

    /** What description, price and open quantity leave of several, each only where it leaves any. */
    private List<OrderFacts.Line> narrowed(Named named) {
        var lines = named.lines();
        if (lines.size() <= 1 || lines.size() > MOST_COMPARED) {
            return lines;
        }
        var line = named.by();
        var said = words(line.description());
        var price = unitPrice(line);
        lines = said.isEmpty()
                ? lines
                : some(lines, one -> words(one.description()).equals(said));
        lines = price == null ? lines : some(lines, one -> one.unitPrice().compareTo(price) == 0);
        lines = some(lines, one -> left(one, line).signum() > 0);
        if (quantity(line).signum() == 0) {
            return lines;
        }
        var full =
                some(lines, one -> left(one, line).compareTo(quantity(line, one).abs()) >= 0);
        return some(full, one -> left(one, line).compareTo(quantity(line, one).abs()) == 0);
    }

    private static List<OrderFacts.Line> some(List<OrderFacts.Line> lines, Predicate<OrderFacts.Line> wanted) {
        var some = lines.stream().filter(wanted).toList();
        return some.isEmpty() ? lines : some;
    }

    /** The lines of this order that a line may mean which names no order at all. */
    List<PairingCandidate> candidates(InvoiceDraft.Line line) {
        return candidates(named(line));
    }

    private List<PairingCandidate> candidates(Named named) {
        return narrowed(named).stream()
                .limit(PairingCandidate.MOST)
                .map(line -> new PairingCandidate(
                        order.number(),
                        line.line(),
                        named.why(),
                        left(line, named.by()),
                        line.unit(),
                        line.unitPrice()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What is still to be invoiced of a line, or, for a credit, what was: less what this document surely claims. */
    private BigDecimal left(OrderFacts.Line line, InvoiceDraft.Line by) {
        var all = credit != quantity(by).signum() < 0
                ? line.invoicedBefore().add(line.disputed())
                : line.ordered().subtract(line.invoicedBefore());
        return line.exact(all.subtract(claimed.getOrDefault(line.line(), BigDecimal.ZERO)))
                .max(BigDecimal.ZERO);
    }

    private static void put(Map<String, List<OrderFacts.Line>> lines, String key, OrderFacts.Line line) {
        if (!key.isEmpty()) {
            lines.computeIfAbsent(key, same -> new ArrayList<>()).add(line);
        }
    }

    /** What a line claims in the unit in which another was ordered; as it says it where the units say nothing of each other. */
    private static BigDecimal quantity(InvoiceDraft.Line line, OrderFacts.Line candidate) {
        return candidate.claimedBy(line).orElse(quantity(line));
    }

    private static BigDecimal quantity(InvoiceDraft.Line line) {
        return line.quantity() == null ? BigDecimal.ZERO : line.quantity();
    }

    private static @Nullable BigDecimal unitPrice(InvoiceDraft.Line line) {
        var base = line.priceBaseQuantity();
        if (line.unitPrice() == null || base == null || base.signum() == 0) {
            return line.unitPrice();
        }
        return line.unitPrice().divide(base, MathContext.DECIMAL64);
    }

    private static String number(@Nullable String text) {
        return text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
    }

    /** GTINs of 8, 12, 13 and 14 digits are one number with zeros before it. */
    private static String gtin(@Nullable String text) {
        return text == null ? "" : text.strip().replaceFirst("^0+", "");
    }

    private static String words(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
