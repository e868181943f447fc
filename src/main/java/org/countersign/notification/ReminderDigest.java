package org.countersign.notification;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.countersign.approval.ApprovalTimes;
import org.countersign.approval.StepQuestion;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.people.MailTopic;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Collects the reminders of those who want one mail a day (R07). Only reminders wait: that something is asked, and that it
 * was escalated, is told at once.
 */
@Component
class ReminderDigest {

    private static final int MOST = 50;

    private final DigestEntries entries;
    private final ApprovalTimes approvals;
    private final Organization organization;
    private final StaffMails mails;
    private final NotificationSettings settings;
    private final Company company;
    private final Clock clock;

    ReminderDigest(
            DigestEntries entries,
            ApprovalTimes approvals,
            Organization organization,
            StaffMails mails,
            NotificationSettings settings,
            Company company,
            Clock clock) {
        this.entries = entries;
        this.approvals = approvals;
        this.organization = organization;
        this.mails = mails;
        this.settings = settings;
        this.company = company;
        this.clock = clock;
    }

    /** Whether the reminder waits for the person's mail of the day; in the transaction that reminds. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean takes(UserId person, String step) {
        var collects = organization
                .person(person)
                .filter(profile -> profile.active() && profile.digest() && profile.wants(MailTopic.REMINDERS))
                .isPresent();
        if (collects && !entries.existsById(new DigestEntry.Key(person.value(), step))) {
            entries.save(new DigestEntry(person, step, clock.instant()));
        }
        return collects;
    }

    /** Those for whom anything waits. */
    @Transactional(readOnly = true)
    public List<UserId> people() {
        return entries.people().stream().map(UserId::new).toList();
    }

    /**
     * Writes the person's mail of the day, once its hour has come by their clock. What was answered meanwhile is left out;
     * where nothing is left, no mail is written. What the reminder policy counts in business days waits for the person's next one:
     * it is asked about each of them once a day, for its answers are kept.
     */
    @Transactional
    public void write(UserId user) {
        var person = organization.person(user);
        var zone = person.map(this::zone).orElse(company.timeZone());
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        var hour = today.atTime(settings.digest().at()).atZone(zone).toInstant();
        if (now.isBefore(hour)) {
            return;
        }
        var due = new ArrayList<DigestEntry>();
        for (var entry : entries.of(user.value())) {
            if (entry.notedAt().isBefore(hour)) {
                if (approvals.isReminderDay(entry.step(), user)) {
                    due.add(entry);
                } else {
                    entry.waitOn(now);
                }
            }
        }
        if (due.isEmpty()) {
            return;
        }
        var open = due.stream()
                .flatMap(entry -> approvals.stillAsked(entry.step(), user).stream())
                .sorted(Comparator.comparing(StepQuestion::decideBy).thenComparing(StepQuestion::step))
                .toList();
        if (!open.isEmpty()) {
            mails.write(
                    "approval-digest/" + today,
                    new DocumentNumber("person:" + user),
                    user,
                    reader -> letter(reader, today, open));
        }
        entries.deleteAll(due);
    }

    private Letter letter(Reader reader, LocalDate today, List<StepQuestion> open) {
        var intro = mails.text(reader, "approvalDigest.intro", open.size());
        var facts = new Facts();
        for (var question : open.subList(0, Math.min(MOST, open.size()))) {
            var lines = new ArrayList<String>();
            lines.add(question.title());
            lines.add(amount(reader, question));
            lines.add(mails.text(reader, "approvalDigest.askedBy", mails.nameOf(question.requester())));
            lines.add(approvals
                    .adviceWantedBy(question.step(), reader.user())
                    .map(asker -> mails.text(reader, "approvalDigest.advice", mails.nameOf(asker)))
                    .orElseGet(() -> mails.text(reader, "approvalDigest.until", reader.date(question.decideBy()))));
            facts.lines(question.document().value(), lines);
        }
        return new Letter(
                mails.text(reader, "approvalDigest.subject", open.size()),
                intro,
                mails.sender(),
                reader.date(today),
                mails.text(reader, "approvalDigest.headline", open.size()),
                open.size() > MOST
                        ? List.of(intro, mails.text(reader, "approvalDigest.more", MOST, open.size()))
                        : List.of(intro),
                null,
                null,
                new Button(mails.text(reader, "approvalDigest.button"), mails.approvalsLink()),
                facts.all(),
                List.of(),
                mails.footer(reader, "digest"));
    }

    private String amount(Reader reader, StepQuestion question) {
        var amount = StaffMails.amount(reader, question.total());
        var rate = question.rate();
        var base = question.baseAmount();
        return rate == null || base == null
                ? amount
                : amount + " (" + mails.explained(reader, rate.explain(base)) + ")";
    }

    private ZoneId zone(Person person) {
        try {
            return ZoneId.of(person.timeZone());
        } catch (DateTimeException e) {
            return company.timeZone();
        }
    }
}
