package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the cause of a difference is put right.
 *
 * @param what is done there
 * @param order number of the order
 * @param orderLine its line, where what the invoice says can be proposed for it; null otherwise
 * @param field of that line: {@code unitPrice} or {@code quantity}
 * @param value what the invoice says
 */
public record ExceptionFix(
        What what,
        String order,
        @Nullable Integer orderLine,
        @Nullable String field,
        @Nullable BigDecimal value) {

    /** What is done. */
    public enum What {
        /** The order is changed; approval is asked again where the policy says so (R11). */
        CHANGE_ORDER,
        /** The order is looked at. */
        OPEN_ORDER,
        /** What arrived is booked. */
        BOOK_RECEIPT,
        /** A receipt that was booked wrongly is reversed. */
        CORRECT_RECEIPT
    }

    /** Where a difference is put right; nowhere where no order is known, or where the document itself is at fault. */
    public static List<ExceptionFix> of(InvoiceException exception, Invoice invoice) {
        var position = exception.position();
        var match = position == null
                ? null
                : invoice.matchLines().stream()
                        .filter(line -> line.position() == position)
                        .findFirst()
                        .orElse(null);
        var order = match == null ? exception.purchaseOrder() : match.purchaseOrder();
        if (order == null) {
            return List.of();
        }
        return switch (exception.type()) {
            case PRICE_VARIANCE ->
                List.of(change(order, match, "unitPrice", priceOf(exception, invoice)), on(What.OPEN_ORDER, order));
            case QUANTITY_NOT_ORDERED ->
                List.of(change(order, match, "quantity", quantityOf(match)), on(What.CORRECT_RECEIPT, order));
            case QUANTITY_NOT_RECEIVED, MISSING_RECEIPT ->
                List.of(on(What.BOOK_RECEIPT, order), on(What.CORRECT_RECEIPT, order));
            case AMOUNT_OVER_ORDER, UNPLANNED_COST, UNMATCHED_LINE, UNIT_MISMATCH ->
                List.of(on(What.CHANGE_ORDER, order));
            case ORDER_NOT_OPEN -> List.of(on(What.OPEN_ORDER, order));
            case TAX_VARIANCE,
                    TOTAL_MISMATCH,
                    CURRENCY_MISMATCH,
                    SUPPLIER_MISMATCH,
                    UNKNOWN_ORDER,
                    DUPLICATE_INVOICE,
                    BANK_ACCOUNT_CHANGED,
                    INVALID_DOCUMENT -> List.of();
        };
    }

    /** The same, with nothing filled in. */
    public ExceptionFix unfilled() {
        return on(what, order);
    }

    /** What the invoice says, as it is filled in behind the address of the page; null where nothing is. */
    public @Nullable String filled() {
        return orderLine == null || field == null || value == null
                ? null
                : field + "-" + orderLine + "=" + value.stripTrailingZeros().toPlainString();
    }

    /** The address of the page, with what the invoice says filled in. */
    public String path() {
        var page = "/purchase-orders/" + order;
        var filled = filled();
        return switch (what) {
            case CHANGE_ORDER -> page + "/change" + (filled == null ? "" : "?" + filled);
            case OPEN_ORDER, CORRECT_RECEIPT -> page;
            case BOOK_RECEIPT -> "/receiving/" + order;
        };
    }

    private static ExceptionFix on(What what, String order) {
        return new ExceptionFix(what, order, null, null, null);
    }

    private static ExceptionFix change(
            String order, @Nullable MatchLine match, String field, @Nullable BigDecimal value) {
        return new ExceptionFix(What.CHANGE_ORDER, order, match == null ? null : match.orderLine(), field, value);
    }

    /** Where the invoice's price is for more than one piece, or in another unit, nothing is filled in. */
    private static @Nullable BigDecimal priceOf(InvoiceException exception, Invoice invoice) {
        var position = exception.position();
        if (position == null) {
            return null;
        }
        var line = invoice.asReceived().lines().get(position - 1);
        var base = line.priceBaseQuantity();
        return base == null || base.compareTo(BigDecimal.ONE) == 0 ? line.unitPrice() : null;
    }

    private static @Nullable BigDecimal quantityOf(@Nullable MatchLine match) {
        if (match == null) {
            return null;
        }
        var before = match.invoicedBefore();
        return before == null ? match.invoiced() : match.invoiced().add(before);
    }
}
