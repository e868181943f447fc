package org.countersign.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import org.countersign.approval.BusinessCalendar;
import org.countersign.policy.PolicyChanges;
import org.countersign.shared.Company;
import org.countersign.shared.NightlyWork;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds those who may release a change of a decision table that it still waits for them, every few working days. */
@Component
class PolicyReminders implements NightlyWork {

    /** Nobody reads a mail about what has waited for years. */
    private static final int MOST_ROUNDS = 50;

    private final PolicyChanges changes;
    private final PolicyMails mails;
    private final BusinessCalendar calendar;
    private final Company company;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PolicyReminders(
            PolicyChanges changes,
            PolicyMails mails,
            BusinessCalendar calendar,
            Company company,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.changes = changes;
        this.mails = mails;
        this.calendar = calendar;
        this.company = company;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "reminders-of-policy-changes";
    }

    @Override
    public LocalTime at() {
        return LocalTime.of(7, 30);
    }

    @Override
    public void work() {
        var days = changes.remindAfterDays();
        if (days < 1) {
            return;
        }
        for (var change : changes.waiting()) {
            var since = change.proposedAt();
            var round = since == null ? 0 : rounds(days, since);
            if (round > 0) {
                transaction.executeWithoutResult(
                        status -> changes.reminder(change.id()).ifPresent(news -> mails.remind(news, round)));
            }
        }
    }

    private int rounds(int days, Instant since) {
        var count = calendar.in(company.timeZone());
        var now = clock.instant();
        var round = 0;
        while (round < MOST_ROUNDS
                && !count.after(days * (round + 1), true, since).isAfter(now)) {
            round++;
        }
        return round;
    }
}
