package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.invoicing.ExceptionType.PRICE_VARIANCE;
import static org.countersign.invoicing.ExceptionType.QUANTITY_NOT_ORDERED;
import static org.countersign.invoicing.ExceptionType.TOTAL_MISMATCH;
import static org.countersign.invoicing.MatchExamples.d;

import java.util.List;
import org.countersign.invoicing.MatchExamples.Bill;
import org.countersign.invoicing.MatchExamples.Order;
import org.countersign.shared.Limit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy may say beside what is shipped: less than ordered, one limit of two, quantities, lines and roundings. */
class TolerancesTests {

    private static Tolerances tolerances(Limit price, Limit under, Limit quantity) {
        return new Tolerances(
                MatchMode.THREE_WAY, price, under, quantity, d("0.05"), d("0.05"), d("0.05"), d("0.99"), null);
    }

    private static Limit limit(String percent, String absolute, boolean either) {
        return new Limit(d(percent), d(absolute), either);
    }

    private static Order order(String quantity, String price, Tolerances tolerances) {
        return new Order().line(quantity, quantity, "0", price, tolerances);
    }

    private static void agrees(boolean expected, MatchReport report, ExceptionType otherwise) {
        assertThat(report.differences())
                .extracting(Difference::type)
                .isEqualTo(expected ? List.of() : List.of(otherwise));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 1020.00, true",
        "false, 1020.01, false",
        "true, 1050.00, true",
        "true, 1050.01, false",
    })
    @DisplayName("R14: dearer by both limits, or by one of them, as the policy says, and not a cent more")
    void bothLimitsOrOne(boolean either, String net, boolean agrees) {
        var policy = tolerances(limit("2", "50", either), Limit.NONE, limit("0", null, false));
        agrees(agrees, new Bill().line("1", "100", null, net).against(order("100", "10.00", policy)), PRICE_VARIANCE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5, -, false, 950.00, true",
                "5, -, false, 949.99, false",
                "5, 20, false, 980.00, true",
                "5, 20, false, 979.99, false",
                "5, 20, true, 950.00, true",
                "-, 0, false, 999.99, false",
                "-, 0, false, 1000.00, true",
                "-, -, false, 1.00, true"
            })
    @DisplayName("A small credit to us passes where the policy says how small; without a word of it any does")
    void cheaperAsThePolicySays(String percent, String absolute, boolean either, String net, boolean agrees) {
        var policy = tolerances(limit("2", "50", false), limit(percent, absolute, either), limit("0", null, false));
        agrees(agrees, new Bill().line("1", "100", null, net).against(order("100", "10.00", policy)), PRICE_VARIANCE);
    }

    @Test
    @DisplayName("R13: what is cheaper adds up over the invoices of a line, and is told in words with its limit")
    void cheaperAddsUp() {
        var policy = tolerances(limit("2", "50", false), limit("5", "40", true), limit("0", null, false));
        var order = new Order().line("100", "100", "50", "10.00", "-30.00", policy, null, "Thing");
        agrees(true, new Bill().line("1", "50", null, "480.00").against(order), PRICE_VARIANCE);
        var report = new Bill().line("1", "50", null, "460.00").against(order);
        agrees(false, report, PRICE_VARIANCE);
        assertThat(report.differences().get(0).amount()).isEqualByComparingTo("70.00");
        assertThat(report.differences().get(0).explanation().english())
                .contains("70.00 EUR less in all", "Tolerated are 5 % or 40.00 EUR in all, whichever is more.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | 10.00 | 108.00 | 2 % are only 2.00 EUR here, and that is exceeded.",
                "1000 | 100.00 | 100060.00 | 2 % would be 2000.00 EUR here, but 50.00 EUR are exceeded.",
                "10 | 1000.00 | 11000.00 | (200.00 EUR here) and 50.00 EUR in all: both are exceeded."
            })
    @DisplayName("R13: where two limits hold together, the words say which of them is exceeded")
    void whichLimitIsExceeded(String quantity, String price, String net, String words) {
        var policy = tolerances(limit("2", "50", false), Limit.NONE, limit("0", null, false));
        var report = new Bill().line("1", quantity, null, net).against(order(quantity, price, policy));
        agrees(false, report, PRICE_VARIANCE);
        assertThat(report.differences().get(0).explanation().english())
                .contains("Tolerated are 2 % ")
                .endsWith(words);
    }

    @Test
    @DisplayName("A credit note is no cheap delivery: what it gives back beyond the order's price is not asked about")
    void aCreditIsNoCheapDelivery() {
        var policy = tolerances(limit("2", "50", false), limit("0", null, false), limit("0", null, false));
        var order = new Order().line("10", "10", "10", "10.00", "2.00", policy, null, "Thing");
        agrees(true, new Bill().line("1", "10", "10.20", "102.00").credit().against(order), PRICE_VARIANCE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 3, true, 103, true",
                "0, 3, true, 103.000001, false",
                "0, 3, false, 100.000001, false",
                "5, 3, false, 103, true",
                "5, 3, false, 104, false",
                "5, 3, true, 105, true",
                "5, -, false, 105, true",
                "5, -, false, 105.000001, false"
            })
    @DisplayName("R13, R14: more than ordered in percent, in quantity, or by one of both, and not a grain more")
    void moreThanOrdered(String percent, String absolute, boolean either, String quantity, boolean agrees) {
        var policy = tolerances(limit("0", "0", false), Limit.NONE, limit(percent, absolute, either));
        var order = new Order().line("100", quantity, "0", "0.01", policy);
        agrees(agrees, new Bill().line("1", quantity, "0.01", null).against(order), QUANTITY_NOT_ORDERED);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.01, true", "0.01, 0.02, false", "0.99, 0.99, true", "0, 0.01, false"})
    @DisplayName("R19: roundings pass up to what the policy says")
    void roundings(String limit, String rounding, boolean agrees) {
        var policy = new Tolerances(
                MatchMode.THREE_WAY,
                limit("2", "50", false),
                Limit.NONE,
                limit("0", null, false),
                d("0.05"),
                d("0.05"),
                d("0.05"),
                d(limit),
                null);
        var bill = Bill.of("1", "100.00", "100.00")
                .tax("0")
                .rounding(rounding)
                .totals("100.00", "100.00", d("100.00").add(d(rounding)).toPlainString());
        agrees(agrees, bill.against(Order.of("1", "1", "100.00"), policy), TOTAL_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 45.05, true", "0.05, 45.06, false", "1, 46.00, true", "0, 45.01, false"})
    @DisplayName("The total of a line may lie from quantity times price by a column of its own")
    void totalsOfLines(String limit, String net, boolean agrees) {
        var policy = new Tolerances(
                MatchMode.THREE_WAY,
                limit("50", "50", false),
                Limit.NONE,
                limit("0", null, false),
                d(limit),
                d("0.05"),
                d("0.00"),
                null,
                null);
        var bill = Bill.of("1", "45.00", net);
        agrees(agrees, bill.against(order("1", "45.00", policy), policy), TOTAL_MISMATCH);
    }
}
