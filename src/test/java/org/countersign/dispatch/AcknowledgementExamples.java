package org.countersign.dispatch;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.UserId;

/** Suppliers' answers for tests. */
public final class AcknowledgementExamples {

    private static final Instant AT = Instant.parse("2026-03-03T08:00:00Z");
    private static final UserId SUPPLIER = new UserId("supplier:S-1001");

    private AcknowledgementExamples() {}

    /** A refusal. */
    public static Acknowledgement declined(PurchaseOrder order, String reason) {
        return new Acknowledgement(
                order.number(), 1, 1, SupplierResponse.DECLINED, null, reason, List.of(), SUPPLIER, AT);
    }

    /** Another date for the first line, another quantity and price for the second. */
    public static Acknowledgement proposed(PurchaseOrder order, String note) {
        return new Acknowledgement(
                order.number(),
                1,
                1,
                SupplierResponse.CHANGES_PROPOSED,
                "AB-77",
                note,
                List.of(
                        new AcknowledgedLine(
                                1, null, null, order.line(1).requestedDate().plusDays(12)),
                        new AcknowledgedLine(2, new BigDecimal("5"), new BigDecimal("99.125"), null)),
                SUPPLIER,
                AT);
    }
}
