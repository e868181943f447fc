package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.Optional;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * One difference as a supplier may see it: order, receipt and invoice side by side, and none of our tolerances.
 *
 * @param type its kind
 * @param line how the supplier calls the line; null where it is about the whole
 * @param description of the line, as invoiced
 * @param order number of the order that it was compared with
 * @param ordered by the order line; null where there is none
 * @param orderUnit its unit
 * @param orderPrice its price
 * @param accepted what arrived and was accepted; null where receipts are not looked at
 * @param invoiced as the supplier states it
 * @param unit likewise
 * @param unitPrice likewise
 * @param amount what it is about, in the invoice's currency
 * @param explanation what differs, where that tells nothing but what the invoice itself and its order say; else null
 */
public record QuestionedDifference(
        ExceptionType type,
        @Nullable String line,
        @Nullable String description,
        @Nullable String order,
        @Nullable BigDecimal ordered,
        @Nullable String orderUnit,
        @Nullable BigDecimal orderPrice,
        @Nullable BigDecimal accepted,
        @Nullable BigDecimal invoiced,
        @Nullable String unit,
        @Nullable BigDecimal unitPrice,
        BigDecimal amount,
        @Nullable Explanation explanation) {

    /** How an exception looks to the supplier. */
    static QuestionedDifference of(InvoiceException exception, Invoice invoice) {
        var position = exception.position();
        if (position == null) {
            var hidden = isOfAnother(exception.purchaseOrder(), invoice);
            return new QuestionedDifference(
                    exception.type(),
                    null,
                    null,
                    exception.purchaseOrder(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    hidden ? BigDecimal.ZERO : exception.amount(),
                    hidden ? null : told(exception, invoice));
        }
        var claimed = invoice.lineReceived(position);
        var match = invoice.matchLine(position);
        var number = match.map(MatchLine::purchaseOrder).orElse(null);
        var hidden = isOfAnother(number, invoice);
        var shown = hidden ? Optional.<MatchLine>empty() : match;
        return new QuestionedDifference(
                exception.type(),
                invoice.labelOf(position),
                claimed.description(),
                number,
                shown.map(MatchLine::ordered).orElse(null),
                shown.map(MatchLine::orderUnit).orElse(null),
                shown.map(MatchLine::orderPrice).orElse(null),
                shown.filter(line -> line.mode() != MatchMode.TWO_WAY)
                        .map(MatchLine::accepted)
                        .orElse(null),
                claimed.quantity(),
                claimed.unit(),
                claimed.unitPrice(),
                hidden ? BigDecimal.ZERO : exception.amount(),
                hidden ? null : told(exception, invoice));
    }

    /** Whoever names a number learns nothing of an order that is another supplier's; amounts would tell its prices, too. */
    private static boolean isOfAnother(@Nullable String order, Invoice invoice) {
        return order != null
                && invoice.openExceptions().stream()
                        .filter(one -> one.type() == ExceptionType.SUPPLIER_MISMATCH)
                        .anyMatch(one -> one.purchaseOrder() == null
                                || one.purchaseOrder().equals(order));
    }

    /** What names other suppliers, accounts or how much would have been tolerated is for our own people alone. */
    private static @Nullable Explanation told(InvoiceException exception, Invoice invoice) {
        return switch (exception.type()) {
            case TAX_VARIANCE, TOTAL_MISMATCH, CURRENCY_MISMATCH, UNKNOWN_ORDER, INVALID_DOCUMENT ->
                exception.explanation();
            // Which lines it may be, and where to say so, is for our own people.
            case UNMATCHED_LINE ->
                Optional.ofNullable(exception.position())
                        .flatMap(invoice::matchLine)
                        .filter(line -> line.candidates().isEmpty())
                        .map(line -> exception.explanation())
                        .orElse(null);
            case PRICE_VARIANCE,
                    QUANTITY_NOT_ORDERED,
                    QUANTITY_NOT_RECEIVED,
                    MISSING_RECEIPT,
                    AMOUNT_OVER_ORDER,
                    UNPLANNED_COST,
                    UNIT_MISMATCH,
                    SUPPLIER_MISMATCH,
                    DUPLICATE_INVOICE,
                    ORDER_NOT_OPEN,
                    BANK_ACCOUNT_CHANGED -> null;
        };
    }
}
