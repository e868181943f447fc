package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.purchasing.QuantityExamples.NOW;
import static org.countersign.purchasing.QuantityExamples.createdOrder;
import static org.countersign.purchasing.QuantityExamples.dispatchedOrder;
import static org.countersign.purchasing.QuantityExamples.dispatchedOrderOver;
import static org.countersign.purchasing.QuantityExamples.invoice;
import static org.countersign.purchasing.QuantityExamples.line;
import static org.countersign.purchasing.QuantityExamples.receive;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.purchasing.PurchaseOrderManagement.Inspected;
import org.countersign.purchasing.PurchaseOrderManagement.Receipt;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseOrderTests {

    @Test
    @DisplayName("R13: a line that costs nothing is complete when it is here, though no invoice ever names it")
    void aFreeLineIsCompleteByItsReceipt() {
        var order = PurchaseOrderExamples.dispatched(PurchaseOrderExamples.of(
                "Ten and one more",
                null,
                PurchaseOrderExamples.line(null, "Chair", "10", "EA", "5.00", "0", 7),
                PurchaseOrderExamples.line(null, "Free sample", "1", "EA", "0", "0", 7)));
        order.receive(List.of(new Receipt(1, BigDecimal.TEN, BigDecimal.ZERO)), line -> ReceiptPolicy.EXACTLY);
        order.invoiced("INV-1", Map.of(1, BigDecimal.TEN), Set.of(), new BigDecimal("50.00"));
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.PARTIALLY_INVOICED);
        order.receive(List.of(new Receipt(2, BigDecimal.ONE, BigDecimal.ZERO)), line -> ReceiptPolicy.EXACTLY);
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.INVOICED);
        order.paid("INV-1", new BigDecimal("50.00"));
        assertThat(order.isSettled()).isTrue();
    }

    @Test
    @DisplayName("R13: an order of free lines alone is settled when all is here, and not before")
    void anOrderOfFreeLinesIsSettledByItsReceipt() {
        var order = PurchaseOrderExamples.dispatched(PurchaseOrderExamples.of(
                "Samples", null, PurchaseOrderExamples.line(null, "Free sample", "2", "EA", "0", "0", 7)));
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.NOT_INVOICED);
        order.receive(List.of(new Receipt(1, BigDecimal.ONE, BigDecimal.ZERO)), line -> ReceiptPolicy.EXACTLY);
        assertThat(order.isSettled()).isFalse();
        order.receive(List.of(new Receipt(1, BigDecimal.ONE, BigDecimal.ZERO)), line -> ReceiptPolicy.EXACTLY);
        assertThat(order.isSettled()).isTrue();
        order.giveBack(Map.of(1, BigDecimal.ONE));
        assertThat(order.isSettled()).isFalse();
    }

    @Test
    @DisplayName(
            "R12: a line is rounded once, half up, in the currency's digits; the total is the sum of rounded lines")
    void linesAreRoundedOnceAndThenAdded() {
        var order = createdOrder(line("3", "0.335"), line("1", "0.005"), line("0.000001", "1.00"));

        assertThat(order.line(1).amount().amount()).isEqualByComparingTo("1.01");
        assertThat(order.line(2).amount().amount()).isEqualByComparingTo("0.01");
        assertThat(order.line(3).amount().amount()).isEqualByComparingTo("0.00");
        assertThat(order.total().amount()).isEqualByComparingTo("1.02");
    }

    @ParameterizedTest
    @CsvSource({"JPY, 10.5, 11", "TND, 0.12345, 0.123", "EUR, 1.005, 1.01"})
    @DisplayName("R12: amounts keep the digits of their currency: none for JPY, three for TND, two for EUR")
    void amountsKeepTheDigitsOfTheirCurrency(String currency, String price, String amount) {
        var requisition = QuantityExamples.draft(currency, line("1", price));

        assertThat(requisition.total().amount()).isEqualTo(new BigDecimal(amount));
    }

    @Test
    @DisplayName("R13: receipts count together; what is open is what was never received")
    void receiptsCountTogether() {
        var order = dispatchedOrderOver("100");

        receive(order, 1, "33.333333");
        receive(order, 1, "66.666666");

        assertThat(order.line(1).open()).isEqualByComparingTo("0.000001");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);

        receive(order, 1, "0.000001");

        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
    }

    @Test
    @DisplayName("R13: within the tolerance of all receipts together more is kept, and the line is complete")
    void withinTheToleranceOfAllReceiptsMoreIsKept() {
        var order = dispatchedOrderOver("100");

        receive(order, 1, "100", "0", "5");
        receive(order, 1, "5", "0", "5");

        assertThat(order.line(1).open()).isZero();
        refuses(PurchasingRule.OVER_RECEIPT, () -> receive(order, 1, "0.000001", "0", "5"));
        assertThat(order.line(1).received()).isEqualByComparingTo("105");
    }

    @ParameterizedTest
    @CsvSource({"100.002", "100.000001", "101"})
    @DisplayName("R14: 0 % tolerance means exactly: 100.002 of 100 is refused and nothing is booked")
    void zeroToleranceMeansExactly(String arrived) {
        var order = dispatchedOrderOver("100");

        refuses(PurchasingRule.OVER_RECEIPT, () -> receive(order, 1, arrived));

        assertThat(order.line(1).received()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"97, 3, true", "96.999999, 3, false", "99.9996, 0.0004, true", "99.9995, 0.0004, false", "99, 0, false"
    })
    @DisplayName("R13: what lies within the tolerance below completes the line, to the millionth; its invoice too")
    void whatLiesWithinTheToleranceBelowCompletesTheLine(String arrived, String percent, boolean complete) {
        var order = dispatchedOrderOver("100");

        order.receive(List.of(new Receipt(1, new BigDecimal(arrived), BigDecimal.ZERO)), line -> under(percent));

        assertThat(order.line(1).open().signum() == 0).isEqualTo(complete);
        assertThat(order.status()).isEqualTo(complete ? OrderStatus.RECEIVED : OrderStatus.PARTIALLY_RECEIVED);
        invoice(order, "INV-1", 1, arrived, "10.00");
        assertThat(order.invoicingStatus())
                .isEqualTo(complete ? InvoicingStatus.INVOICED : InvoicingStatus.PARTIALLY_INVOICED);
    }

    @Test
    @DisplayName(
            "R13, R15: a line complete with less is open again in full once more of it is missing; others stay open")
    void aLineCompleteWithLessIsOpenAgain() {
        var order = dispatchedOrderOver("100", "100");
        order.receive(List.of(new Receipt(1, new BigDecimal("98"), BigDecimal.ZERO)), line -> under("3"));
        assertThat(order.line(1).open()).isZero();
        assertThat(order.line(2).open()).isEqualByComparingTo("100");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);

        order.giveBack(Map.of(1, new BigDecimal("1.5")));

        assertThat(order.line(1).open()).isEqualByComparingTo("3.5");
    }

    @ParameterizedTest
    @CsvSource({"100.000001, true", "100, false", "105, true"})
    @DisplayName(
            "R13: a person is asked only about what the tolerance does not cover, and only where the policy says so")
    void aPersonIsAskedAboutASurplus(String arrived, boolean asked) {
        var order = dispatchedOrderOver("100");
        var asks = new ReceiptPolicy(BigDecimal.ZERO, BigDecimal.ZERO, true, null);
        var five = new ReceiptPolicy(new BigDecimal("5"), BigDecimal.ZERO, true, null);

        assertThat(order.line(1).asksAbout(new BigDecimal(arrived), BigDecimal.ZERO, () -> asks))
                .isEqualTo(asked);
        assertThat(order.line(1).asksAbout(new BigDecimal(arrived), BigDecimal.ZERO, () -> five))
                .isFalse();
        assertThat(order.line(1).asksAbout(new BigDecimal(arrived), BigDecimal.ZERO, () -> ReceiptPolicy.EXACTLY))
                .isFalse();
        assertThat(order.line(1).room(five)).isEqualByComparingTo("105");
    }

    private static ReceiptPolicy under(String percent) {
        return new ReceiptPolicy(BigDecimal.ZERO, new BigDecimal(percent), false, null);
    }

    @Test
    @DisplayName("R14: what is rejected at the door does not count against the order")
    void whatIsRejectedDoesNotCount() {
        var order = dispatchedOrderOver("100");

        receive(order, 1, "110", "10", "0");

        assertThat(order.line(1).received()).isEqualByComparingTo("110");
        assertThat(order.line(1).rejected()).isEqualByComparingTo("10");
        assertThat(order.line(1).accepted()).isEqualByComparingTo("100");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
    }

    @Test
    void everythingRejectedLeavesTheOrderOpen() {
        var order = dispatchedOrderOver("4");

        receive(order, 1, "4", "4", "0");

        assertThat(order.line(1).open()).isEqualByComparingTo("4");
        assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);
    }

    @Test
    @DisplayName("R14: 99.9996 of 100 is not all")
    void almostAllIsNotAll() {
        var order = dispatchedOrderOver("100");

        receive(order, 1, "99.9996");

        assertThat(order.line(1).open()).isEqualByComparingTo("0.0004");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
    }

    @Test
    @DisplayName("R15: over-receipt on one line never hides a missing line")
    void tooMuchOfOneLineNeverHidesAMissingLine() {
        var order = dispatchedOrderOver("10", "10");

        receive(order, 1, "20", "0", "100");

        assertThat(order.line(2).open()).isEqualByComparingTo("10");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
    }

    @Test
    @DisplayName("R16: a return lowers what counts as received, and what went back is expected again")
    void aReturnLowersWhatCountsAsReceived() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");

        order.giveBack(Map.of(1, new BigDecimal("3")));

        assertThat(order.line(1).returned()).isEqualByComparingTo("3");
        assertThat(order.line(1).received()).isEqualByComparingTo("10");
        assertThat(order.line(1).open()).isEqualByComparingTo("3");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
        receive(order, 1, "3");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
    }

    @Test
    @DisplayName("R16: more than is here cannot go back")
    void moreThanIsHereCannotGoBack() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "5", "1", "0");

        refuses(PurchasingRule.RETURN_TOO_LARGE, () -> order.giveBack(Map.of(1, new BigDecimal("4.000001"))));
        order.giveBack(Map.of(1, new BigDecimal("4")));

        assertThat(order.line(1).open()).isEqualByComparingTo("10");
        assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);
    }

    @Test
    @DisplayName("R16: a credit note lowers what is invoiced")
    void aCreditNoteLowersWhatIsInvoiced() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");
        invoice(order, "INV-1", 1, "10", "100.00");
        order.giveBack(Map.of(1, new BigDecimal("3")));

        invoice(order, "INV-2", 1, "-3", "-30.00");

        assertThat(order.line(1).invoiced()).isEqualByComparingTo("7");
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.PARTIALLY_INVOICED);
    }

    @Test
    @DisplayName("R17: a line is closed short with a reason; receiving ends when all lines are complete or closed")
    void aLineIsClosedShort() {
        var order = dispatchedOrderOver("10", "5");
        receive(order, 1, "4");

        order.closeShort(List.of(1), "No longer needed");

        assertThat(order.line(1).open()).isZero();
        assertThat(order.line(1).closedReason()).isEqualTo("No longer needed");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
        refuses(PurchasingRule.LINE_CLOSED, () -> receive(order, 1, "1"));
        refuses(PurchasingRule.NOTHING_OPEN, () -> order.closeShort(List.of(1), "Again"));

        order.closeShort(List.of(), "The rest too");

        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED_SHORT);
        refuses(PurchasingRule.NOT_CLOSABLE, () -> order.closeShort(List.of(), "Again"));
    }

    @Test
    @DisplayName("R17: a line that was closed short is expected again, and its order with it")
    void aClosedLineIsReopened() {
        var order = dispatchedOrderOver("10", "5");
        receive(order, 1, "4");
        order.closeShort(List.of(), "The supplier gave up");
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED_SHORT);

        order.reopen(List.of(2));

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
        assertThat(order.endReason()).isNull();
        assertThat(order.line(1).open()).isZero();
        assertThat(order.line(2).open()).isEqualByComparingTo("5");
        refuses(PurchasingRule.NOTHING_CLOSED, () -> order.reopen(List.of(2)));
        order.reopen(List.of());
        assertThat(order.line(1).open()).isEqualByComparingTo("6");
        receive(order, 1, "6");
        receive(order, 2, "5");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
    }

    @Test
    @DisplayName("R17: what has come to its end is not reopened")
    void anEndedOrderIsNotReopened() {
        var order = dispatchedOrderOver("10");
        order.closeShort(List.of(), "The supplier went out of business");
        order.close(NOW);

        assertThat(order.isReopenable()).isFalse();
        refuses(PurchasingRule.NOT_REOPENABLE, () -> order.reopen(List.of(1)));
    }

    @Test
    @DisplayName(
            "R13, R16: a reversed receipt never arrived: the gross sums go back, and what is missing is open again")
    void aReversedReceiptNeverArrived() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "7", "1", "0");
        receive(order, 1, "4");
        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);

        order.reverse(List.of(new Receipt(1, new BigDecimal("7"), BigDecimal.ONE)), Map.of(), line -> false);

        assertThat(order.line(1).received()).isEqualByComparingTo("4");
        assertThat(order.line(1).rejected()).isZero();
        assertThat(order.line(1).returned()).isZero();
        assertThat(order.line(1).open()).isEqualByComparingTo("6");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
    }

    @Test
    @DisplayName("R16: a receipt of which goods went back is not reversed")
    void aReceiptOfWhichGoodsWentBackIsNotReversed() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");
        order.giveBack(Map.of(1, new BigDecimal("0.000001")));

        refuses(
                PurchasingRule.REVERSAL_TOO_LARGE,
                () -> order.reverse(List.of(new Receipt(1, BigDecimal.TEN, BigDecimal.ZERO)), Map.of(), line -> false));
        assertThat(order.line(1).received()).isEqualByComparingTo("10");
    }

    @Test
    @DisplayName(
            "R13, R16: what waits for its inspection is here and not cleared; what failed is refused and open again")
    void whatWaitsForItsInspectionIsNotCleared() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");
        order.awaitInspection(1, BigDecimal.TEN);
        assertThat(order.line(1).open()).isZero();
        assertThat(order.line(1).cleared()).isZero();
        assertThat(order.line(1).hasArrived()).isFalse();
        order.giveBack(Map.of(1, new BigDecimal("4")));
        assertThat(order.line(1).uninspected()).isEqualByComparingTo("6");
        refuses(
                PurchasingRule.FAILED_WITHIN_WAITING,
                () -> order.inspected(Map.of(1, new Inspected(BigDecimal.TEN, new BigDecimal("6.000001")))));

        order.inspected(Map.of(1, new Inspected(BigDecimal.TEN, new BigDecimal("1"))));

        assertThat(order.line(1).uninspected()).isZero();
        assertThat(order.line(1).cleared()).isEqualByComparingTo("5");
        assertThat(order.line(1).open()).isEqualByComparingTo("5");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
    }

    @Test
    @DisplayName("R16: where the invoice counts as the receipt, it makes up for a receipt that was reversed")
    void anInvoiceMakesUpForAReversedReceipt() {
        var order = dispatchedOrder(line("8", "90.00", QuantityExamples.SUPPLIER, "services"));
        receive(order, 1, "5");
        order.invoiced("INV-1", Map.of(1, new BigDecimal("8")), Set.of(1), new BigDecimal("720.00"));

        order.reverse(List.of(new Receipt(1, new BigDecimal("5"), BigDecimal.ZERO)), Map.of(), line -> true);

        assertThat(order.line(1).accepted()).isEqualByComparingTo("8");
        order.invoiceRejected("INV-1", Map.of(1, new BigDecimal("8")), Set.of(1));
        assertThat(order.line(1).accepted()).isZero();
    }

    @Test
    @DisplayName("R17: goods that came late and are kept count, on a closed order too, and their invoice is awaited")
    void lateGoodsThatAreKeptCount() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "6");
        invoice(order, "INV-1", 1, "6", "60.00");
        order.closeShort(List.of(), "Enough");
        order.paid("INV-1", new BigDecimal("60.00"));
        order.close(NOW);

        order.keepLate(List.of(new Receipt(1, new BigDecimal("4"), BigDecimal.ZERO)));

        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED_SHORT);
        assertThat(order.line(1).net()).isEqualByComparingTo("10");
        assertThat(order.takesInvoices()).isTrue();
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.PARTIALLY_INVOICED);

        var closed = dispatchedOrderOver("1");
        receive(closed, 1, "1");
        invoice(closed, "INV-2", 1, "1", "10.00");
        closed.paid("INV-2", new BigDecimal("10.00"));
        closed.close(NOW);
        assertThat(closed.takesInvoices()).isFalse();
        closed.keepLate(List.of(new Receipt(1, BigDecimal.ONE, BigDecimal.ZERO)));
        assertThat(closed.takesInvoices()).isTrue();
        invoice(closed, "INV-3", 1, "1", "10.00");
        assertThat(closed.takesInvoices()).isFalse();
        assertThat(closed.status()).isEqualTo(OrderStatus.CLOSED);
    }

    @Test
    @DisplayName("R17: an order with net receipts cannot be cancelled, only closed short")
    void anOrderWithGoodsCannotBeCancelled() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "1");

        refuses(PurchasingRule.RECEIPTS_FORBID_CANCELLATION, () -> order.cancel("Too late"));

        order.giveBack(Map.of(1, BigDecimal.ONE));
        order.cancel("Everything went back");
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        refuses(PurchasingRule.NOT_RECEIVABLE, () -> receive(order, 1, "1"));
    }

    @Test
    @DisplayName("R22: an order called off before it was sent leaves its number void")
    void anOrderNeverSentLeavesItsNumberVoid() {
        var unsent = createdOrder(line("1", "1.00"));
        unsent.cancel("Not needed");
        assertThat(unsent.numberIsVoid()).isTrue();

        var sent = dispatchedOrderOver("1");
        sent.cancel("Not needed");
        assertThat(sent.numberIsVoid()).isFalse();
    }

    @Test
    @DisplayName("R23: promised and requested date are both kept")
    void promisedAndRequestedDateAreKept() {
        var order = dispatchedOrderOver("1");

        order.acknowledged(Map.of(1, LocalDate.of(2026, 4, 15)), NOW);

        assertThat(order.line(1).requestedDate()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(order.line(1).promisedDate()).isEqualTo(LocalDate.of(2026, 4, 15));
        assertThat(order.status()).isEqualTo(OrderStatus.ACKNOWLEDGED);
    }

    @Test
    @DisplayName("R11: until a proposal is accepted the old terms stand")
    void untilAProposalIsAcceptedTheOldTermsStand() {
        var order = dispatchedOrderOver("1");

        order.changeProposed();

        assertThat(order.changePending()).isTrue();
        assertThat(order.line(1).promisedDate()).isNull();
        refuses(PurchasingRule.ANSWER_UNDECIDED, () -> order.acknowledged(Map.of(), NOW));
        order.proposalRejected();
        assertThat(order.changePending()).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);
        refuses(PurchasingRule.NO_PROPOSAL, order::proposalRejected);
    }

    @Test
    void aDeclineEndsTheOrderOnlyWhenConfirmed() {
        var order = dispatchedOrderOver("1");
        order.declined("Out of stock");
        assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);

        order.declineConfirmed();

        assertThat(order.status()).isEqualTo(OrderStatus.DECLINED);
        assertThat(order.endReason()).isEqualTo("Out of stock");
    }

    @Test
    void itIsSettledOnlyWhenReceivedInvoicedAndPaid() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");
        assertThat(order.isSettled()).isFalse();
        refuses(PurchasingRule.NOT_SETTLED, () -> order.close(NOW));

        invoice(order, "INV-1", 1, "10", "119.00");
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.INVOICED);
        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);

        order.paid("INV-1", new BigDecimal("118.99"));
        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.PARTIALLY_PAID);

        order.paid("INV-1", new BigDecimal("119.00"));
        assertThat(order.isSettled()).isTrue();
        order.close(NOW);
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED);
    }

    @Test
    void aZeroValueLineCompletesLikeAnyOther() {
        var order = dispatchedOrder(line("2", "0"));
        receive(order, 1, "2");
        invoice(order, "INV-1", 1, "2", "0.00");

        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.isSettled()).isTrue();
    }

    @Test
    @DisplayName("R17: closed short with nothing received needs no invoice")
    void closedShortWithNothingReceivedNeedsNoInvoice() {
        var order = dispatchedOrderOver("10");

        order.closeShort(List.of(), "The supplier went out of business");

        assertThat(order.isSettled()).isTrue();
        order.close(NOW);
        assertThat(order.status()).isEqualTo(OrderStatus.CLOSED_SHORT);
    }

    @Test
    void closedShortStillWantsAnInvoiceForWhatIsHere() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "4");
        order.closeShort(List.of(), "The rest will not come");
        assertThat(order.isSettled()).isFalse();

        invoice(order, "INV-1", 1, "4", "40.00");
        order.paid("INV-1", new BigDecimal("40.00"));

        assertThat(order.isSettled()).isTrue();
    }

    @Test
    void aServiceIsReceivedByItsInvoice() {
        var order = dispatchedOrder(line("8", "90.00", QuantityExamples.SUPPLIER, "services"));

        order.invoiced("INV-1", Map.of(1, new BigDecimal("8")), Set.of(1), new BigDecimal("720.00"));

        assertThat(order.status()).isEqualTo(OrderStatus.RECEIVED);
        assertThat(order.line(1).accepted()).isEqualByComparingTo("8");
    }

    @Test
    @DisplayName("R16: a service that somebody booked as received is not received again by its invoice")
    void aServiceBookedAsReceivedIsNotReceivedAgain() {
        var order = dispatchedOrder(line("8", "90.00", QuantityExamples.SUPPLIER, "services"));
        receive(order, 1, "5");

        order.invoiced("INV-1", Map.of(1, new BigDecimal("8")), Set.of(1), new BigDecimal("720.00"));

        assertThat(order.line(1).accepted()).isEqualByComparingTo("8");
        assertThat(order.line(1).open()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 0", "1, 2", "1, -1", "0.0000001, 0"})
    void aSenselessQuantityIsRefused(String arrived, String rejected) {
        var order = dispatchedOrderOver("10");

        assertThatThrownBy(() -> receive(order, 1, arrived, rejected, "0")).isInstanceOf(RuleViolation.class);
        assertThat(order.line(1).received()).isZero();
    }

    @Test
    void aLineThatTheOrderDoesNotHaveIsRefused() {
        var order = dispatchedOrderOver("10");

        refuses(PurchasingRule.UNKNOWN_LINE, () -> receive(order, 2, "1"));
        refuses(PurchasingRule.UNKNOWN_LINE, () -> receive(order, 0, "1"));
    }

    @Test
    void nothingIsReceivedBeforeItIsSent() {
        var order = createdOrder(line("1", "1.00"));

        refuses(PurchasingRule.NOT_RECEIVABLE, () -> receive(order, 1, "1"));
    }

    @Test
    void onlyTheLinesOfTheSupplierStandOnItsOrder() {
        var order = createdOrder(line("1", "1.00", "S-2", null), line("2", "2.00"), line("3", "3.00", "S-2", null));

        assertThat(order.lines()).hasSize(1);
        assertThat(order.line(1).ordered()).isEqualByComparingTo("2");
    }

    private static void refuses(Rule rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }
}
