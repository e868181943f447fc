package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.purchasing.QuantityExamples.dispatchedOrderOver;
import static org.countersign.purchasing.QuantityExamples.invoice;
import static org.countersign.purchasing.QuantityExamples.receive;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExpectedCreditTests {

    @Test
    @DisplayName(
            "R16: what goes back after it was invoiced is to be credited, and a credit note settles it, in parts too")
    void aReturnAfterTheInvoiceExpectsACredit() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");
        invoice(order, "INV-1", 1, "10", "100.00");
        assertThat(order.line(1).creditExpected()).isZero();
        order.giveBack(Map.of(1, new BigDecimal("3")));
        assertThat(order.line(1).creditExpected()).isEqualByComparingTo("3");
        assertThat(order.line(1).creditExpectedAmount().amount()).isEqualByComparingTo("30.00");
        invoice(order, "CN-1", 1, "-1", "-10.00");
        assertThat(order.line(1).creditExpected()).isEqualByComparingTo("2");
        receive(order, 1, "1");
        assertThat(order.line(1).creditExpected()).isEqualByComparingTo("1");
        invoice(order, "CN-2", 1, "-1", "-10.00");
        assertThat(order.line(1).creditExpected()).isZero();
    }

    @Test
    @DisplayName(
            "R16: what goes back before it was invoiced is owed as goods, not as a credit, and so is what never came")
    void aReturnBeforeTheInvoiceExpectsNone() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "8");
        order.giveBack(Map.of(1, new BigDecimal("3")));
        assertThat(order.line(1).creditExpected()).isZero();
        invoice(order, "INV-1", 1, "5", "50.00");
        assertThat(order.line(1).creditExpected()).isZero();
        // Five more are invoiced and paid before they came: only the three that went back can be credited.
        invoice(order, "INV-2", 1, "5", "50.00");
        assertThat(order.line(1).creditExpected()).isEqualByComparingTo("3");
    }
}
