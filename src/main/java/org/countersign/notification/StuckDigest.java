package org.countersign.notification;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.approval.BusinessCalendar;
import org.countersign.notification.Letter.Button;
import org.countersign.notification.Letter.Facts;
import org.countersign.notification.StaffMails.Reader;
import org.countersign.operations.OperationsSettings;
import org.countersign.operations.StuckBoard;
import org.countersign.operations.StuckDesk;
import org.countersign.people.Organization;
import org.countersign.shared.Company;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells operations once each business day what is stuck; where nothing is, no mail is written. */
@Component
class StuckDigest {

    private final StuckBoard board;
    private final StuckDesk desk;
    private final StaffMails mails;
    private final Organization organization;
    private final BusinessCalendar calendar;
    private final OperationsSettings settings;
    private final NotificationSettings addresses;
    private final Company company;
    private final JdbcClient database;
    private final Clock clock;

    StuckDigest(
            StuckBoard board,
            StuckDesk desk,
            StaffMails mails,
            Organization organization,
            BusinessCalendar calendar,
            OperationsSettings settings,
            NotificationSettings addresses,
            Company company,
            JdbcClient database,
            Clock clock) {
        this.board = board;
        this.desk = desk;
        this.mails = mails;
        this.organization = organization;
        this.calendar = calendar;
        this.settings = settings;
        this.addresses = addresses;
        this.company = company;
        this.database = database;
        this.clock = clock;
    }

    /** The day whose hour has come, by the organisation's clock. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.timeZone());
    }

    /** Whether the mail of today is to be written now, as far as the calendar says. */
    boolean isDue() {
        var hour = LocalDateTime.ofInstant(clock.instant(), company.timeZone()).toLocalTime();
        return settings.digest().enabled()
                && !hour.isBefore(settings.digest().at())
                && calendar.isWorkingDay(today(), null, null);
    }

    /** Writes the mails of the day, unless this server or another one has. @return whether it was this call that did */
    @Transactional
    public boolean write(LocalDate day) {
        if (isWritten(day)) {
            return false;
        }
        var tallies = board.stuck();
        var count = tallies.stream().mapToLong(StuckBoard.Tally::count).sum();
        try {
            database.sql("insert into stuck_digests (digest_day, written_at, stuck_count) values (:day, :now, :count)")
                    .param("day", Date.valueOf(day))
                    .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .param("count", count)
                    .update();
        } catch (DuplicateKeyException e) {
            return false;
        }
        if (count > 0) {
            for (var user : organization.activeMembersOf(Group.OPERATIONS.id())) {
                mails.write(
                        "stuck-digest/" + day,
                        new DocumentNumber("operations:" + day),
                        user,
                        reader -> letter(reader, day, count, tallies));
            }
        }
        return true;
    }

    private boolean isWritten(LocalDate day) {
        return database.sql("select count(*) from stuck_digests where digest_day = :day")
                        .param("day", Date.valueOf(day))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private Letter letter(Reader reader, LocalDate day, long count, List<StuckBoard.Tally> tallies) {
        var facts = new Facts();
        for (var tally : tallies) {
            var since = tally.since();
            facts.lines(
                    desk.say(tally.condition(), reader.language()),
                    since == null
                            ? List.of(mails.text(reader, "stuckDigest.count", tally.count()))
                            : List.of(
                                    mails.text(reader, "stuckDigest.count", tally.count()),
                                    mails.text(reader, "stuckDigest.since", reader.time(since))));
        }
        var intro = mails.text(reader, "stuckDigest.intro");
        return new Letter(
                mails.text(reader, "stuckDigest.subject", count),
                intro,
                mails.sender(),
                reader.date(day),
                mails.text(reader, "stuckDigest.headline", count),
                List.of(intro),
                null,
                null,
                new Button(
                        mails.text(reader, "stuckDigest.button"),
                        addresses.baseUrl() + "/camunda/app/cockpit/default/#/stuck"),
                facts.all(),
                List.of(),
                mails.footer(reader, "operations"));
    }
}
