package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.invoicing.MatchExamples.EXACT;

import org.countersign.invoicing.MatchExamples.Bill;
import org.countersign.invoicing.MatchExamples.Order;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where purchasing systems are known to trip over an invoice's figures, each by its name. */
class KnownTrapsTests {

    @Test
    @DisplayName("Trap: ordered 2, received 1, invoiced 2 is an exception, and the invoice still says 2")
    void theInvoiceStillSaysTwo() {
        var report = Bill.of("2", "10.00", "20.00").against(Order.of("2", "1", "10.00"));
        assertThat(report.differences()).singleElement().satisfies(one -> {
            assertThat(one.type()).isEqualTo(ExceptionType.QUANTITY_NOT_RECEIVED);
            assertThat(one.amount()).isEqualByComparingTo("10.00");
        });
        var line = report.lines().get(0);
        assertThat(line.invoiced()).isEqualByComparingTo("2");
        assertThat(line.accepted()).isEqualByComparingTo("1");
        assertThat(line.quantityVariance()).isEqualByComparingTo("1");
    }

    @Test
    @DisplayName("Trap, R19: tax of 23.25 against computed 23.10 is an exception over 0.15, and stays 23.25")
    void theTaxStaysTheSuppliers() {
        var report = new Bill()
                .line("1", "1", "EA", "121.58", null, "121.58", "19", null, null)
                .tax("23.25")
                .totals("121.58", "144.83", "144.83")
                .against(Order.of("1", "1", "121.58"));
        assertThat(report.differences()).singleElement().satisfies(one -> {
            assertThat(one.type()).isEqualTo(ExceptionType.TAX_VARIANCE);
            assertThat(one.amount()).isEqualByComparingTo("0.15");
            assertThat(one.explanation().english()).contains("23.25", "23.10");
        });
    }

    @Test
    @DisplayName("Trap, R19: a payable amount that differs by the rounding that the invoice states agrees")
    void theRoundingAmountAgrees() {
        var report = Bill.of("1", "99.98", "99.98")
                .tax("0")
                .rounding("0.02")
                .totals("99.98", "99.98", "100.00")
                .against(Order.of("1", "1", "99.98"));
        assertThat(report.differences()).isEmpty();
    }

    @Test
    @DisplayName("Trap, R12: a unit price with four digits agrees to the cent")
    void fourDigitsAgree() {
        assertThat(Bill.of("7", "1.2345", "8.64")
                        .against(new Order().line("7", "7", "0", "1.2345", EXACT))
                        .differences())
                .isEmpty();
        assertThat(Bill.of("7", "1.2345", "8.65")
                        .against(new Order().line("7", "7", "0", "1.2345", EXACT))
                        .differences())
                .isNotEmpty();
    }

    @Test
    @DisplayName("Trap: a unit price per 100 is not taken for one per piece")
    void aPricePerHundredAgrees() {
        var bill = new Bill().line("1", "250", "EA", "12.00", "100", "30.00", "0", null, null);
        assertThat(bill.against(new Order().line("250", "250", "0", "0.12", EXACT))
                        .differences())
                .isEmpty();
        assertThat(bill.against(new Order().line("250", "250", "0", "0.10", EXACT))
                        .differences())
                .extracting(Difference::type)
                .containsExactly(ExceptionType.PRICE_VARIANCE);
    }
}
