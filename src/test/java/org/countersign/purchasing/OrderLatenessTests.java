package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.purchasing.QuantityExamples.NOW;
import static org.countersign.purchasing.QuantityExamples.dispatchedOrderOver;
import static org.countersign.purchasing.QuantityExamples.receive;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderLatenessTests {

    private static final LocalDate REQUESTED = LocalDate.of(2026, 4, 1);

    @Test
    @DisplayName("R23: an order is expected by the earliest day, requested or promised, of a line that is open")
    void itIsExpectedByTheEarliestDayOfAnOpenLine() {
        var order = dispatchedOrderOver("10", "5");
        assertThat(order.dueBy()).isEqualTo(REQUESTED);

        order.acknowledged(Map.of(1, REQUESTED.minusDays(3), 2, REQUESTED.plusDays(3)), NOW);
        assertThat(order.dueBy()).isEqualTo(REQUESTED.minusDays(3));

        receive(order, 1, "10");
        assertThat(order.dueBy()).isEqualTo(REQUESTED);

        receive(order, 2, "5");
        assertThat(order.dueBy()).isNull();

        order.giveBack(Map.of(2, new java.math.BigDecimal("1")));
        assertThat(order.dueBy()).isEqualTo(REQUESTED);
    }

    @Test
    @DisplayName("Nothing is expected of an order that was cancelled, declined or closed short")
    void nothingIsExpectedOfAnOrderThatEnded() {
        var cancelled = dispatchedOrderOver("10");
        cancelled.cancel("Not needed");
        assertThat(cancelled.dueBy()).isNull();

        var declined = dispatchedOrderOver("10");
        declined.declined("Sold out");
        declined.declineConfirmed();
        assertThat(declined.dueBy()).isNull();

        var closed = dispatchedOrderOver("10");
        closed.closeShort(List.of(), "Enough");
        assertThat(closed.dueBy()).isNull();
    }
}
