package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.countersign.approval.BusinessCalendar;
import org.countersign.approval.ReminderPlan;
import org.countersign.approval.ReminderPolicy;
import org.countersign.currency.ExchangeRates;
import org.countersign.invoicing.ExceptionWaits;
import org.countersign.invoicing.ExceptionWaits.Waiting;
import org.countersign.invoicing.Invoice;
import org.countersign.invoicing.InvoiceStatus;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** When whoever keeps an invoice waiting is reminded: the table {@code reminder-policy} says it by kind (R07). */
@Component
class WaitReminders {

    private static final Logger LOG = LoggerFactory.getLogger(WaitReminders.class);

    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final ExceptionWaits waits;
    private final ReminderPolicy policy;
    private final BusinessCalendar calendar;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    WaitReminders(
            ExceptionWaits waits,
            ReminderPolicy policy,
            BusinessCalendar calendar,
            ExchangeRates rates,
            Company company,
            Clock clock) {
        this.waits = waits;
        this.policy = policy;
        this.calendar = calendar;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /** The next reminder about differences that wait together for the supplier; at once where they wait no longer. */
    Instant next(String exception) {
        return waits.waitingOf(exception).stream()
                .map(this::next)
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
    }

    /** Those of differences that wait together whose reminder is due by now. */
    List<String> due(String exception) {
        // Databases that keep whole seconds have a job run a little before its time.
        var by = clock.instant().plus(AHEAD);
        return waits.waitingOf(exception).stream()
                .filter(waiting -> !next(waiting).isAfter(by))
                .map(Waiting::exception)
                .toList();
    }

    private Instant next(Waiting waiting) {
        return next(kindOf(waiting), waiting.amount(), waiting.currency(), waiting.since(), waiting.remindedAt());
    }

    /** The next reminder about an invoice that waits for a receipt; at once where it waits no longer. */
    Instant next(Invoice invoice) {
        var since = invoice.receiptAwaitedSince();
        return invoice.status() != InvoiceStatus.AWAITING_RECEIPT || since == null
                ? clock.instant()
                : next("receipt", invoice.payable().abs(), invoice.currency(), since, invoice.receiptRemindedAt());
    }

    private Instant next(String kind, BigDecimal amount, String currency, Instant since, @Nullable Instant last) {
        var total = new Money(amount, Currency.getInstance(currency));
        var base = rates.toBase(total, LocalDate.ofInstant(since, company.timeZone()))
                .map(converted -> converted.base().amount())
                .orElse(null);
        var plan = planFor(kind, base);
        var days = calendar.in(company.timeZone());
        return last == null
                ? plan.firstReminder(since, days)
                : days.after(plan.repeatDays(), plan.businessDays(), last);
    }

    private static String kindOf(Waiting waiting) {
        return switch (waiting.what()) {
            case SUPPLIER -> "supplier-question";
            case CREDIT -> "credit-note";
        };
    }

    private ReminderPlan planFor(String kind, @Nullable BigDecimal amount) {
        try {
            return policy.planFor(kind, amount, "normal");
        } catch (RuntimeException e) {
            LOG.warn("The reminder policy could not be evaluated for a {}: the shipped plan applies", kind, e);
            return ReminderPlan.SHIPPED;
        }
    }
}
