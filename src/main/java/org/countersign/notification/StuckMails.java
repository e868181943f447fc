package org.countersign.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.countersign.mail.Outbox;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Quote;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.operations.Stuck;
import org.countersign.operations.StuckDesk;
import org.countersign.shared.Company;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reminds people, at the wish of operations, of what waits for them. Nobody does without these mails: a person has asked for them. */
@Component
public class StuckMails {

    private final StaffMails mails;
    private final StuckDesk desk;
    private final Outbox outbox;
    private final Company company;
    private final Clock clock;

    StuckMails(StaffMails mails, StuckDesk desk, Outbox outbox, Company company, Clock clock) {
        this.mails = mails;
        this.desk = desk;
        this.outbox = outbox;
        this.company = company;
        this.clock = clock;
    }

    /**
     * Reminds people of something, in the caller's transaction.
     *
     * @param reason why, in the words of whoever wants it
     * @param task in which it is answered; null where there is none
     * @return whether any of them had not been reminded of it today
     */
    public boolean remind(Stuck stuck, Collection<UserId> people, String reason, UserId by, @Nullable String task) {
        var key = "stuck-reminder/" + stuck.id() + "/" + LocalDate.ofInstant(clock.instant(), company.timeZone());
        var left = people.stream()
                .filter(person -> !outbox.isKnown(key + "/" + person))
                .toList();
        for (var person : left) {
            mails.write(key, stuck.document(), person, reader -> letter(reader, stuck, reason, by, task));
        }
        return !left.isEmpty();
    }

    private Letter letter(Reader reader, Stuck stuck, String reason, UserId by, @Nullable String task) {
        var document = stuck.document();
        var what = desk.call(stuck, reader.language());
        var facts = new Facts();
        facts.lines(
                mails.text(reader, "stuckReminder.what"),
                List.of(desk.say(stuck.condition(), reader.language()), mails.explained(reader, stuck.why())));
        var since = stuck.since();
        if (since != null) {
            facts.lines(mails.text(reader, "fact.since"), List.of(reader.time(since)));
        }
        var intro = mails.text(reader, "stuckReminder.intro", mails.nameOf(by));
        return new Letter(
                mails.text(reader, "stuckReminder.subject", what),
                intro,
                mails.sender(),
                what,
                mails.text(reader, "stuckReminder.headline", what),
                List.of(intro),
                null,
                new Quote(mails.text(reader, "fact.message"), reason),
                new Button(
                        mails.text(reader, "stuckReminder.button"),
                        task == null ? mails.numberLink(document) : mails.taskLink(task)),
                facts.all(),
                List.of(),
                mails.footer(reader, "stuck"));
    }
}
