package org.countersign.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.countersign.sales.SalesOrder.Content;
import org.countersign.shared.Money;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SalesOrderTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final UserId SALLY = new UserId("sally");

    @Test
    @DisplayName("R12: each line is rounded once, in the digits of the currency")
    void eachLineIsRoundedOnce() {
        assertThat(order("EUR", line("3", "0.335"), line("1", "0.005")).total()).isEqualTo(Money.of("1.02", "EUR"));
        assertThat(order("JPY", line("3", "10.5"), line("1", "0.4")).total()).isEqualTo(Money.of("32", "JPY"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R01, R09: what is possible in which state, and nothing else")
    void whatIsPossibleWhen(SalesOrderStatus status) {
        assertThat(does(status, order -> order.replace(content("EUR", line("1", "2")))))
                .isEqualTo(status == SalesOrderStatus.DRAFT || status == SalesOrderStatus.RETURNED);
        assertThat(does(status, order -> order.submit(NOW)))
                .isEqualTo(status == SalesOrderStatus.DRAFT || status == SalesOrderStatus.RETURNED);
        assertThat(does(status, order -> order.withdraw("No")))
                .isEqualTo(status == SalesOrderStatus.DRAFT
                        || status == SalesOrderStatus.RETURNED
                        || status == SalesOrderStatus.IN_APPROVAL);
        assertThat(does(status, order -> order.release(SALLY, NOW))).isEqualTo(status == SalesOrderStatus.APPROVED);
        assertThat(does(status, order -> order.cancel("No"))).isEqualTo(status == SalesOrderStatus.APPROVED);
    }

    @Test
    @DisplayName("R09: the note of a return goes with the next submission, and who released it stays")
    void whatIsKept() {
        var order = reached(SalesOrderStatus.RETURNED);
        assertThat(order.lastNote()).isEqualTo("Cheaper");
        order.submit(NOW.plusSeconds(60));
        assertThat(order.lastNote()).isNull();
        assertThat(order.submittedAt()).isEqualTo(NOW.plusSeconds(60));
        order.approve();
        order.release(SALLY, NOW);
        assertThat(order.releasedBy()).isEqualTo(SALLY);
        assertThatThrownBy(() -> order.reject("Too late")).isInstanceOf(IllegalStateException.class);
    }

    private static boolean does(SalesOrderStatus status, Consumer<SalesOrder> step) {
        try {
            step.accept(reached(status));
            return true;
        } catch (RuleViolation refused) {
            return false;
        }
    }

    private static SalesOrder reached(SalesOrderStatus status) {
        var order = order("EUR", line("1", "10"));
        if (status != SalesOrderStatus.DRAFT) {
            order.submit(NOW);
        }
        switch (status) {
            case DRAFT, IN_APPROVAL -> {}
            case APPROVED -> order.approve();
            case RELEASED -> {
                order.approve();
                order.release(SALLY, NOW);
            }
            case CANCELLED -> {
                order.approve();
                order.cancel("Bankrupt");
            }
            case RETURNED -> order.sendBack("Cheaper");
            case REJECTED -> order.reject("No");
            case WITHDRAWN -> order.withdraw("No");
        }
        assertThat(order.status()).isEqualTo(status);
        return order;
    }

    private static SalesOrder order(String currency, SalesOrderLine... lines) {
        return new SalesOrder(new SalesOrderNumber("SO-2026-000001"), SALLY, content(currency, lines), NOW);
    }

    private static Content content(String currency, SalesOrderLine... lines) {
        return new Content(
                "C-1",
                "Lathe",
                null,
                Currency.getInstance(currency),
                Stream.of(lines).toList());
    }

    private static SalesOrderLine line(String quantity, String price) {
        return new SalesOrderLine(null, "Lathe", new BigDecimal(quantity), "EA", new BigDecimal(price));
    }
}
