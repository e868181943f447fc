package org.countersign.invoicing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the order line that an invoice line belongs to: by its reference, else by the item, else a single line pairs with a
 * single line, else description and price must leave one candidate only. What is left has no order line.
 */
final class LinePairing {

    private final OrderFacts order;
    private final int invoiceLines;
    private final Map<Integer, BigDecimal> claimed = new HashMap<>();

    /** @param invoiceLines how many lines of the invoice refer to this order */
    LinePairing(OrderFacts order, int invoiceLines) {
        this.order = order;
        this.invoiceLines = invoiceLines;
    }

    /** The order line, if there is exactly one that can be meant. */
    Optional<OrderFacts.Line> pair(InvoiceDraft.Line line) {
        var found = byReference(line).or(() -> byItem(line)).or(this::onlyLine).or(() -> byDescription(line));
        found.ifPresent(match -> claimed.merge(match.line(), quantity(line, match), BigDecimal::add));
        return found;
    }

    private Optional<OrderFacts.Line> byReference(InvoiceDraft.Line line) {
        var reference = line.orderLine();
        return reference == null
                ? Optional.empty()
                : order.lines().stream()
                        .filter(candidate -> reference.strip().equals(Integer.toString(candidate.line())))
                        .findFirst();
    }

    private Optional<OrderFacts.Line> byItem(InvoiceDraft.Line line) {
        var same = candidates(candidate -> candidate.item() != null
                && (candidate.item().equalsIgnoreCase(line.item())
                        || candidate.item().equalsIgnoreCase(line.sellerItem())));
        // The same item on several lines: the first that this line still fits into.
        return same.stream()
                .filter(candidate -> left(candidate).compareTo(quantity(line, candidate)) >= 0)
                .findFirst()
                .or(() -> same.stream()
                        .filter(candidate -> left(candidate).signum() > 0)
                        .findFirst())
                .or(() -> same.stream().findFirst());
    }

    private Optional<OrderFacts.Line> onlyLine() {
        return invoiceLines == 1 && order.lines().size() == 1
                ? Optional.of(order.lines().get(0))
                : Optional.empty();
    }

    private Optional<OrderFacts.Line> byDescription(InvoiceDraft.Line line) {
        var wanted = words(line.description());
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var same = candidates(candidate -> words(candidate.description()).equals(wanted));
        var price = unitPrice(line);
        var exact = same.size() == 1 || price == null
                ? same
                : same.stream()
                        .filter(candidate -> candidate.unitPrice().compareTo(price) == 0)
                        .toList();
        return exact.size() == 1 ? Optional.of(exact.get(0)) : Optional.empty();
    }

    private List<OrderFacts.Line> candidates(Predicate<OrderFacts.Line> wanted) {
        return order.lines().stream().filter(wanted).toList();
    }

    private BigDecimal left(OrderFacts.Line line) {
        return line.exact(line.ordered()
                .subtract(line.invoicedBefore())
                .subtract(claimed.getOrDefault(line.line(), BigDecimal.ZERO)));
    }

    private static BigDecimal quantity(InvoiceDraft.Line line, OrderFacts.Line candidate) {
        return candidate.claimedBy(line).orElse(line.quantity() == null ? BigDecimal.ZERO : line.quantity());
    }

    private static @Nullable BigDecimal unitPrice(InvoiceDraft.Line line) {
        var base = line.priceBaseQuantity();
        if (line.unitPrice() == null || base == null || base.signum() == 0) {
            return line.unitPrice();
        }
        return line.unitPrice().divide(base, MathContext.DECIMAL64);
    }

    private static String words(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
