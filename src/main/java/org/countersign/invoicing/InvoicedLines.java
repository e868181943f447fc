package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an invoice claims of the lines of one order, by its last match. */
final class InvoicedLines {

    private InvoicedLines() {}

    /** Quantities by line of the order; below zero what is credited. */
    static Map<Integer, BigDecimal> quantities(Invoice invoice, String order) {
        var quantities = new TreeMap<Integer, BigDecimal>();
        for (var line : invoice.matchLines()) {
            var orderLine = line.orderLine();
            if (orderLine != null && order.equals(line.purchaseOrder())) {
                quantities.merge(orderLine, line.invoiced(), BigDecimal::add);
            }
        }
        return quantities;
    }

    /** The lines that were matched without a receipt. */
    static Set<Integer> twoWay(Invoice invoice, String order) {
        var twoWay = new HashSet<Integer>();
        for (var line : invoice.matchLines()) {
            var orderLine = line.orderLine();
            if (orderLine != null && order.equals(line.purchaseOrder()) && line.mode() == MatchMode.TWO_WAY) {
                twoWay.add(orderLine);
            }
        }
        return twoWay;
    }
}
