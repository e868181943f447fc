package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.invoicing.ExceptionType.UNKNOWN_ORDER;
import static org.countersign.invoicing.ExceptionType.UNMATCHED_LINE;
import static org.countersign.invoicing.MatchExamples.GOODS;
import static org.countersign.invoicing.MatchExamples.ORDER;

import java.util.stream.LongStream;
import org.countersign.invoicing.MatchExamples.Bill;
import org.countersign.invoicing.MatchExamples.Order;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which line of an order a line of an invoice belongs to, and what is shown where that is not clear. */
class LinePairingTests {

    private static Order two(String firstPrice, String secondPrice) {
        return new Order()
                .line("5", "5", "0", firstPrice, "0", GOODS, "CHAIR", "Chair, blue")
                .line("8", "8", "0", secondPrice, "0", GOODS, "CHAIR", "Chair, red");
    }

    private static Difference only(MatchReport report) {
        assertThat(report.differences()).extracting(Difference::type).containsExactly(UNMATCHED_LINE);
        return report.differences().get(0);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "002, 2", " 1 , 1"})
    @DisplayName("The line of the order that is named comes first, whatever else is said")
    void theReferenceComesFirst(String reference, int line) {
        var report = new Bill()
                .line(reference, "1", "EA", "10.00", null, "10.00", "0", "OTHER", "Chair, blue")
                .against(two("10.00", "10.00"));
        assertThat(report.lines().get(0).orderLine()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "TABLE, -, -, -",
                "table, -, -, -",
                "-, T-77, -, -",
                "-, -, 4006381333931, -",
                "-, -, 04006381333931, -",
                "-, -, -, TABLE  round"
            })
    @DisplayName("Then our item number, the supplier's, the GTIN, and the description, each where it names one line")
    void byNumbers(String item, String sellerItem, String gtin, String description) {
        var order = new Order()
                .line("5", "5", "0", "10.00", "0", GOODS, "CHAIR", "Chair")
                .known("T-77", "4006381333931")
                .line("5", "5", "0", "20.00", "0", GOODS, "TABLE", "Table round");
        var report = new Bill()
                .naming(item, sellerItem, gtin, description, "5", "20.00")
                .against(order);
        assertThat(report.differences()).isEmpty();
        assertThat(report.lines().get(0).orderLine()).isEqualTo(2);
    }

    @Test
    @DisplayName("The supplier's number is not ours: where the catalog knows theirs, ours says nothing about it")
    void theirNumberIsNotOurs() {
        var order = new Order()
                .known("A-1", null)
                .line("5", "5", "0", "10.00", "0", GOODS, "B-2", "Chair")
                .known("B-2", null)
                .line("5", "5", "0", "10.00", "0", GOODS, "A-1", "Table");
        var report = new Bill().naming(null, "B-2", null, null, "5", "10.00").against(order);
        assertThat(report.lines().get(0).orderLine()).isEqualTo(2);
        var unknown = new Order()
                .line("5", "5", "0", "10.00", "0", GOODS, "B-2", "Chair")
                .line("5", "5", "0", "10.00", "0", GOODS, "C-3", "Table");
        assertThat(new Bill()
                        .naming(null, "b-2", null, null, "5", "10.00")
                        .against(unknown)
                        .lines()
                        .get(0)
                        .orderLine())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'Chair, red', 3, 10.00, 2", "Seat, 3, 12.00, 2", "Seat, 5, 10.00, 1", "Seat, 6, 10.00, 2"})
    @DisplayName("Of several lines with the item, description, price or open quantity has to leave one")
    void whatTellsThemApart(String description, String quantity, String price, int line) {
        var report = new Bill()
                .naming("CHAIR", null, null, description, quantity, price)
                .against(two("10.00", price));
        assertThat(report.lines().get(0).orderLine()).isEqualTo(line);
    }

    @Test
    @DisplayName("Where more than one line may be meant none is taken, and each is shown with what is open of it")
    void whatIsNotClearIsShown() {
        var report =
                new Bill().naming("CHAIR", null, null, "Seat", "3", "10.00").against(two("10.00", "10.00"));
        var found = only(report);
        assertThat(found.explanation().english())
                .isEqualTo(
                        "It is not clear which line of order PO-2026-000001 \"Seat\" over 30.00 EUR belongs to. It may be"
                                + " line 1 by the same item, with 5 EA open at 10.00 EUR, line 2 by the same item, with 8 EA"
                                + " open at 10.00 EUR. Say on the page of the invoice which one is meant.");
        var line = report.lines().get(0);
        assertThat(line.orderLine()).isNull();
        assertThat(line.isAmbiguous()).isTrue();
        assertThat(line.candidates())
                .extracting(PairingCandidate::orderLine, PairingCandidate::why)
                .containsExactly(tuple(1, PairingReason.ITEM), tuple(2, PairingReason.ITEM));
        assertThat(line.candidates().get(1).open()).isEqualByComparingTo("8");
        assertThat(line.candidates().get(1).unitPrice()).isEqualByComparingTo("10.00");
    }

    @Test
    @DisplayName("What other lines surely claim is no longer open, in whatever order they stand")
    void surelyClaimedIsNotOpen() {
        var report = new Bill()
                .naming("CHAIR", null, null, "Seat", "3", "10.00")
                .line("1", "5", "10.00", "50.00")
                .against(two("10.00", "10.00"));
        assertThat(report.differences()).isEmpty();
        assertThat(report.lines()).extracting(MatchLine::orderLine).containsExactly(2, 1);
    }

    @Test
    @DisplayName("As many lines as the order has of the same, each in full, need nobody: it comes to the same")
    void allOfTheSameInFull() {
        var order = new Order()
                .line("5", "5", "0", "10.00", "0", GOODS, "CHAIR", "Chair")
                .line("5", "5", "0", "10.00", "0", GOODS, "CHAIR", "Chair");
        assertThat(new Bill()
                        .naming("CHAIR", null, null, null, "5", "10.00")
                        .naming("CHAIR", null, null, null, "5", "10.00")
                        .against(order)
                        .lines())
                .extracting(MatchLine::orderLine)
                .containsExactly(1, 2);
        only(new Bill().naming("CHAIR", null, null, null, "5", "10.00").against(order));
    }

    @Test
    @DisplayName("R16: a credit belongs to the line that was invoiced")
    void aCreditBelongsToWhatWasInvoiced() {
        var order = new Order()
                .line("5", "5", "0", "10.00", "0", GOODS, "CHAIR", "Chair")
                .line("5", "5", "5", "10.00", "0", GOODS, "CHAIR", "Chair");
        assertThat(new Bill()
                        .naming("CHAIR", null, null, null, "2", "10.00")
                        .credit()
                        .against(order)
                        .lines()
                        .get(0)
                        .orderLine())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("Same price and quantity alone is a hint for a person, and never taken")
    void priceAndQuantityAloneIsAHint() {
        var report =
                new Bill().naming("X", null, null, "Something", "5", "10.00").against(two("10.00", "20.00"));
        assertThat(only(report).explanation().english())
                .contains("By price and quantity it could be line 1 with 5 EA open at 10.00 EUR.");
        assertThat(report.lines().get(0).isAmbiguous()).isFalse();
    }

    @Test
    @DisplayName("What a person says counts before anything else, on another order of the invoice too")
    void whatAPersonSaysCounts() {
        var other = Order.of("9", "9", "3.00").called("PO-2026-000002");
        var report = new Bill()
                .line("1", "5", "10.00", "50.00")
                .said(1, ORDER, 2)
                .naming("X", null, null, null, "9", "3.00")
                .said(2, "PO-2026-000002", 1)
                .against(two("20.00", "10.00"), other);
        assertThat(report.differences()).isEmpty();
        assertThat(report.lines())
                .extracting(MatchLine::purchaseOrder, MatchLine::orderLine)
                .containsExactly(tuple(ORDER, 2), tuple("PO-2026-000002", 1));
    }

    @Test
    @DisplayName(
            "A line that names no order is one of the single order that the others name; of several nobody guesses")
    void aLineWithoutAnOrder() {
        var bill = new Bill()
                .order(null)
                .line("1", "5", "10.00", "50.00")
                .ofOrder(ORDER)
                .naming(null, null, null, "Chair, red", "8", "10.00");
        assertThat(bill.against(two("10.00", "10.00")).differences()).isEmpty();
        var report =
                bill.against(two("10.00", "10.00"), Order.of("1", "1", "1.00").called("PO-2026-000002"));
        assertThat(report.differences()).extracting(Difference::type).containsExactly(UNMATCHED_LINE);
        assertThat(report.lines().get(1).candidates())
                .extracting(PairingCandidate::orderLine)
                .containsExactly(2);
        assertThat(new Bill()
                        .order(null)
                        .naming(null, null, null, "Chair", "1", "1.00")
                        .against(null)
                        .differences())
                .extracting(Difference::type)
                .containsExactly(UNKNOWN_ORDER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("Lines are paired in a time that follows their number, whether they are told apart or not")
    void manyLines(boolean areToldApart) {
        pairing(500, areToldApart);
        assertThat(pairing(10_000, areToldApart))
                .as("ten times the lines, not a hundred times the time")
                .isLessThan(40 * pairing(1_000, areToldApart));
    }

    /** Nanoseconds of the fastest of a few, for a machine that does something else meanwhile only ever adds to it. */
    private static long pairing(int lines, boolean areToldApart) {
        var order = new Order();
        var bill = new Bill();
        for (int line = 1; line <= lines; line++) {
            order.line("1", "1", "0", "1.00", "0", GOODS, areToldApart ? "I-" + line : "I-1", "Thing");
            bill.naming(areToldApart ? "I-" + (lines + 1 - line) : "I-1", null, null, "Thing", "1", "1.00");
        }
        return LongStream.range(0, 4)
                .map(time -> {
                    var start = System.nanoTime();
                    assertThat(bill.against(order).differences().isEmpty()).isEqualTo(areToldApart);
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow();
    }
}
