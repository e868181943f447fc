package org.countersign.receiving;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.UserId;

/** Receipts and what announced them, without a server. */
public final class ReceiptExamples {

    private static final Instant BOOKED = Instant.parse("2026-03-04T23:30:00Z");

    private ReceiptExamples() {}

    /** A receipt of some lines, each made by {@link #line}. */
    public static GoodsReceipt receipt(
            String number, PurchaseOrder order, String note, ReceiptState state, GoodsReceipt.Line... lines) {
        return new GoodsReceipt(
                number,
                order.number().value(),
                note,
                BOOKED.minusSeconds(3600),
                BOOKED,
                new UserId("receiver"),
                state,
                null,
                List.of(lines));
    }

    /** What arrived of a line, with what was refused of it. */
    public static GoodsReceipt.Line line(int line, String quantity, String rejected, String reason, String unit) {
        return GoodsReceipt.Line.arrived(line, new BigDecimal(quantity), new BigDecimal(rejected), reason, unit);
    }

    /** The same with its lot and serial numbers, one a line of text. */
    public static GoodsReceipt.Line labelled(GoodsReceipt.Line line, String lot, String serials) {
        return line.labelled(lot, serials);
    }

    /** The same once its inspection refused a part of it. */
    public static GoodsReceipt.Line inspected(GoodsReceipt.Line line, String failed, String finding) {
        return line.toInspect().inspected(new BigDecimal(failed), finding, BOOKED);
    }

    /** What was announced of lines of an order, each made by {@link DespatchExamples#line}. */
    public static DespatchAdvice announced(String number, PurchaseOrder order, String... lines) {
        var read = DespatchReader.read(
                DespatchExamples.advice(number, order.number().value(), lines));
        return new DespatchAdvice(
                "advice",
                read,
                order.number(),
                read.lines().stream()
                        .map(line -> new DespatchAdvice.Line(
                                Integer.valueOf(line.orderLine()),
                                null,
                                line.description(),
                                line.quantity(),
                                line.unit(),
                                line.lot(),
                                line.serials()))
                        .toList(),
                "fingerprint",
                BOOKED,
                new UserId("receiver"));
    }
}
