package org.countersign.workflow.support;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.approval.BusinessCalendar;
import org.countersign.approval.ReminderPlan;
import org.countersign.approval.ReminderPolicy;
import org.countersign.currency.ExchangeRates;
import org.countersign.shared.Company;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * When the answer to a task is due, when somebody is reminded, and how much it matters. The table {@code reminder-policy}
 * says it for tasks other than approvals too, whose steps keep it themselves.
 */
@Component
public class TaskSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(TaskSchedule.class);

    private final ReminderPolicy policy;
    private final BusinessCalendar calendar;
    private final ExchangeRates rates;
    private final Company company;
    private final Clock clock;

    TaskSchedule(ReminderPolicy policy, BusinessCalendar calendar, ExchangeRates rates, Company company, Clock clock) {
        this.policy = policy;
        this.calendar = calendar;
        this.rates = rates;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Sets due date, follow-up date and priority by the policy.
     *
     * @param kind kind of the document, as the policy knows it
     * @return the day by which an answer is expected, for people
     */
    public String plan(DelegateTask task, String kind, Money total, String urgency) {
        var asked = clock.instant();
        var amount = rates.toBase(total, LocalDate.ofInstant(asked, company.timeZone()))
                .map(converted -> converted.base().amount())
                .orElse(null);
        var plan = planFor(kind, amount, urgency);
        task.setFollowUpDate(Date.from(plan.firstReminder(asked, calendar.in(company.timeZone()))));
        task.setPriority(TaskPriority.of(urgency, amount));
        return due(task, plan.decideBy(asked, calendar.in(company.timeZone())));
    }

    /** When somebody is reminded who was asked just now, or reminded just now. */
    public Instant nextReminder(String kind, Money total) {
        var now = clock.instant();
        var amount = rates.toBase(total, LocalDate.ofInstant(now, company.timeZone()))
                .map(converted -> converted.base().amount())
                .orElse(null);
        return planFor(kind, amount, "normal").firstReminder(now, calendar.in(company.timeZone()));
    }

    /** Sets the day on which something is due by itself, such as a delivery or an invoice; none where it is not known. */
    public String dueOn(DelegateTask task, @Nullable LocalDate day) {
        return day == null
                ? ""
                : due(task, day.atTime(23, 59).atZone(company.timeZone()).toInstant());
    }

    private String due(DelegateTask task, Instant at) {
        task.setDueDate(Date.from(at));
        return Figures.day(at, company.timeZone());
    }

    private ReminderPlan planFor(String kind, java.math.@Nullable BigDecimal amount, String urgency) {
        try {
            return policy.planFor(kind, amount, urgency);
        } catch (RuntimeException e) {
            LOG.warn("The reminder policy could not be evaluated for a {}: the shipped plan applies", kind, e);
            return ReminderPlan.SHIPPED;
        }
    }
}
