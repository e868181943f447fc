package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.invoicing.MatchExamples.EXACT;

import java.math.BigDecimal;
import org.countersign.invoicing.MatchExamples.Bill;
import org.countersign.invoicing.MatchExamples.Order;
import org.countersign.shared.Units;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ordered in boxes, received by the piece, invoiced in either. */
class MatchingUnitsTests {

    private static final Units DOZENS = Units.ofItem("EA", "XBX=12", "XBX");

    private static Order boxes(String ordered, int pieces, int invoicedPieces, String price) {
        return new Order()
                .countedIn(DOZENS)
                .line(
                        ordered,
                        DOZENS.inOwn(BigDecimal.valueOf(pieces)).toPlainString(),
                        DOZENS.inOwn(BigDecimal.valueOf(invoicedPieces)).toPlainString(),
                        price,
                        EXACT);
    }

    private static Bill bill(String quantity, String unit, String price, String net) {
        return new Bill().line("1", quantity, unit, price, null, net, "0", null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "60, EA, 2.5, 150.00, 60, ''",
        "5, XBX, 30, 150.00, 60, ''",
        "5, DZN, 30, 150.00, 60, ''",
        "60, C62, 2.5, 150.00, 60, ''",
        "10, EA, 2.5, 25.00, 10, ''",
        "11, EA, 2.5, 27.50, 10, QUANTITY_NOT_RECEIVED",
        "61, EA, 2.5, 152.50, 60, QUANTITY_NOT_ORDERED",
        "60, EA, 2.51, 150.60, 60, PRICE_VARIANCE",
        "5, KGM, 30, 150.00, 60, UNIT_MISMATCH"
    })
    @DisplayName(
            "R13, R14: an invoice in pieces is compared with boxes, in quantity and price, to the piece and the cent")
    void piecesAreComparedWithBoxes(
            String quantity, String unit, String price, String net, int received, String exception) {
        var report = bill(quantity, unit, price, net).against(boxes("5", received, 0, "30.00"));
        assertThat(report.differences())
                .extracting(difference -> difference.type().name())
                .containsExactlyElementsOf(exception.isEmpty() ? java.util.List.of() : java.util.List.of(exception));
    }

    @Test
    @DisplayName("R13: invoices over 10, 20 and 30 pieces are together exactly five boxes")
    void partsAddUpToBoxes() {
        assertThat(bill("30", "EA", "2.5", "75.00")
                        .against(boxes("5", 60, 30, "30.00"))
                        .differences())
                .isEmpty();
        assertThat(bill("31", "EA", "2.5", "77.50")
                        .against(boxes("5", 60, 30, "30.00"))
                        .differences())
                .hasSize(1);
        var twice = new Bill()
                .line("1", "10", "EA", "2.5", null, "25.00", "0", null, null)
                .line("1", "10", "EA", "2.5", null, "25.00", "0", null, null)
                .line("1", "10", "EA", "2.5", null, "25.00", "0", null, null);
        var report = twice.against(boxes("5", 30, 0, "30.00"));
        assertThat(report.differences()).isEmpty();
        assertThat(report.lines()).allSatisfy(line -> assertThat(line.counted()).isEqualByComparingTo("10"));
    }

    @Test
    @DisplayName("R12: the price of pieces is compared with that of boxes as if nothing had been divided")
    void pricesAreComparedExactly() {
        // 10 of 12 at 0.126 are 0.105: eleven cents, half up.
        assertThat(bill("10", "EA", "0.0105", "0.11")
                        .against(boxes("5", 60, 0, "0.126"))
                        .lines()
                        .get(0)
                        .priceVariance())
                .isZero();
    }

    @Test
    @DisplayName("R16: a credit over pieces takes them from boxes")
    void creditsArePiecesToo() {
        var report = bill("10", "EA", "2.5", "25.00").credit().against(boxes("5", 50, 60, "30.00"));
        assertThat(report.differences()).isEmpty();
        assertThat(report.lines().get(0).counted()).isEqualByComparingTo("-10");
    }

    @Test
    @DisplayName("An order in kilograms is invoiced in grams without any factor of its item")
    void standardUnitsAreCompared() {
        var order = new Order().countedIn(Units.only("KGM")).line("2", "2", "0", "10.00", EXACT);
        assertThat(bill("2000", "GRM", "0.01", "20.00").against(order).differences())
                .isEmpty();
    }
}
