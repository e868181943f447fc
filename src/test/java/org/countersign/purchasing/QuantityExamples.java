package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.purchasing.PurchaseOrderManagement.Receipt;
import org.countersign.shared.UserId;

/** Requisitions and orders for tests, brought to their state by real transitions. */
final class QuantityExamples {

    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final String SUPPLIER = "S-1";

    private QuantityExamples() {}

    static RequisitionLine line(String quantity, String unitPrice) {
        return line(quantity, unitPrice, SUPPLIER, null);
    }

    static RequisitionLine line(String quantity, String unitPrice, String supplier, String category) {
        return new RequisitionLine(
                null,
                "Something useful",
                category,
                new BigDecimal(quantity),
                "EA",
                new BigDecimal(unitPrice),
                BigDecimal.ZERO,
                supplier,
                null,
                null,
                null);
    }

    static Requisition draft(RequisitionLine... lines) {
        return draft("EUR", lines);
    }

    static Requisition draft(String currency, RequisitionLine... lines) {
        return new Requisition(
                new RequisitionNumber("REQ-2026-000001"), new UserId("anna"), content(currency, lines), null, NOW);
    }

    static Requisition.Content content(String currency, RequisitionLine... lines) {
        return new Requisition.Content(
                "Things",
                "CC-1",
                null,
                null,
                null,
                null,
                Currency.getInstance(currency),
                "normal",
                LocalDate.of(2026, 4, 1),
                null,
                List.of(lines),
                Set.of());
    }

    static Requisition approved(RequisitionLine... lines) {
        var requisition = draft(lines);
        requisition.submit(NOW);
        requisition.approve(Map.of());
        return requisition;
    }

    static PurchaseOrder createdOrder(RequisitionLine... lines) {
        return new PurchaseOrder(new PurchaseOrderNumber("PO-2026-000001"), approved(lines), SUPPLIER, "NET30", NOW);
    }

    static PurchaseOrder dispatchedOrder(RequisitionLine... lines) {
        var order = createdOrder(lines);
        order.dispatched(NOW);
        return order;
    }

    /** A dispatched order with one line for each quantity, at 10.00 each. */
    static PurchaseOrder dispatchedOrderOver(String... quantities) {
        return dispatchedOrder(
                Stream.of(quantities).map(quantity -> line(quantity, "10.00")).toArray(RequisitionLine[]::new));
    }

    static void receive(PurchaseOrder order, int line, String arrived) {
        receive(order, line, arrived, "0", "0");
    }

    static void receive(PurchaseOrder order, int line, String arrived, String rejected, String percentOver) {
        order.receive(
                List.of(new Receipt(line, new BigDecimal(arrived), new BigDecimal(rejected))),
                same -> new ReceiptPolicy(new BigDecimal(percentOver), BigDecimal.ZERO, false, null));
    }

    static void invoice(PurchaseOrder order, String invoice, int line, String quantity, String payable) {
        order.invoiced(invoice, Map.of(line, new BigDecimal(quantity)), Set.of(), new BigDecimal(payable));
    }
}
