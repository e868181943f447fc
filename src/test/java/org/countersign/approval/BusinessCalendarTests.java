package org.countersign.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Set;
import org.countersign.shared.Company;
import org.countersign.shared.StartRefused;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
                new Company("Example", "", "", "", "DE", null, null, null, BERLIN, Currency.getInstance("EUR")));
    }
}
