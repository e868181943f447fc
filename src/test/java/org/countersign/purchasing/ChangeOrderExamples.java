package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;

/** Change orders for tests. */
public final class ChangeOrderExamples {

    private static final UserId BUYER = new UserId("buyer");

    private ChangeOrderExamples() {}

    /** Another quantity and date of line 1, another price of line 2, other words for line 3, line 4 out, a new line in. */
    public static ChangeOrder proposed(PurchaseOrder order) {
        var first = order.line(1);
        var second = order.line(2);
        var third = order.line(3);
        var fourth = order.line(4);
        var change = new ChangeOrder(
                order,
                1,
                "The project grew.",
                List.of(
                        ChangeOrderLine.changing(
                                first,
                                first.description(),
                                first.ordered().add(new BigDecimal("2.5")),
                                first.unitPrice(),
                                LocalDate.of(2026, 4, 20)),
                        ChangeOrderLine.changing(
                                second,
                                second.description(),
                                second.ordered(),
                                second.unitPrice().add(new BigDecimal("0.125")),
                                second.requestedDate()),
                        ChangeOrderLine.changing(
                                third, "Beeswax, white", third.ordered(), third.unitPrice(), third.requestedDate()),
                        ChangeOrderLine.changing(
                                fourth,
                                fourth.description(),
                                BigDecimal.ZERO,
                                fourth.unitPrice(),
                                fourth.requestedDate()),
                        ChangeOrderLine.adding(
                                order.lines().size() + 1,
                                null,
                                null,
                                "EA",
                                BigDecimal.ZERO,
                                "CC-100",
                                "Wick",
                                new BigDecimal("1200"),
                                new BigDecimal("0.015"),
                                null)),
                order.total(),
                BUYER,
                PurchaseOrderExamples.ISSUED);
        change.judged(new ChangeVerdict(true, List.of("rule_changeIncreases"), "Dearer", 1, null));
        return change;
    }

    /** The same, applied to its order. */
    public static ChangeOrder applied(PurchaseOrder order) {
        var change = proposed(order);
        order.revise(change.lines(), PurchaseOrderExamples.ISSUED.plusSeconds(86_400));
        change.applied(order.revision(), PurchaseOrderExamples.ISSUED.plusSeconds(86_400));
        return change;
    }

    /** The same, ended without effect. */
    public static ChangeOrder ended(PurchaseOrder order, ChangeOrderStatus how) {
        var change = proposed(order);
        change.ended(how, "Ten are enough.", new UserId("manager"), PurchaseOrderExamples.ISSUED);
        return change;
    }

    /** The same, approved but overtaken by a receipt. */
    public static ChangeOrder unfit(PurchaseOrder order) {
        var change = proposed(order);
        change.unfit(Explanation.of(PurchasingRule.BELOW_RECEIVED, "1", "4", "6", "0"));
        return change;
    }
}
