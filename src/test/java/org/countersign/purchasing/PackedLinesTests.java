package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lines bought in boxes, whose goods come and go by the piece. */
class PackedLinesTests {

    private static final String DOZENS = "XBX=12;EA=1";

    static PurchaseOrder boxes(String ordered, String packs) {
        return QuantityExamples.dispatchedOrder(new RequisitionLine(
                        "PEN-1",
                        "Pens",
                        null,
                        new BigDecimal(ordered),
                        "XBX",
                        new BigDecimal("25.00"),
                        BigDecimal.ZERO,
                        QuantityExamples.SUPPLIER,
                        null,
                        null,
                        null)
                .countedIn(packs));
    }

    @Test
    @DisplayName("R13, R14: five boxes of twelve are complete with 10 and 50 pieces, and not with 49")
    void boxesAreCompletedByThePiece() {
        var order = boxes("5", DOZENS);
        QuantityExamples.receive(order, 1, "10");
        assertThat(order.line(1).stated(order.line(1).net())).hasToString("10 EA");
        assertThat(order.line(1).stated(order.line(1).open())).hasToString("50 EA");
        QuantityExamples.receive(order, 1, "49");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
        assertThat(order.line(1).stated(order.line(1).open())).hasToString("1 EA");
        QuantityExamples.receive(order, 1, "1");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
        assertThat(order.line(1).received()).isEqualByComparingTo("5");
        assertThat(order.line(1).open()).isZero();
    }

    @Test
    @DisplayName("R14: a piece more than five boxes is refused, in words that tell pieces")
    void aPieceTooManyIsRefused() {
        var order = boxes("5", DOZENS);
        QuantityExamples.receive(order, 1, "50");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> QuantityExamples.receive(order, 1, "11"))
                .withMessageContaining("61 EA")
                .withMessageContaining("5 XBX");
    }

    @Test
    @DisplayName("R11: boxes cannot be reduced below the pieces that are here, nor to a part that does not come out")
    void changesLookAtPieces() {
        var order = boxes("5", DOZENS);
        QuantityExamples.receive(order, 1, "25");
        var line = order.line(1);
        var change = ChangeOrderLine.changing(line, "Pens", new BigDecimal("2"), line.unitPrice(), null);
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> line.demandFit(change))
                .withMessageContaining("25 EA");
        var odd = ChangeOrderLine.changing(line, "Pens", new BigDecimal("2.1"), line.unitPrice(), null);
        line.demandFit(ChangeOrderLine.changing(line, "Pens", new BigDecimal("2.5"), line.unitPrice(), null));
        line.demandFit(odd);
        var endless = ChangeOrderLine.changing(line, "Pens", new BigDecimal("2.33333"), line.unitPrice(), null);
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> line.demandFit(endless))
                .satisfies(refusal -> assertThat(refusal.rule()).isEqualTo(PurchasingRule.QUANTITY_OF_UNIT));
    }
}
