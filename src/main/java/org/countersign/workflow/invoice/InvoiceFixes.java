package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;
import org.countersign.invoicing.MatchLine;
import org.jspecify.annotations.Nullable;

/** The pages on which the cause of a difference is put right, for the form of its task. */
final class InvoiceFixes {

    private InvoiceFixes() {}

    static List<Map<String, Object>> of(InvoiceException exception, Invoice invoice) {
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
        var page = "/purchase-orders/" + order;
        var fixes = new ArrayList<Map<String, Object>>();
        switch (exception.type()) {
            case PRICE_VARIANCE -> {
                fixes.add(fix("Change the order", change(page, match, "unitPrice", priceOf(exception, invoice))));
                fixes.add(fix("Open the order", page));
            }
            case QUANTITY_NOT_ORDERED -> {
                fixes.add(fix("Change the order", change(page, match, "quantity", quantityOf(match))));
                fixes.add(fix("Correct a receipt", page));
            }
            case QUANTITY_NOT_RECEIVED, MISSING_RECEIPT -> {
                fixes.add(fix("Book a receipt", "/receiving/" + order));
                fixes.add(fix("Correct a receipt", page));
            }
            case AMOUNT_OVER_ORDER, UNPLANNED_COST, UNMATCHED_LINE, UNIT_MISMATCH ->
                fixes.add(fix("Change the order", page + "/change"));
            case ORDER_NOT_OPEN -> fixes.add(fix("Open the order", page));
            case TAX_VARIANCE,
                    TOTAL_MISMATCH,
                    CURRENCY_MISMATCH,
                    SUPPLIER_MISMATCH,
                    UNKNOWN_ORDER,
                    DUPLICATE_INVOICE,
                    BANK_ACCOUNT_CHANGED,
                    INVALID_DOCUMENT -> {}
        }
        return List.copyOf(fixes);
    }

    private static String change(String page, @Nullable MatchLine match, String field, @Nullable BigDecimal value) {
        return match == null || match.orderLine() == null || value == null
                ? page + "/change"
                : page + "/change?" + field + "-" + match.orderLine() + "="
                        + value.stripTrailingZeros().toPlainString();
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

    private static Map<String, Object> fix(String label, String link) {
        var fix = new LinkedHashMap<String, Object>();
        fix.put("label", label);
        fix.put("link", link);
        return fix;
    }
}
