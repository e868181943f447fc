package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.purchasing.QuantityExamples.NOW;
import static org.countersign.purchasing.QuantityExamples.dispatchedOrder;
import static org.countersign.purchasing.QuantityExamples.line;
import static org.countersign.purchasing.QuantityExamples.receive;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where purchasing systems are known to trip over an order's figures, each by its name. */
class KnownTrapsTests {

    @Test
    @DisplayName(
            "Trap: fully received and invoiced at a lower price is fully received, invoiced and, once paid, closed")
    void fullyReceivedAtALowerPriceIsFullyReceived() {
        var order = dispatchedOrder(line("10", "10.00"));
        receive(order, 1, "10");
        invoice(order, "INV-1", "10", "90.00");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.INVOICED);
        order.paid("INV-1", new BigDecimal("90.00"));
        assertThat(order.isSettled()).isTrue();
    }

    @Test
    @DisplayName("Trap: a line over 0.00 that no invoice names is complete once it is received")
    void zeroValueLinesComplete() {
        var order = dispatchedOrder(line("10", "10.00"), line("1", "0.00"));
        receive(order, 1, "10");
        invoice(order, "INV-1", "10", "100.00");
        order.paid("INV-1", new BigDecimal("100.00"));
        assertThat(order.isSettled()).as("not before it is here").isFalse();
        receive(order, 2, "1");
        assertThat(order.isSettled()).isTrue();
    }

    @Test
    @DisplayName("Trap, R14: 99.9996 of 100 is not all, and 100.002 of 100 at 0 % is refused")
    void nearlyAllIsNotAllAndAHairMoreIsRefused() {
        var order = dispatchedOrder(line("100", "1.00"));
        receive(order, 1, "99.9996");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
        assertThat(order.line(1).open()).isEqualByComparingTo("0.0004");

        var other = dispatchedOrder(line("100", "1.00"));
        assertThatThrownBy(() -> receive(other, 1, "100.002")).isInstanceOf(RuleViolation.class);
        assertThat(other.line(1).received()).isZero();
    }

    @Test
    @DisplayName("Trap, R13: 101 of 100 within tolerance closes: received, invoiced and paid")
    void aHundredAndOneWithinToleranceCloses() {
        var order = dispatchedOrder(line("100", "1.00"));
        receive(order, 1, "101", "0", "5");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
        invoice(order, "INV-1", "101", "101.00");
        order.paid("INV-1", new BigDecimal("101.00"));
        order.close(NOW);
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED);
    }

    @Test
    @DisplayName("Trap, R16: 3 of 10 returned and 3 credited leaves 7 invoiced")
    void threeReturnedAndCreditedLeaveSeven() {
        var order = dispatchedOrder(line("10", "10.00"));
        receive(order, 1, "10");
        invoice(order, "INV-1", "10", "100.00");
        order.giveBack(Map.of(1, new BigDecimal("3")));
        invoice(order, "CN-1", "-3", "-30.00");
        assertThat(order.line(1).invoiced()).isEqualByComparingTo("7");
        assertThat(order.line(1).net()).isEqualByComparingTo("7");
    }

    private static void invoice(PurchaseOrder order, String id, String quantity, String payable) {
        order.invoiced(id, Map.of(1, new BigDecimal(quantity)), Set.of(), new BigDecimal(payable));
    }
}
