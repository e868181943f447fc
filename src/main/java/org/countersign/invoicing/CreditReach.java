package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.jspecify.annotations.Nullable;

/**
 * Which differences of an invoice a credit note can settle (R16): those of the order lines that it credits, and, where it names
 * the invoice, those of the whole invoice. One that names the invoice and says nothing of lines may be for any of them.
 *
 * @param named whether it names the invoice
 * @param lines the order lines that it credits, as {@code order/line}
 * @param orders the orders of these lines
 * @param loose whether some of it belongs to no order line
 */
record CreditReach(boolean named, Set<String> lines, Set<String> orders, boolean loose) {

    /** What a credit note reaches of an invoice. */
    static CreditReach of(Invoice note, Invoice invoice) {
        var number = note.asReceived().precedingInvoice();
        var named = number != null
                && (invoice.id().value().equals(number)
                        || NormalizedNumber.of(invoice.number()).equals(NormalizedNumber.of(number)));
        var received = note.asReceived();
        return new CreditReach(
                named,
                note.matchLines().stream().flatMap(line -> keyOf(line).stream()).collect(Collectors.toSet()),
                note.orders().stream().map(PurchaseOrderNumber::value).collect(Collectors.toSet()),
                note.matchLines().stream().anyMatch(line -> keyOf(line).isEmpty())
                        || isSome(received.charges())
                        || isSome(received.allowances()));
    }

    private static boolean isSome(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() != 0;
    }

    /** The order line that a line was compared with; none where there is none. */
    static Optional<String> keyOf(MatchLine line) {
        return line.orderLine() == null ? Optional.empty() : Optional.of(line.purchaseOrder() + "/" + line.orderLine());
    }

    /** Whether it can settle a difference of the invoice. */
    boolean reaches(InvoiceException difference, Invoice invoice) {
        var position = difference.position();
        return position == null
                ? reachesWhole(difference.purchaseOrder())
                : reachesLine(invoice.matchLines().stream()
                        .filter(line -> line.position() == position)
                        .flatMap(line -> keyOf(line).stream())
                        .findFirst()
                        .orElse(null));
    }

    /** @param line the order line that the difference is of; null where it belongs to none */
    boolean reachesLine(@Nullable String line) {
        return line != null && lines.contains(line) || named && (loose || line == null);
    }

    /** @param order the one whose total the difference is about; null where it is about the invoice */
    boolean reachesWhole(@Nullable String order) {
        return named || order != null && orders.contains(order);
    }
}
