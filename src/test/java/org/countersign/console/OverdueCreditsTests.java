package org.countersign.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.countersign.approval.BusinessCalendar;
import org.countersign.purchasing.PurchaseOrderExamples;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.receiving.CreditOverdue;
import org.countersign.shared.Actor;
import org.countersign.shared.Money;
import org.countersign.shared.Units;
import org.countersign.support.Companies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageImpl;
import org.springframework.transaction.support.TransactionOperations;

class OverdueCreditsTests {

    private static final Instant NOW = Instant.parse("2026-03-02T06:05:00Z");

    private final ExpectedCredits credits = mock(ExpectedCredits.class);
    private final PurchaseOrderLists orders = mock(PurchaseOrderLists.class);
    private final BusinessCalendar calendar = mock(BusinessCalendar.class);
    private final List<Object> told = new ArrayList<>();

    @Test
    @DisplayName("R16: a credit that is late is told on working days, and anew when as many days have passed once more")
    void lateCreditsAreTold() {
        var order = PurchaseOrderExamples.dispatched(PurchaseOrderExamples.ofLines(1));
        when(orders.awaitingCredit(eq(Actor.SYSTEM), any())).thenReturn(new PageImpl<>(List.of(order)));
        when(credits.of(order)).thenReturn(List.of(credit(30, true), credit(3, false)));
        work();
        assertThat(told).as("a holiday").isEmpty();
        when(calendar.isWorkingDay(LocalDate.of(2026, 3, 2))).thenReturn(true);
        work();
        assertThat(told).singleElement().isInstanceOfSatisfying(CreditOverdue.class, one -> {
            assertThat(one.order()).isEqualTo(order.number());
            assertThat(one.reminder()).isEqualTo(2);
            assertThat(one.lines()).as("what is not late is not told").hasSize(1);
        });
    }

    private void work() {
        var company = Companies.in(ZoneId.of("Europe/Berlin"));
        new OverdueCredits(
                        credits,
                        orders,
                        calendar,
                        told::add,
                        company,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        TransactionOperations.withoutTransaction(),
                        14)
                .work();
    }

    private static ExpectedCredits.Credit credit(long days, boolean late) {
        return new ExpectedCredits.Credit(
                "PO-2026-000001",
                "S-1",
                1,
                "Chair",
                new Units.Stated(BigDecimal.ONE, "EA"),
                Money.of("10.00", "EUR"),
                NOW.minus(Duration.ofDays(days)),
                "RET-1",
                days,
                late);
    }
}
