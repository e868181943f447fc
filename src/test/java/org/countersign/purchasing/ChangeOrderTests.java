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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.shared.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeOrderTests {

    @Test
    @DisplayName("R11: applied, the order has its new terms as the next revision and awaits an answer again")
    void anAppliedChangeMakesTheNextRevision() {
        var order = dispatchedOrderOver("10", "5");
        order.acknowledged(Map.of(1, LocalDate.of(2026, 4, 3), 2, LocalDate.of(2026, 4, 4)), NOW);

        order.revise(
                List.of(quantity(order, 1, "12.5"), date(order, 2, LocalDate.of(2026, 5, 1)), added(3, "2", "0.335")),
                NOW);

        assertThat(order.revision()).isEqualTo(2);
        assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);
        assertThat(order.awaitsAcknowledgement()).isTrue();
        assertThat(order.lines()).hasSize(3);
        assertThat(order.total().amount()).as("125 + 50 + 0.67").isEqualByComparingTo("175.67");
        assertThat(order.line(1).promisedDate()).as("for the same day").isEqualTo(LocalDate.of(2026, 4, 3));
        assertThat(order.line(2).promisedDate()).as("for another day").isNull();
        assertThat(order.line(2).requestedDate()).isEqualTo(LocalDate.of(2026, 5, 1));
    }

    @Test
    @DisplayName("R27: whoever proposes a change learns what came between: that the order was sent, or answered")
    void whatCameBetweenIsNamed() {
        var unsent = createdOrder(line("10", "5"));
        var sent = dispatchedOrder(line("10", "5"));
        var declined = dispatchedOrder(line("10", "5"));
        declined.declined("No longer made");
        var accepted = dispatchedOrder(line("10", "5"));
        accepted.acknowledged(Map.of(), NOW);
        var proposed = dispatchedOrder(line("10", "5"));
        proposed.changeProposed();

        refuses(PurchasingRule.CHANGE_SENT_MEANWHILE, () -> sent.demandAsRead(unsent));
        refuses(PurchasingRule.CHANGE_SENT_MEANWHILE, () -> declined.demandAsRead(unsent));
        for (var answered : List.of(declined, accepted, proposed)) {
            refuses(PurchasingRule.CHANGE_ANSWERED_MEANWHILE, () -> answered.demandAsRead(sent));
            answered.demandAsRead(answered);
        }
    }

    @Test
    @DisplayName("R11: nothing falls below what is here or invoiced, by a millionth either; exactly that is allowed")
    void nothingFallsBelowWhatIsHereOrInvoiced() {
        var order = dispatchedOrderOver("10", "10");
        receive(order, 1, "6.000001");
        order.giveBack(Map.of(1, new BigDecimal("1")));
        invoice(order, "I-1", 2, "3.5", "35.00");

        refuses(PurchasingRule.BELOW_RECEIVED, () -> order.demandFit(List.of(quantity(order, 1, "5"))));
        refuses(PurchasingRule.BELOW_RECEIVED, () -> order.demandFit(List.of(quantity(order, 2, "3.499999"))));
        refuses(PurchasingRule.BELOW_RECEIVED, () -> order.demandFit(List.of(quantity(order, 1, "0"))));

        order.revise(List.of(quantity(order, 1, "5.000001"), quantity(order, 2, "3.5")), NOW);
        assertThat(order.line(1).open()).isEqualByComparingTo("0");
        assertThat(order.line(2).open()).isEqualByComparingTo("3.5");
        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
    }

    @Test
    @DisplayName("R11: the price of what is invoiced stays; a credit note in full sets it free again")
    void thePriceOfWhatIsInvoicedStays() {
        var order = dispatchedOrderOver("10");
        invoice(order, "I-1", 1, "1", "10.00");

        refuses(PurchasingRule.PRICE_INVOICED, () -> order.demandFit(List.of(price(order, 1, "9.99"))));
        invoice(order, "I-2", 1, "-1", "-10.00");
        order.demandFit(List.of(price(order, 1, "9.99")));
    }

    @Test
    @DisplayName("R11, R14: of a line that was taken out nothing more is received")
    void aLineThatWasTakenOutReceivesNothing() {
        var order = dispatchedOrderOver("10", "5");
        receive(order, 2, "5");

        order.revise(List.of(quantity(order, 1, "0")), NOW);

        assertThat(order.line(1).isRemoved()).isTrue();
        assertThat(order.status()).as("nothing is open").isEqualTo(OrderStatus.RECEIVED);
        assertThat(order.total().amount()).isEqualByComparingTo("50");
        refuses(PurchasingRule.OVER_RECEIPT, () -> receive(order, 1, "0.000001"));
        invoice(order, "I-1", 2, "5", "50.00");
        assertThat(order.invoicingStatus()).isEqualTo(InvoicingStatus.INVOICED);
    }

    @Test
    @DisplayName("R11: a complete order that grows is open again")
    void aCompleteOrderThatGrowsIsOpenAgain() {
        var order = dispatchedOrderOver("10");
        receive(order, 1, "10");

        order.revise(List.of(quantity(order, 1, "11")), NOW);

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_RECEIVED);
        assertThat(order.line(1).open()).isEqualByComparingTo("1");
    }

    @Test
    @DisplayName(
            "R11: what is changed before it is sent goes out with its new terms as the first ones, and never while undecided")
    void anUnsentOrderIsChanged() {
        var order = createdOrder(line("1", "10"));
        order.changeOpened(1);
        refuses(PurchasingRule.CHANGE_BEFORE_DISPATCH, () -> order.dispatched(NOW));

        order.revise(List.of(quantity(order, 1, "12")), NOW);
        assertThat(order.status()).isEqualTo(OrderStatus.CREATED);
        order.dispatched(NOW);

        assertThat(order.revision()).isEqualTo(2);
        assertThat(order.firstRevision()).isEqualTo(2);
        assertThat(order.changesSinceSent()).isZero();
        assertThat(order.replacedAt()).isNull();
        order.revise(List.of(quantity(order, 1, "13")), NOW.plusSeconds(60));
        assertThat(order.changesSinceSent()).isEqualTo(1);
        assertThat(order.askedAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    @DisplayName("R11: ended and undecided orders and closed lines cannot be changed")
    void whatCannotBeChanged() {
        var cancelled = dispatchedOrderOver("1");
        cancelled.cancel("Not needed");
        refuses(PurchasingRule.NOT_CHANGEABLE, cancelled::demandChangeable);
        var declined = dispatchedOrderOver("1");
        declined.declined("Out of stock");
        refuses(PurchasingRule.CHANGE_AWAITS_ANSWER, declined::demandChangeable);
        var closed = dispatchedOrderOver("1", "1");
        closed.closeShort(List.of(1), "Enough");
        refuses(PurchasingRule.CLOSED_LINE_STAYS, () -> closed.demandFit(List.of(quantity(closed, 1, "2"))));
        var proposed = dispatchedOrderOver("1");
        proposed.changeProposed();
        refuses(PurchasingRule.CHANGE_AWAITS_ANSWER, () -> proposed.revise(List.of(quantity(proposed, 1, "2")), NOW));
        assertThat(proposed.revision()).isEqualTo(1);
    }

    @Test
    @DisplayName("R11: one change is open at a time, and stands in changePending beside the status")
    void oneChangeIsOpenAtATime() {
        var order = dispatchedOrderOver("1");
        order.changeOpened(1);

        assertThat(order.changePending()).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.DISPATCHED);
        assertThat(order.awaitsAcknowledgement()).as("the old terms stand").isTrue();
        refuses(PurchasingRule.CHANGE_OPEN, () -> order.changeOpened(2));
        order.changeEnded();
        assertThat(order.changePending()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("R11: how much dearer a field makes the order, in money and in percent of what it was")
    @CsvSource({
        // quantity, price, field, increase, percent
        "12, 10.00, QUANTITY, 20.00, 20",
        "10, 10.335, UNIT_PRICE, 3.35, 3.35",
        "9, 11.00, QUANTITY, -11.00, -10",
        "9, 11.00, UNIT_PRICE, 9.00, 10",
        "0, 10.00, LINE_REMOVED, -100.00, -100",
        "10.000001, 10.00, QUANTITY, 0.00001, 0.00001",
        "10, 10.0004, UNIT_PRICE, 0.004, 0.004",
    })
    void howMuchDearer(String quantity, String price, ChangeField field, String increase, String percent) {
        var order = dispatchedOrderOver("10");
        var old = order.line(1);
        var changed = ChangeOrderLine.changing(
                old, old.description(), new BigDecimal(quantity), new BigDecimal(price), old.requestedDate());

        assertThat(changed.fields()).contains(field);
        assertThat(changed.increase(field, order.currency()).amount()).isEqualByComparingTo(increase);
        assertThat(changed.increasePercent(field, order.total())).isEqualByComparingTo(percent);
    }

    @Test
    @DisplayName("R11: what was free before and costs something now has grown beyond every bound")
    void whatWasFreeHasGrownBeyondMeasure() {
        var order = dispatchedOrder(line("10", "0"));

        assertThat(price(order, 1, "0.01").increasePercent(ChangeField.UNIT_PRICE, order.total()))
                .isGreaterThan(new BigDecimal("1000"));
        assertThat(change(order, price(order, 1, "0.01")).totalIncreasePercent())
                .isGreaterThan(new BigDecimal("1000"));
    }

    @Test
    @DisplayName("R11: percentages are never rounded down to a bound")
    void percentagesAreNotRoundedDown() {
        assertThat(ChangeOrderLine.percent(new BigDecimal("0.020000000001"), BigDecimal.ONE))
                .isGreaterThan(new BigDecimal("2"));
        assertThat(ChangeOrderLine.percent(new BigDecimal("2"), new BigDecimal("100")))
                .isEqualByComparingTo("2");
    }

    @Test
    @DisplayName("R12: the new total is the sum of rounded lines, also before the change is applied")
    void theNewTotalIsTheSumOfRoundedLines() {
        var order = dispatchedOrder(line("3", "0.335"), line("1", "0.005"));
        var change = change(order, price(order, 2, "0.015"), added(3, "1", "0.335"));

        assertThat(change.oldTotal().amount()).isEqualByComparingTo("1.02");
        assertThat(change.newTotal().amount()).as("1.01 + 0.02 + 0.34").isEqualByComparingTo("1.37");
        order.revise(change.lines(), NOW);
        assertThat(order.total()).isEqualTo(change.newTotal());
    }

    @Test
    @DisplayName("R11: what ended does not end again")
    void whatEndedDoesNotEndAgain() {
        var order = dispatchedOrderOver("10");
        var change = change(order, quantity(order, 1, "9"));
        change.ended(ChangeOrderStatus.WITHDRAWN, "Mistake", new UserId("agent"), NOW);

        refuses(PurchasingRule.CHANGE_ENDED, () -> change.applied(2, NOW));
        refuses(
                PurchasingRule.CHANGE_ENDED,
                () -> change.ended(ChangeOrderStatus.REJECTED, null, new UserId("boss"), NOW));
    }

    private static ChangeOrder change(PurchaseOrder order, ChangeOrderLine... lines) {
        return new ChangeOrder(order, 1, "Because", List.of(lines), order.total(), new UserId("agent"), NOW);
    }

    private static ChangeOrderLine quantity(PurchaseOrder order, int number, String quantity) {
        var old = order.line(number);
        return ChangeOrderLine.changing(
                old, old.description(), new BigDecimal(quantity), old.unitPrice(), old.requestedDate());
    }

    private static ChangeOrderLine price(PurchaseOrder order, int number, String price) {
        var old = order.line(number);
        return ChangeOrderLine.changing(
                old, old.description(), old.ordered(), new BigDecimal(price), old.requestedDate());
    }

    private static ChangeOrderLine date(PurchaseOrder order, int number, LocalDate date) {
        var old = order.line(number);
        return ChangeOrderLine.changing(old, old.description(), old.ordered(), old.unitPrice(), date);
    }

    private static ChangeOrderLine added(int number, String quantity, String price) {
        return ChangeOrderLine.adding(
                number,
                null,
                null,
                "EA",
                BigDecimal.ZERO,
                "CC-1",
                "Something more",
                new BigDecimal(quantity),
                new BigDecimal(price),
                null);
    }

    private static void refuses(Rule rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refusal -> assertThat(refusal.rule()).isEqualTo(rule));
    }
}
