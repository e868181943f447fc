package org.countersign.workflow.invoice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.countersign.invoicing.ExceptionFix;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceException;

/** The pages on which the cause of a difference is put right, for the form of its task. */
final class InvoiceFixes {

    private static final int MOST_ORDERS = 5;
    /** As many as an address and a form can bear. */
    private static final int MOST_FILLED = 50;

    private InvoiceFixes() {}

    /** Where several are alike, one page of each order is enough: what is to be changed of its lines is filled in there. */
    static List<Map<String, Object>> of(List<InvoiceException> alike, Invoice invoice) {
        var orders = new LinkedHashMap<String, List<Change>>();
        for (var exception : alike) {
            var position = exception.position();
            var match = position == null ? null : invoice.matchLine(position).orElse(null);
            var order = match == null ? exception.purchaseOrder() : match.purchaseOrder();
            if (order != null && (orders.containsKey(order) || orders.size() < MOST_ORDERS)) {
                orders.computeIfAbsent(order, number -> new ArrayList<>()).add(new Change(exception));
            }
        }
        var fixes = new ArrayList<Map<String, Object>>();
        orders.forEach((order, changes) -> fixes.addAll(of(order, changes, invoice, orders.size() > 1)));
        return List.copyOf(fixes);
    }

    private record Change(InvoiceException exception) {}

    private static List<Map<String, Object>> of(String order, List<Change> changes, Invoice invoice, boolean several) {
        var page = "/purchase-orders/" + order;
        var named = several ? order : "";
        var fixes = new ArrayList<Map<String, Object>>();
        switch (changes.get(0).exception().type()) {
            case PRICE_VARIANCE -> {
                fixes.add(fix("Change the order", named, change(page, changes, invoice)));
                fixes.add(fix("Open the order", named, page));
            }
            case QUANTITY_NOT_ORDERED -> {
                fixes.add(fix("Change the order", named, change(page, changes, invoice)));
                fixes.add(fix("Correct a receipt", named, page));
            }
            case QUANTITY_NOT_RECEIVED, MISSING_RECEIPT -> {
                fixes.add(fix("Book a receipt", named, "/receiving/" + order));
                fixes.add(fix("Correct a receipt", named, page));
            }
            case AMOUNT_OVER_ORDER, UNPLANNED_COST, UNMATCHED_LINE, UNIT_MISMATCH ->
                fixes.add(fix("Change the order", named, page + "/change"));
            case ORDER_NOT_OPEN -> fixes.add(fix("Open the order", named, page));
            case TAX_VARIANCE,
                    TOTAL_MISMATCH,
                    CURRENCY_MISMATCH,
                    SUPPLIER_MISMATCH,
                    UNKNOWN_ORDER,
                    DUPLICATE_INVOICE,
                    BANK_ACCOUNT_CHANGED,
                    INVALID_DOCUMENT -> {}
        }
        return fixes;
    }

    private static String change(String page, List<Change> changes, Invoice invoice) {
        var filled = changes.stream()
                .limit(MOST_FILLED)
                .flatMap(change -> ExceptionFix.of(change.exception(), invoice).stream())
                .map(ExceptionFix::filled)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("&"));
        return page + "/change" + (filled.isEmpty() ? "" : "?" + filled);
    }

    private static Map<String, Object> fix(String label, String order, String link) {
        var fix = new LinkedHashMap<String, Object>();
        fix.put("label", order.isEmpty() ? label : label + ": " + order);
        fix.put("link", link);
        return fix;
    }
}
