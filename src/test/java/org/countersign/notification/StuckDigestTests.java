package org.countersign.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.countersign.approval.BusinessCalendar;
import org.countersign.operations.OperationsSettings;
import org.countersign.operations.StuckBoard;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@CountersignTest
@DisplayName("The mail of the day to operations")
class StuckDigestTests {

    /** Years from what other tests do. */
    private static final LocalDate DAY = LocalDate.of(2031, 3, 4);

    @Autowired
    StuckDigest digest;

    @Autowired
    TestPeople people;

    @Autowired
    TestClock clock;

    @Autowired
    BusinessCalendar calendar;

    @Autowired
    Company company;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void somethingIsStuck() {
        people.add("sd-ops", Group.OPERATIONS);
        jdbc.update("delete from mails where id = 'sd-mail'");
        jdbc.update("insert into mails (id, version, message_key, kind, document, recipients, subject, body_text,"
                + " body_html, message_id, status, attempts, last_error, created_at) values ('sd-mail', 0,"
                + " 'sd-mail', 'test', 'sd:test', 'x@example.org', 's', 't', 'h', '<sd>', 'FAILED', 1, 'refused',"
                + " '2026-03-01 00:00:00')");
        jdbc.update("delete from stuck_digests");
    }

    @AfterEach
    void clear() {
        jdbc.update("delete from mails where id = 'sd-mail'");
        jdbc.update("delete from stuck_digests");
    }

    @Test
    @DisplayName("It names what is stuck and leads there, once a day")
    void itIsWrittenOnce() {
        clock.set(Instant.parse("2031-03-04T09:00:00Z"));

        assertThat(digest.write(DAY)).isTrue();
        assertThat(digest.write(DAY)).isFalse();

        var texts = jdbc.queryForList(
                "select body_text from mails where message_key = ?", String.class, "stuck-digest/" + DAY + "/sd-ops");
        assertThat(texts).singleElement().asString().contains("Mail not sent", "/camunda/app/cockpit/default/#/stuck");
    }

    @Test
    @DisplayName("Nothing is written on a day on which nothing is stuck")
    void nothingIsStuck() {
        var day = DAY.plusDays(1);
        var board = mock(StuckBoard.class);
        when(board.stuck()).thenReturn(List.of());
        var quiet =
                new StuckDigest(board, null, null, null, calendar, null, null, company, JdbcClient.create(jdbc), clock);

        assertThat(quiet.write(day)).isTrue();
        assertThat(quiet.write(day)).as("looked at once a day").isFalse();

        assertThat(jdbc.queryForObject(
                        "select count(*) from mails where message_key like ?",
                        Long.class,
                        "stuck-digest/" + day + "/%"))
                .isZero();
    }

    @Test
    @DisplayName("It comes from its hour on, on business days, where it is switched on")
    void itComesOnWorkingMornings() {
        assertThat(isDue(true, "2031-03-04T05:00:00Z")).isFalse();
        assertThat(isDue(true, "2031-03-04T09:00:00Z")).isTrue();
        assertThat(isDue(false, "2031-03-04T09:00:00Z")).isFalse();
        assertThat(isDue(true, "2031-03-08T09:00:00Z")).as("a Saturday").isFalse();
        assertThat(isDue(true, "2031-12-25T09:00:00Z")).as("Christmas").isFalse();
    }

    private boolean isDue(boolean enabled, String at) {
        clock.set(Instant.parse(at));
        var settings = new OperationsSettings(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                new OperationsSettings.Digest(enabled, LocalTime.of(7, 30)));
        return new StuckDigest(null, null, null, null, calendar, settings, null, company, null, clock).isDue();
    }
}
