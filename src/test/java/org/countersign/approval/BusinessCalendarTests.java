package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.countersign.shared.StartRefused;
import org.countersign.support.Companies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days and hours count. */
class BusinessCalendarTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @DisplayName("R07: business days leave out weekends, holidays and the hours outside of work")
    @CsvSource({
        // in working time: the same time of day
        "2026-03-02T09:00, 3, 2026-03-05T09:00",
        // over a weekend
        "2026-03-05T17:59, 3, 2026-03-10T17:59",
        // at closing time and on Friday evening: as of Monday morning
        "2026-03-06T18:00, 1, 2026-03-10T08:00",
        "2026-03-06T20:30, 3, 2026-03-12T08:00",
        // on Sunday, and before the opening
        "2026-03-08T12:00, 1, 2026-03-10T08:00",
        "2026-03-09T06:00, 1, 2026-03-10T08:00",
        // over Good Friday and Easter Monday
        "2026-04-02T10:00, 1, 2026-04-07T10:00",
        // asked on a holiday, the first of May
        "2026-05-01T10:00, 1, 2026-05-05T08:00",
        // over Christmas and New Year
        "2026-12-23T10:00, 6, 2027-01-04T10:00"
    })
    void businessDays(LocalDateTime asked, int days, LocalDateTime due) {
        assertThat(count(null, true, asked, days)).isEqualTo(due);
    }

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisplayName(
            "R07: what a table writes instead of never is a date that a database keeps, however often it is repeated")
    void neverIsADate() {
        var asked = LocalDateTime.parse("2026-03-02T09:00");
        var never = new ReminderPlan(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, true);

        assertThat(count(null, true, asked, Integer.MAX_VALUE)).isBefore("2200-01-01T00:00");
        assertThat(count(null, false, asked, Integer.MAX_VALUE)).isBefore("2127-01-01T00:00");
        assertThat(never.due(3, asked.atZone(BERLIN).toInstant(), (days, businessDays, from) -> from.plusSeconds(days)))
                .isAfter(asked.atZone(BERLIN).toInstant());
    }

    @Test
    @DisplayName("R07: holidays of a region count where it is set")
    void regionsHaveHolidaysOfTheirOwn() {
        var beforeEpiphany = LocalDateTime.parse("2026-01-05T10:00");

        assertThat(count("by", true, beforeEpiphany, 1)).isEqualTo("2026-01-07T10:00");
        assertThat(count("hh", true, beforeEpiphany, 1)).isEqualTo("2026-01-06T10:00");
    }

    @ParameterizedTest
    @DisplayName("R07: a day is as long as the clock on the wall says, when summer time begins and ends too")
    @CsvSource({
        "2026-03-27T10:00, false, 3, 2026-03-30T10:00",
        "2026-03-27T10:00, true, 1, 2026-03-30T10:00",
        "2026-10-23T10:00, false, 3, 2026-10-26T10:00",
        // the hour that is left out
        "2026-03-28T02:30, false, 1, 2026-03-29T03:30"
    })
    void summerTime(LocalDateTime asked, boolean businessDays, int days, LocalDateTime due) {
        assertThat(count(null, businessDays, asked, days)).isEqualTo(due);
    }

    @ParameterizedTest
    @DisplayName("R07: the holidays of whoever is asked count, of their country and region, and not the organisation's")
    @CsvSource(
            nullValues = "-",
            value = {
                // Epiphany: in Bavaria, not in Berlin; in all of Austria, not in Switzerland as a whole
                "2026-01-05T10:00, DE, BY, 2026-01-07T10:00",
                "2026-01-05T10:00, DE, BE, 2026-01-06T10:00",
                "2026-01-05T10:00, AT, -, 2026-01-07T10:00",
                // Women's Day: in Berlin, a Monday in 2027
                "2027-03-05T10:00, DE, BE, 2027-03-09T10:00",
                "2027-03-05T10:00, DE, BY, 2027-03-08T10:00",
                // Augsburg's own day, the 8th of August, a Monday in 2022
                "2022-08-05T10:00, DE, BY-AG, 2022-08-09T10:00",
                "2022-08-05T10:00, DE, BY, 2022-08-08T10:00",
                // Independence Day and German Unity Day are holidays in one country only
                "2025-07-03T10:00, US, -, 2025-07-07T10:00",
                "2025-07-03T10:00, DE, -, 2025-07-04T10:00",
                "2025-10-02T10:00, DE, -, 2025-10-06T10:00",
                "2025-10-02T10:00, FR, -, 2025-10-03T10:00",
                // asked on a holiday of theirs: as of the next opening
                "2026-01-06T10:00, DE, BY, 2026-01-08T08:00",
                // summer time begins over the weekend, and ends
                "2026-03-27T10:00, FR, -, 2026-03-30T10:00",
                "2026-10-23T10:00, FR, -, 2026-10-26T10:00",
                // nobody knows the country any more: the organisation's holidays
                "2026-04-30T10:00, XX, -, 2026-05-04T10:00"
            })
    void thePersonsHolidays(LocalDateTime asked, String country, String region, LocalDateTime due) {
        var calendar = ApprovalExamples.calendar("hh");

        var counted = calendar.in(BERLIN, country, region)
                .after(1, true, asked.atZone(BERLIN).toInstant());

        assertThat(LocalDateTime.ofInstant(counted, BERLIN)).isEqualTo(due);
    }

    @Test
    @DisplayName("R07: regions are named by ISO 3166-2, with their country or without, in whatever letters")
    void regionsByTheirNames() {
        var holidays = ApprovalExamples.HOLIDAYS;

        assertThat(holidays.region("DE", "de-by")).contains("BY");
        assertThat(holidays.region("DE", " By ")).contains("BY");
        assertThat(holidays.region("DE", "DE-BY-AG")).contains("BY-AG");
        assertThat(holidays.region("US", "DE")).contains("DE");
        assertThat(holidays.region("AT", "AT-9")).contains("9");
        assertThat(holidays.region("DE", "AT-9")).isEmpty();
        assertThat(holidays.region("DE", "XX")).isEmpty();
        assertThat(holidays.region("DE", "")).isEmpty();
        assertThat(holidays.areKnown("XX")).isFalse();
        assertThat(holidays.areKnown("target")).isFalse();
    }

    @Test
    @DisplayName("R07: working hours are those of the approver's clock")
    void workingHoursAreLocal() {
        // 23:00 UTC on Monday is Tuesday morning in Auckland, and evening in Berlin.
        var asked = Instant.parse("2026-03-02T23:00:00Z");
        var calendar = ApprovalExamples.calendar(null);

        assertThat(calendar.in(ZoneId.of("Pacific/Auckland")).after(1, true, asked))
                .isEqualTo("2026-03-03T23:00:00Z");
        assertThat(calendar.in(BERLIN).after(1, true, asked)).isEqualTo("2026-03-04T07:00:00Z");
    }

    @Test
    void aCalendarThatNobodyKnowsStopsTheStart() {
        assertThatThrownBy(() -> ApprovalExamples.calendar("nowhere")).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> calendar("XX", Set.of(), "08:00")).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> calendar("DE", EnumSet.allOf(DayOfWeek.class), "08:00"))
                .isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> calendar("DE", Set.of(), "18:00")).isInstanceOf(StartRefused.class);
    }

    private static LocalDateTime count(String region, boolean businessDays, LocalDateTime asked, int days) {
        return LocalDateTime.ofInstant(
                ApprovalExamples.calendar(region)
                        .in(BERLIN)
                        .after(days, businessDays, asked.atZone(BERLIN).toInstant()),
                BERLIN);
    }

    private static BusinessCalendar calendar(String country, Set<DayOfWeek> weekend, String opens) {
        return new BusinessCalendar(
                new CalendarSettings(country, null, weekend, LocalTime.parse(opens), LocalTime.of(18, 0)),
                Companies.in(BERLIN),
                ApprovalExamples.HOLIDAYS);
    }
}
