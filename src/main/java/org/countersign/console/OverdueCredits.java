package org.countersign.console;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Objects;
import org.countersign.approval.BusinessCalendar;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLists;
import org.countersign.receiving.CreditOverdue;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.NightlyWork;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks on the morning of each working day for expected credits that are late (R16): accounts payable is told once they are, and
 * again each time when as many days have passed once more.
 */
@Component
class OverdueCredits implements NightlyWork {

    private static final int AT_ONCE = 200;

    private final ExpectedCredits credits;
    private final PurchaseOrderLists orders;
    private final BusinessCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Company company;
    private final Clock clock;
    private final TransactionOperations transaction;
    private final int every;

    OverdueCredits(
            ExpectedCredits credits,
            PurchaseOrderLists orders,
            BusinessCalendar calendar,
            ApplicationEventPublisher events,
            Company company,
            Clock clock,
            TransactionOperations transaction,
            @Value("${countersign.receiving.credit-late-after-days:14}") int lateAfterDays) {
        this.credits = credits;
        this.orders = orders;
        this.calendar = calendar;
        this.events = events;
        this.company = company;
        this.clock = clock;
        this.transaction = transaction;
        this.every = Math.max(1, lateAfterDays);
    }

    @Override
    public String name() {
        return "overdue-credits";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(7, 5);
    }

    @Override
    public void work() {
        if (!calendar.isWorkingDay(LocalDate.ofInstant(clock.instant(), company.timeZone()))) {
            return;
        }
        transaction.executeWithoutResult(status -> tellOfAll());
    }

    private void tellOfAll() {
        Pageable next = PageRequest.of(0, AT_ONCE, Sort.by("number"));
        while (next.isPaged()) {
            var found = orders.awaitingCredit(Actor.SYSTEM, next);
            found.forEach(this::tell);
            next = found.nextPageable();
        }
    }

    private void tell(PurchaseOrder order) {
        var late = credits.of(order).stream()
                .filter(credit -> credit.late() && credit.since() != null)
                .toList();
        late.stream()
                .max(Comparator.comparing(ExpectedCredits.Credit::days))
                .ifPresent(oldest -> events.publishEvent(new CreditOverdue(
                        order.number(),
                        order.supplier(),
                        Objects.requireNonNullElse(oldest.since(), Instant.EPOCH),
                        Math.max(1, oldest.days() / every),
                        late.stream()
                                .map(credit -> new CreditOverdue.Line(
                                        credit.description(), credit.quantity(), credit.amount()))
                                .toList())));
    }
}
