package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.shared.UserId;

/** Orders for tests, made as the product makes them: from an approved requisition. */
public final class PurchaseOrderExamples {

    /** When the examples are issued. */
    public static final Instant ISSUED = Instant.parse("2026-03-02T09:00:00Z");

    private PurchaseOrderExamples() {}

    /** An order of one line: 12 office chairs. */
    public static PurchaseOrder ofOneLine() {
        return of(
                "Office chairs for the new team",
                null,
                line("CHAIR-1", "Office chair, swivel, height adjustable", "12", "EA", "249.90", "19", 14));
    }

    /** An order of as many lines as given, of different units, tax rates and lengths. */
    public static PurchaseOrder ofLines(int count) {
        var lines = new ArrayList<RequisitionLine>();
        for (var i = 1; i <= count; i++) {
            lines.add(
                    switch (i % 4) {
                        case 0 -> line(null, "Cable, NYM-J 3 × 1.5 mm², grey", "1250.5", "MTR", "0.4375", "19", 10);
                        case 1 ->
                            line("BOOK-" + i, "Handbuch für Prüfingenieure, Ausgabe " + i, "3", "EA", "89.00", "7", 10);
                        case 2 -> line("SVC-" + i, "Assembly by a technician", "7.5", "HUR", "96.00", "19", 20);
                        default -> line("BW-" + i, "Beeswax, yellow, in pellets", "100", "KGM", "1.00", "0", 30);
                    });
        }
        return of(
                "Supplies for the second quarter",
                "Hall 4, gate 2, Musterweg 14, 20095 Hamburg",
                lines.toArray(RequisitionLine[]::new));
    }

    /** A line wanted some days after the issue. */
    public static RequisitionLine line(
            String item, String description, String quantity, String unit, String price, String tax, int days) {
        return new RequisitionLine(
                item,
                description,
                null,
                new BigDecimal(quantity),
                unit,
                new BigDecimal(price),
                new BigDecimal(tax),
                "S-1001",
                null,
                LocalDate.of(2026, 3, 2).plusDays(days),
                null);
    }

    /** A line whose supplier is yet to be named. */
    public static RequisitionLine withoutSupplier(String description, String quantity, String price) {
        return new RequisitionLine(
                null,
                description,
                null,
                new BigDecimal(quantity),
                "EA",
                new BigDecimal(price),
                new BigDecimal("19"),
                null,
                null,
                null,
                null);
    }

    /** An order in euro of these lines. */
    public static PurchaseOrder of(String title, String location, RequisitionLine... lines) {
        var requisition = requisition(title, location, lines);
        requisition.submit(ISSUED);
        requisition.approve(Map.of());
        return new PurchaseOrder(
                new PurchaseOrderNumber("PO-2026-000017"), requisition, "S-1001", "2/10 NET30", ISSUED);
    }

    /** The same order once it was handed to its supplier. */
    public static PurchaseOrder dispatched(PurchaseOrder order) {
        order.dispatched(ISSUED.plusSeconds(60));
        return order;
    }

    /** The requisition that such an order is made from, as a draft. */
    public static Requisition requisition(String title, String location, RequisitionLine... lines) {
        return new Requisition(
                new RequisitionNumber("REQ-2026-000042"),
                new UserId("requester"),
                new Requisition.Content(
                        title,
                        "CC-100",
                        null,
                        null,
                        null,
                        location,
                        Currency.getInstance("EUR"),
                        "normal",
                        null,
                        null,
                        List.of(lines),
                        Set.of()),
                null,
                ISSUED);
    }
}
