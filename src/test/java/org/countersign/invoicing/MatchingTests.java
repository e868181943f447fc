package org.countersign.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.invoicing.ExceptionType.AMOUNT_OVER_ORDER;
import static org.countersign.invoicing.ExceptionType.BANK_ACCOUNT_CHANGED;
import static org.countersign.invoicing.ExceptionType.CURRENCY_MISMATCH;
import static org.countersign.invoicing.ExceptionType.MISSING_RECEIPT;
import static org.countersign.invoicing.ExceptionType.ORDER_NOT_OPEN;
import static org.countersign.invoicing.ExceptionType.PRICE_VARIANCE;
import static org.countersign.invoicing.ExceptionType.QUANTITY_NOT_ORDERED;
import static org.countersign.invoicing.ExceptionType.QUANTITY_NOT_RECEIVED;
import static org.countersign.invoicing.ExceptionType.SUPPLIER_MISMATCH;
import static org.countersign.invoicing.ExceptionType.TAX_VARIANCE;
import static org.countersign.invoicing.ExceptionType.TOTAL_MISMATCH;
import static org.countersign.invoicing.ExceptionType.UNIT_MISMATCH;
import static org.countersign.invoicing.ExceptionType.UNKNOWN_ORDER;
import static org.countersign.invoicing.ExceptionType.UNMATCHED_LINE;
import static org.countersign.invoicing.MatchExamples.BULK;
import static org.countersign.invoicing.MatchExamples.EXACT;
import static org.countersign.invoicing.MatchExamples.GOODS;
import static org.countersign.invoicing.MatchExamples.SERVICES;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.countersign.invoicing.MatchExamples.Bill;
import org.countersign.invoicing.MatchExamples.Order;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTests {

    private static AbstractListAssert<?, ?, ExceptionType, ObjectAssert<ExceptionType>> assertTypes(
            MatchReport report) {
        return assertThat(report.differences()).extracting(Difference::type);
    }

    private static Difference only(MatchReport report, ExceptionType type) {
        assertTypes(report).containsExactly(type);
        return report.differences().get(0);
    }

    @Test
    @DisplayName("An invoice that agrees line by line has no differences")
    void whatAgreesHasNoDifferences() {
        var report = Bill.of("10", "4.50", "45.00")
                .totals("45.00", "45.00", "45.00")
                .tax("0.00")
                .against(Order.of("10", "10", "4.50"));
        assertThat(report.differences()).isEmpty();
        assertThat(report.mode()).isEqualTo(MatchMode.THREE_WAY);
        var line = report.lines().get(0);
        assertThat(line.outcome()).isEqualTo(LineOutcome.MATCHED);
        assertThat(line.quantityVariance()).isZero();
        assertThat(line.priceVariance()).isZero();
    }

    @Nested
    class Quantities {

        @Test
        @DisplayName("R14: 100.002 of 100 is refused where nothing is tolerated")
        void aHairMoreThanOrderedDiffers() {
            var found = only(
                    Bill.of("100.002", "1.00", "100.00").against(Order.of("100", "100", "1.00")), QUANTITY_NOT_ORDERED);
            assertThat(found.position()).isEqualTo(1);
            assertThat(found.explanation().english())
                    .isEqualTo("Invoiced 100.002 EA, but only 100 EA were ordered: 0.002 EA (0.00 EUR) too many.");
        }

        @Test
        @DisplayName("R14: 99.9996 of 100 is less than ordered, and no difference")
        void aHairLessAgrees() {
            assertThat(Bill.of("99.9996", "1.00", "100.00")
                            .against(Order.of("100", "99.9996", "1.00"))
                            .differences())
                    .isEmpty();
        }

        @Test
        @DisplayName("More than received is told apart from nothing received, with the amount in words")
        void moreThanReceivedDiffers() {
            var found = only(
                    Bill.of("100", "1.00", "100.00").against(Order.of("100", "90", "1.00")), QUANTITY_NOT_RECEIVED);
            assertThat(found.amount()).isEqualByComparingTo("10.00");
            assertThat(found.explanation().english())
                    .isEqualTo("Invoiced 100 EA, but only 90 EA were accepted: 10 EA (10.00 EUR) too many.");
        }

        @Test
        @DisplayName("Where nothing of a line has arrived, a receipt is missing")
        void nothingReceivedIsAMissingReceipt() {
            var report = Bill.of("100", "1.00", "100.00").against(Order.of("100", "0", "1.00"));
            only(report, MISSING_RECEIPT);
            assertThat(report.lines().get(0).outcome()).isEqualTo(LineOutcome.AWAITING_RECEIPT);
        }

        @Test
        @DisplayName("R13: what earlier invoices claimed counts")
        void earlierInvoicesCount() {
            var found = only(
                    Bill.of("41", "1.00", "41.00").against(new Order().line("100", "100", "60", "1.00", GOODS)),
                    QUANTITY_NOT_ORDERED);
            assertThat(found.amount()).isEqualByComparingTo("1.00");
            assertThat(found.explanation().english()).contains("Invoiced 101 EA in all (60 earlier, 41 now)");
        }

        @Test
        @DisplayName("R13: two lines of one invoice for the same order line count together")
        void linesOfOneInvoiceCountTogether() {
            var found = only(
                    Bill.of("60", "1.00", "60.00")
                            .line("1", "41", "1.00", "41.00")
                            .against(Order.of("100", "100", "1.00")),
                    QUANTITY_NOT_ORDERED);
            assertThat(found.position()).isEqualTo(2);
            assertThat(found.amount()).isEqualByComparingTo("1.00");
        }

        @Test
        @DisplayName("Beyond the order and beyond the receipt are two differences that count nothing twice")
        void beyondOrderAndReceiptAreTwoDifferences() {
            var report = Bill.of("110", "1.00", "110.00").against(Order.of("100", "90", "1.00"));
            assertTypes(report).containsExactly(QUANTITY_NOT_ORDERED, QUANTITY_NOT_RECEIVED);
            assertThat(report.differences())
                    .allSatisfy(found -> assertThat(found.amount()).isEqualByComparingTo("10.00"));
        }

        @ParameterizedTest
        @CsvSource({"105, true", "105.000001, false", "104.9, true"})
        @DisplayName("R13: bulk goods may be up to 5 % over in all, and not a grain more")
        void bulkMayBeFivePercentOver(String quantity, boolean agrees) {
            var report = new Bill()
                    .line("1", quantity, "0.01", null)
                    .against(new Order().line("100", quantity, "0", "0.01", BULK));
            assertThat(report.differences().isEmpty()).isEqualTo(agrees);
        }

        @Test
        @DisplayName("Services need no receipt")
        void servicesNeedNoReceipt() {
            var report = Bill.of("10", "80.00", "800.00").against(new Order().line("10", "0", "0", "80.00", SERVICES));
            assertThat(report.differences()).isEmpty();
            assertThat(report.mode()).isEqualTo(MatchMode.TWO_WAY);
        }

        @Test
        @DisplayName("R16: a credit note counts negative and is never too much for want of receipts")
        void aCreditNoteCountsNegative() {
            var report = Bill.of("10", "1.00", "10.00")
                    .credit()
                    .against(new Order().line("100", "80", "100", "1.00", GOODS));
            assertThat(report.differences()).isEmpty();
            assertThat(report.lines().get(0).invoiced()).isEqualByComparingTo("-10");
            assertThat(report.lines().get(0).net()).isEqualByComparingTo("-10.00");
        }

        @Test
        @DisplayName("R16: a credit for goods whose invoice waits because of them is not too much")
        void aCreditForAWaitingInvoiceAgrees() {
            var bill = Bill.of("3", "1.00", "3.00").credit();
            assertTypes(bill.against(new Order().gone("3", "10").line("10", "7", "0", "1.00", GOODS)))
                    .isEmpty();
            only(bill.against(new Order().gone("3", "2").line("10", "7", "0", "1.00", GOODS)), QUANTITY_NOT_ORDERED);
        }

        @Test
        @DisplayName("R16, R21: what went back is told where more is invoiced than was kept")
        void whatWentBackIsTold() {
            var found = only(
                    Bill.of("10", "5.00", "50.00")
                            .against(new Order().gone("3", "0").line("10", "7", "0", "5.00", GOODS)),
                    QUANTITY_NOT_RECEIVED);
            assertThat(found.amount()).isEqualByComparingTo("15.00");
            assertThat(found.explanation().english())
                    .isEqualTo("Invoiced 10 EA, but only 7 EA are still here, as 3 EA went back: 3 EA (15.00 EUR) too"
                            + " many.");
        }

        @Test
        @DisplayName("R16: more credited than was ever invoiced differs")
        void moreCreditedThanInvoicedDiffers() {
            var found = only(
                    Bill.of("10", "1.00", "10.00").credit().against(new Order().line("100", "100", "4", "1.00", GOODS)),
                    QUANTITY_NOT_ORDERED);
            assertThat(found.explanation().english()).contains("only 4 EA were invoiced: 6 EA too many");
        }
    }

    @Nested
    class Prices {

        @ParameterizedTest
        @CsvSource({
            "100, 10.00, 1020.00, true",
            "100, 10.00, 1020.01, false",
            "1000, 10.00, 10050.00, true",
            "1000, 10.00, 10050.01, false",
            "100, 10.00, 500.00, true"
        })
        @DisplayName("A line may be at most 2 % and at most 50.00 dearer, both, and cheaper without limit")
        void bothPercentAndAbsoluteHold(String quantity, String price, String net, boolean agrees) {
            var report = new Bill().line("1", quantity, null, net).against(Order.of(quantity, quantity, price));
            assertTypes(report).isEqualTo(agrees ? List.of() : List.of(PRICE_VARIANCE));
        }

        @Test
        @DisplayName("R13: small excesses add up over the invoices of a line")
        void excessesAddUp() {
            var order = new Order().line("100", "100", "50", "10.00", "12.00", GOODS, null, "Thing");
            assertThat(Bill.of("50", "10.16", "508.00").against(order).differences())
                    .isEmpty();
            var found = only(Bill.of("50", "10.18", "509.00").against(order), PRICE_VARIANCE);
            assertThat(found.amount()).isEqualByComparingTo("21.00");
            assertThat(found.explanation().english())
                    .contains("9.00 EUR too much", "21.00 EUR over all invoices of this line");
        }

        @Test
        @DisplayName("R12: prices with four digits are rounded once a line")
        void fourDigitPricesAreRoundedOnce() {
            assertThat(Bill.of("3", "0.3335", "1.00")
                            .against(new Order().line("3", "3", "0", "0.3335", EXACT))
                            .differences())
                    .isEmpty();
            assertThat(Bill.of("1000", "0.1234", "123.40")
                            .against(new Order().line("1000", "1000", "0", "0.1234", EXACT))
                            .differences())
                    .isEmpty();
        }

        @Test
        @DisplayName("A price per hundred is respected")
        void pricePerHundred() {
            var report = new Bill()
                    .line("1", "250", "EA", "12.00", "100", "30.00", "0", null, null)
                    .against(new Order().line("250", "250", "0", "0.12", EXACT));
            assertThat(report.differences()).isEmpty();
        }

        @Test
        @DisplayName("R16: a credit that gives back less than was paid differs")
        void tooSmallACreditDiffers() {
            var found = only(
                    new Bill()
                            .line("1", "10", null, "90.00")
                            .credit()
                            .against(new Order().line("10", "0", "10", "10.00", "0", GOODS, null, "Thing")),
                    PRICE_VARIANCE);
            assertThat(found.amount()).isEqualByComparingTo("10.00");
            assertThat(found.explanation().english()).contains("Credited are only 90.00 EUR");
        }

        @Test
        @DisplayName("R13, R16: a credit for the price lowers the amount, and the quantity stays invoiced")
        void aPriceCreditLeavesTheQuantity() {
            var report = new Bill()
                    .line("1", "10", "0.50", "5.00")
                    .correcting()
                    .against(new Order().line("10", "10", "10", "10.00", "5.00", GOODS, null, "Thing"));
            assertThat(report.differences()).isEmpty();
            var line = report.lines().get(0);
            assertThat(line.outcome()).isEqualTo(LineOutcome.MATCHED);
            assertThat(line.invoiced()).isEqualByComparingTo("0");
            assertThat(line.net()).isEqualByComparingTo("-5.00");
            assertThat(line.priceVariance()).isEqualByComparingTo("-5.00");
            assertThat(line.quantityVariance()).isEqualByComparingTo("0");
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "none",
                value = {"0, none", "0, 5.00", "none, 5.00", "none, none"})
        @DisplayName("R16: a credit without a quantity is for the price, whatever it names")
        void aCreditWithoutQuantityIsForThePrice(String quantity, String price) {
            var report = new Bill()
                    .line("1", quantity, price, "5.00")
                    .credit()
                    .totals("5.00", "5.00", "5.00")
                    .tax("0.00")
                    .against(new Order().line("10", "10", "10", "10.00", GOODS));
            assertThat(report.differences()).isEmpty();
            assertThat(report.lines().get(0).invoiced()).isEqualByComparingTo("0");
            assertThat(report.lines().get(0).net()).isEqualByComparingTo("-5.00");
        }

        @ParameterizedTest
        @CsvSource({"10, 10.00, -10", "10, 10.20, -10", "10, 9.80, -10", "3, 10.00, -3"})
        @DisplayName("R16: a credit at the price of the order, within its tolerance, is for goods")
        void aCreditAtThePriceIsForGoods(String quantity, String price, String counted) {
            var net = new BigDecimal(quantity).multiply(new BigDecimal(price)).toPlainString();
            var report = new Bill()
                    .line("1", quantity, price, net)
                    .correcting()
                    .against(new Order().line("10", "10", "10", "10.00", "2.00", GOODS, null, "Thing"));
            assertThat(report.lines().get(0).invoiced()).isEqualByComparingTo(counted);
        }

        @Test
        @DisplayName("R16, R20: where goods or price may be meant a person decides, and the quantity stays until then")
        void anUnclearCreditIsForAPerson() {
            var unnamed = only(
                    new Bill()
                            .line("1", "10", "0.50", "5.00")
                            .credit()
                            .against(new Order().line("10", "10", "10", "10.00", GOODS)),
                    PRICE_VARIANCE);
            assertThat(unnamed.amount()).isEqualByComparingTo("5.00");
            assertThat(unnamed.explanation().english()).contains("it is not clear whether goods or their price");
            var some = new Bill()
                    .line("1", "10", "0.50", "5.00")
                    .correcting()
                    .against(new Order().gone("3", "0").line("10", "7", "10", "10.00", GOODS));
            assertTypes(some).containsExactly(PRICE_VARIANCE);
            assertThat(some.lines().get(0).invoiced()).isEqualByComparingTo("0");
            var nearly = new Bill()
                    .line("1", "10", "9.00", "90.00")
                    .correcting()
                    .against(new Order().line("10", "10", "10", "10.00", GOODS));
            assertTypes(nearly).containsExactly(PRICE_VARIANCE);
        }

        @Test
        @DisplayName("R16: an invoice that waits for being too much makes a price credit no credit for goods")
        void anOverBillingThatWaitsFreesNothing() {
            var report = new Bill()
                    .line("1", "4", "0.50", "2.00")
                    .correcting()
                    .against(new Order().gone("0", "4").line("4", "4", "4", "50.00", GOODS));
            assertThat(report.differences()).isEmpty();
            assertThat(report.lines().get(0).invoiced()).isEqualByComparingTo("0");
        }

        @Test
        @DisplayName("R16: a correction with lines below zero gives goods back, at the price that was invoiced")
        void aCorrectionGivesGoodsBack() {
            var report = new Bill()
                    .line("1", "-3", "10.00", "-30.00")
                    .totals("-30.00", "-30.00", "-30.00")
                    .tax("0.00")
                    .against(new Order().line("10", "7", "10", "10.00", GOODS));
            assertThat(report.differences()).isEmpty();
            assertThat(report.lines().get(0).invoiced()).isEqualByComparingTo("-3");
            assertTypes(new Bill()
                            .line("1", "-11", "10.00", "-110.00")
                            .against(new Order().line("10", "0", "10", "10.00", GOODS)))
                    .containsExactly(QUANTITY_NOT_ORDERED);
        }

        @ParameterizedTest
        @CsvSource({"10, -0.50", "1, -5.00"})
        @DisplayName("R16: a price below zero lowers the amount, and claims no quantity")
        void aPriceBelowZeroClaimsNoQuantity(String quantity, String price) {
            var report = new Bill()
                    .line("1", quantity, price, "-5.00")
                    .against(new Order().line("10", "10", "10", "10.00", GOODS));
            assertThat(report.differences()).isEmpty();
            assertThat(report.lines().get(0).invoiced()).isEqualByComparingTo("0");
            assertThat(report.lines().get(0).net()).isEqualByComparingTo("-5.00");
        }

        @Test
        @DisplayName("R13, R16: goods and a discount on them in one invoice are ten at a lower price")
        void goodsWithADiscountLine() {
            var report = new Bill()
                    .line("1", "10", "10.00", "100.00")
                    .line("1", "10", "-0.50", "-5.00")
                    .against(Order.of("10", "10", "10.00"));
            assertThat(report.differences()).isEmpty();
            assertThat(report.lines())
                    .extracting(line -> line.invoiced().intValue())
                    .containsExactly(10, 0);
            var first = new Bill()
                    .line("1", "10", "-0.50", "-5.00")
                    .line("1", "10", "10.00", "100.00")
                    .against(Order.of("10", "10", "10.00"));
            assertThat(first.differences()).isEmpty();
            assertThat(first.lines()).extracting(MatchLine::position).containsExactly(1, 2);
        }

        @Test
        @DisplayName("R16: a credit for the price beyond all that was invoiced differs")
        void aPriceCreditBeyondTheInvoiceDiffers() {
            var found = only(
                    new Bill()
                            .line("1", null, null, "120.00")
                            .credit()
                            .against(new Order().line("10", "10", "10", "10.00", "5.00", GOODS, null, "Thing")),
                    PRICE_VARIANCE);
            assertThat(found.amount()).isEqualByComparingTo("15.00");
        }
    }

    @Nested
    class Pairing {

        @Test
        @DisplayName("The order line that the invoice refers to comes first")
        void byReference() {
            var report = new Bill()
                    .line("2", "1", "EA", "5.00", null, "5.00", "0", "A", null)
                    .against(new Order()
                            .line("1", "1", "0", "7.00", "0", GOODS, "A", "One")
                            .line("1", "1", "0", "5.00", "0", GOODS, "B", "Two"));
            assertThat(report.lines().get(0).orderLine()).isEqualTo(2);
        }

        @Test
        @DisplayName("Then the item, on the line into which the quantity still fits")
        void byItem() {
            var report = new Bill()
                    .line(null, "5", "EA", "5.00", null, "25.00", "0", "b", null)
                    .against(new Order()
                            .line("5", "5", "5", "5.00", "0", GOODS, "B", "One")
                            .line("5", "5", "0", "5.00", "0", GOODS, "B", "Two"));
            assertThat(report.lines().get(0).orderLine()).isEqualTo(2);
            assertThat(report.differences()).isEmpty();
        }

        @Test
        @DisplayName("A single line pairs with a single line, whatever it is called")
        void singleWithSingle() {
            var report = new Bill()
                    .line("SZ300540", "1", "XPP", "11.78", null, "11.78", "7", "SZ300540", "Denk doch")
                    .against(new Order().line("1", "1", "0", "11.78", "0", GOODS, "BOOK", "A book"), null, Set.of(1));
            assertThat(report.lines().get(0).orderLine()).isEqualTo(1);
        }

        @Test
        @DisplayName("Then the description, with the price where that is needed to tell two apart")
        void byDescription() {
            var order = new Order()
                    .line("1", "1", "0", "7.00", "0", GOODS, null, "Chair, blue")
                    .line("1", "1", "0", "9.00", "0", GOODS, null, "chair,  Blue")
                    .line("1", "1", "0", "9.00", "0", GOODS, null, "Table");
            var report = new Bill()
                    .line(null, "1", "EA", "9.00", null, "9.00", "0", null, "Chair, blue ")
                    .line(null, "1", "EA", "9.00", null, "9.00", "0", null, "TABLE")
                    .against(order);
            assertThat(report.lines()).extracting(MatchLine::orderLine).containsExactly(2, 3);
        }

        @Test
        @DisplayName("A line that fits nowhere is an exception of purchasing, one over nothing is not")
        void unmatched() {
            var order = Order.of("1", "1", "7.00").line("1", "1", "0", "9.00", GOODS);
            var found = only(
                    new Bill()
                            .line("1", "1", "7.00", "7.00")
                            .line(null, "1", "EA", "1.00", null, "1.00", "0", null, "Postage")
                            .line(null, "1", "EA", "0.00", null, "0.00", "0", null, "Thank you for your order")
                            .against(order),
                    UNMATCHED_LINE);
            assertThat(found.position()).isEqualTo(2);
            assertThat(found.explanation().english()).contains("\"Postage\" over 1.00 EUR");
        }
    }

    @Nested
    class Taxes {

        @ParameterizedTest
        @CsvSource({"23.10, true", "23.15, true", "23.05, true", "23.16, false", "23.25, false", "23.04, false"})
        @DisplayName("R19: the tax of the document may lie 0.05 from that of its own lines")
        void taxWithinFiveCents(String stated, boolean agrees) {
            var report = new Bill()
                    .line("1", "1", "EA", "121.58", null, "121.58", "19", null, null)
                    .tax(stated)
                    .against(Order.of("1", "1", "121.58"));
            assertTypes(report).isEqualTo(agrees ? List.of() : List.of(TAX_VARIANCE));
        }

        @Test
        @DisplayName("R19: an allowance that was not taken off before the tax is told in words")
        void forgottenAllowance() {
            var found = only(
                    new Bill()
                            .line("1", "100", "EA", "1.00", null, "100.00", "17.5", null, null)
                            .allowance("10.00")
                            .tax("17.50")
                            .totals("90.00", null, "107.50")
                            .against(Order.of("100", "100", "1.00")),
                    TAX_VARIANCE);
            assertThat(found.amount()).isEqualByComparingTo("1.75");
            assertThat(found.explanation().english())
                    .isEqualTo("The invoice states 17.50 EUR tax. From its own lines it should be 15.75 EUR (17.5 % of"
                            + " 90.00 EUR): 1.75 EUR too much. The allowance of 10.00 EUR was not taken off before"
                            + " the tax was computed.");
        }

        @Test
        @DisplayName("Each rate is computed on its own lines and its own charges")
        void ratesOnTheirOwn() {
            var report = new Bill()
                    .line("1", "1", "EA", "100.00", null, "100.00", "19", null, null)
                    .line("2", "1", "EA", "100.00", null, "100.00", "7", null, null)
                    .adjustment(false, "10.00", "7")
                    .tax("25.30")
                    .totals("190.00", "215.30", "215.30")
                    .against(Order.of("1", "1", "100.00").line("1", "1", "0", "100.00", GOODS));
            assertThat(report.differences()).isEmpty();
        }

        @Test
        @DisplayName("Where no line names a rate, those of the order are taken")
        void ratesOfTheOrder() {
            var report = new Bill()
                    .line("1", "1", "EA", "100.00", null, "100.00", null, null, null)
                    .tax("19.00")
                    .against(Order.of("1", "1", "100.00"));
            assertThat(report.differences()).isEmpty();
        }
    }

    @Nested
    class Totals {

        @Test
        @DisplayName("R19: prepaid amounts and the supplier's rounding belong to the payable amount")
        void prepaidAndRounding() {
            var report = Bill.of("1", "99.97", "99.97")
                    .tax("0")
                    .prepaid("50.00")
                    .rounding("0.03")
                    .totals("99.97", "99.97", "50.00")
                    .against(Order.of("1", "1", "99.97"));
            assertThat(report.differences()).isEmpty();
        }

        @Test
        @DisplayName("R19: neither a large rounding nor a negative prepaid amount adds to what is paid unseen")
        void nothingIsAddedUnseen() {
            assertTypes(Bill.of("1", "100.00", "100.00")
                            .tax("0")
                            .rounding("5000.00")
                            .totals("100.00", "100.00", "5100.00")
                            .against(Order.of("1", "1", "100.00")))
                    .isEqualTo(List.of(TOTAL_MISMATCH));
            assertTypes(Bill.of("1", "100.00", "100.00")
                            .tax("0")
                            .prepaid("-5000.00")
                            .totals("100.00", "100.00", "5100.00")
                            .against(Order.of("1", "1", "100.00")))
                    .isEqualTo(List.of(TOTAL_MISMATCH));
        }

        @ParameterizedTest
        @CsvSource({"100.05, true", "100.06, false", "99.94, false"})
        @DisplayName("Document totals may lie 0.05 from their own lines")
        void totalsWithinFiveCents(String payable, boolean agrees) {
            var report = Bill.of("1", "100.00", "100.00")
                    .tax("0")
                    .totals("100.00", "100.00", payable)
                    .against(Order.of("1", "1", "100.00"));
            assertTypes(report).isEqualTo(agrees ? List.of() : List.of(TOTAL_MISMATCH));
        }

        @Test
        @DisplayName("A line whose net amount is not quantity times price is named")
        void wrongLine() {
            var found = only(Bill.of("10", "1.00", "9.00").against(Order.of("10", "10", "1.00")), TOTAL_MISMATCH);
            assertThat(found.explanation().english())
                    .isEqualTo("Line 1 states 9.00 EUR, but 10 times its price is 10.00 EUR: 1.00 EUR apart.");
        }
    }

    @Nested
    class Orders {

        @Test
        @DisplayName("Charges count against the order's total, within it they are no difference")
        void chargesWithinTheOrder() {
            assertThat(Bill.of("9", "10.00", "90.00")
                            .charge("10.00")
                            .against(Order.of("10", "10", "10.00"))
                            .differences())
                    .isEmpty();
        }

        @Test
        @DisplayName(
                "R20: charges beyond the order's total are for its approvers, what they agreed to before is not asked"
                        + " again")
        void chargesBeyondTheOrder() {
            var bill = Bill.of("10", "10.00", "100.00").charge("12.50");
            assertThat(only(bill.against(Order.of("10", "10", "10.00")), AMOUNT_OVER_ORDER)
                            .amount())
                    .isEqualByComparingTo("12.50");
            var later = new Order().line("10", "10", "5", "10.00", GOODS).before("62.50", "12.50", "0");
            assertThat(only(Bill.of("5", "10.00", "50.00").against(later), AMOUNT_OVER_ORDER)
                            .amount())
                    .isEqualByComparingTo("12.50");
            var agreed = new Order().line("10", "10", "5", "10.00", GOODS).before("62.50", "12.50", "12.50");
            assertThat(Bill.of("5", "10.00", "50.00").against(agreed).differences())
                    .isEmpty();
        }

        @Test
        @DisplayName("A price within its tolerance is not an amount over the order")
        void tolerancesAreNotOverTheOrder() {
            assertThat(Bill.of("10", "10.20", "102.00")
                            .against(Order.of("10", "10", "10.00"))
                            .differences())
                    .isEmpty();
        }

        @Test
        @DisplayName("An order that we do not have, and none at all, are told apart in words")
        void unknownOrders() {
            assertThat(only(Bill.of("1", "1.00", "1.00").order("PO-9").against(null), UNKNOWN_ORDER)
                            .explanation()
                            .english())
                    .contains("PO-9");
            assertThat(only(Bill.of("1", "1.00", "1.00").order(null).against(null), UNKNOWN_ORDER)
                            .explanation()
                            .english())
                    .contains("names no order");
        }

        @Test
        @DisplayName("Another currency, supplier or account, and an order that is not open, are each told")
        void whatIsWrongWithTheWhole() {
            assertTypes(Bill.of("1", "1.00", "1.00").in("USD").against(Order.of("1", "1", "1.00")))
                    .containsExactly(CURRENCY_MISMATCH);
            assertTypes(Bill.of("1", "1.00", "1.00")
                            .against(Order.of("1", "1", "1.00").otherSupplier("Not theirs.")))
                    .containsExactly(SUPPLIER_MISMATCH);
            assertTypes(Bill.of("1", "1.00", "1.00")
                            .against(Order.of("1", "1", "1.00").notOpen("Closed.")))
                    .containsExactly(ORDER_NOT_OPEN);
            assertTypes(Bill.of("1", "1.00", "1.00")
                            .iban("DE79 0000 0000 1234 5678 90")
                            .against(Order.of("1", "1", "1.00"), "DE02100500000024290661", Set.of()))
                    .containsExactly(BANK_ACCOUNT_CHANGED);
            assertTypes(Bill.of("1", "1.00", "1.00")
                            .iban("de79 0000 0000 1234 5678 90")
                            .against(Order.of("1", "1", "1.00"), "DE79000000001234567890", Set.of()))
                    .isEmpty();
        }

        @Test
        @DisplayName("R20: two orders of one invoice that differ alike are two differences")
        void twoOrdersDifferEach() {
            var report = new Bill()
                    .line("1", "1", "1.00", "1.00")
                    .against(
                            Order.of("1", "1", "1.00").notOpen("Closed."),
                            Order.of("1", "1", "1.00").called("PO-2026-000002").notOpen("Closed, too."));
            assertThat(report.differences())
                    .extracting(Difference::type, Difference::order)
                    .containsExactly(tuple(ORDER_NOT_OPEN, "PO-2026-000001"), tuple(ORDER_NOT_OPEN, "PO-2026-000002"));
        }

        @Test
        @DisplayName("Another unit stops the comparison of its line until somebody says that both mean the same")
        void units() {
            var bill = new Bill().line("1", "100", "KGM", "1.00", null, "100.00", "0", null, null);
            only(bill.against(Order.of("100", "90", "1.00")), UNIT_MISMATCH);
            only(bill.against(Order.of("100", "90", "1.00"), null, Set.of(1)), QUANTITY_NOT_RECEIVED);
            assertThat(new Bill()
                            .line("1", "1", "C62", "1.00", null, "1.00", "0", null, null)
                            .against(Order.of("1", "1", "1.00"))
                            .differences())
                    .isEmpty();
        }
    }
}
