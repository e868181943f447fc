package org.countersign.notification;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.countersign.approval.BusinessCalendar;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.MailWaits;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.Letter.Gist;
import org.countersign.notification.Letter.Named;
import org.countersign.people.Organization;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.NightlyWork;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells accounts payable that something in the mailbox of invoices waits for a person: of the first in an hour at once, for a
 * stranger may send a hundred, and of all that still wait on the morning of each working day.
 */
@Component
class MailboxMails implements NightlyWork {

    private static final DocumentNumber MAILBOX = new DocumentNumber("invoice-mailbox");
    private static final LocalTime MORNING = LocalTime.of(7, 0);

    private final StaffMails mails;
    private final Organization organization;
    private final InvoiceMailbox mailbox;
    private final BusinessCalendar calendar;
    private final Company company;
    private final Clock clock;
    private final TransactionOperations transaction;

    MailboxMails(
            StaffMails mails,
            Organization organization,
            InvoiceMailbox mailbox,
            BusinessCalendar calendar,
            Company company,
            Clock clock,
            TransactionOperations transaction) {
        this.mails = mails;
        this.organization = organization;
        this.mailbox = mailbox;
        this.calendar = calendar;
        this.company = company;
        this.clock = clock;
        this.transaction = transaction;
    }

    @EventListener
    void on(MailWaits waits) {
        tell("mailbox-waits/" + waits.at().truncatedTo(ChronoUnit.HOURS), waits);
    }

    @Override
    public String name() {
        return "invoice-mailbox-reminder";
    }

    @Override
    public LocalTime at() {
        return MORNING;
    }

    @Override
    public void work() {
        var today = LocalDate.ofInstant(clock.instant(), company.timeZone());
        if (calendar.isWorkingDay(today)) {
            transaction.executeWithoutResult(status -> tell("mailbox-reminder/" + today, null));
        }
    }

    private void tell(String key, @Nullable MailWaits last) {
        var waiting = mailbox.waiting();
        if (waiting == 0) {
            return;
        }
        organization.activeMembersOf(Group.ACCOUNTS_PAYABLE.id()).stream()
                .sorted()
                .forEach(person -> tell(key, person, waiting, last));
    }

    private void tell(String key, UserId person, long waiting, @Nullable MailWaits last) {
        mails.write(key, MAILBOX, person, reader -> {
            var headline = mails.text(reader, "mailboxWaits.headline");
            var subject = last == null ? null : last.subject();
            var sender = last == null ? null : last.sender();
            return new Letter(
                    mails.text(reader, "mailboxWaits.subject", waiting),
                    mails.text(reader, "mailboxWaits.intro", waiting),
                    mails.sender(),
                    MAILBOX.value(),
                    headline,
                    List.of(mails.text(reader, "mailboxWaits.intro", waiting), mails.text(reader, "mailboxWaits.ask")),
                    subject == null
                            ? null
                            : new Gist(new Named(mails.text(reader, "mailboxWaits.latest"), subject), null, null, null),
                    null,
                    new Button(mails.text(reader, "mailboxWaits.button"), mails.mailboxLink()),
                    new Facts()
                            .add(mails.text(reader, "mailboxWaits.sender"), sender)
                            .all(),
                    List.of(),
                    mails.footer(reader, "handler"));
        });
    }
}
