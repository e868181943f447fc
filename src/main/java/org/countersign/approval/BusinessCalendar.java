package org.countersign.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Objects;
import org.countersign.shared.Company;
import org.countersign.shared.PublicHolidays;
import org.countersign.shared.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Working days and hours: without weekends and without the public holidays of a country and region, the organisation's unless
 * somebody works elsewhere. A day is as long as the clock on the wall says, also when that is put forward or back.
 */
@Component
@EnableConfigurationProperties(CalendarSettings.class)
public class BusinessCalendar {

    private static final Logger LOG = LoggerFactory.getLogger(BusinessCalendar.class);

    private final CalendarSettings settings;
    private final PublicHolidays holidays;
    private final Place company;

    /**
     * Where somebody works, as far as it says which days are holidays.
     *
     * @param country ISO 3166-1 alpha-2 code, in capitals
     * @param region part of it, as {@link PublicHolidays} keeps it; null for the holidays of the whole country
     */
    private record Place(String country, @Nullable String region) {}

    /** @throws StartRefused where the holidays of the country or region are not known, or nobody ever works */
    BusinessCalendar(CalendarSettings settings, Company company, PublicHolidays holidays) {
        this.settings = settings;
        this.holidays = holidays;
        var country = Objects.requireNonNullElse(settings.country(), company.country())
                .toUpperCase(Locale.ROOT);
        if (!holidays.areKnown(country)) {
            if (settings.country() != null) {
                throw new StartRefused(
                        "The public holidays of " + country + " are not known.",
                        "Set countersign.calendar.country to another country whose holidays you keep.");
            }
            LOG.warn("The public holidays of {} are not known: weekends alone do not count", country);
        }
        var written = settings.region();
        var region = written == null || written.isBlank()
                ? null
                : holidays.region(country, written)
                        .orElseThrow(() -> new StartRefused(
                                "The public holidays of " + written + " in " + country + " are not known.",
                                "Set countersign.calendar.region to one of "
                                        + String.join(", ", holidays.regionsOf(country)) + ", or leave it out."));
        this.company = new Place(country, region);
        if (settings.weekend().size() > 6 || !settings.opens().isBefore(settings.closes())) {
            throw new StartRefused(
                    "Nobody ever works by countersign.calendar.",
                    "Leave a day out of its weekend, and let it open before it closes.");
        }
    }

    /** Counts by the clock of this time zone, and by the organisation's holidays. */
    public DayCount in(ZoneId zone) {
        return in(zone, company);
    }

    /** Likewise by the holidays of a country and region; by the organisation's where none is given or known. */
    public DayCount in(ZoneId zone, @Nullable String country, @Nullable String region) {
        return in(zone, place(country, region));
    }

    /** Whether the organisation works on a day. */
    public boolean isWorkingDay(LocalDate day) {
        return isWorkingDay(day, company);
    }

    /** Whether somebody works on a day, by the holidays of a country and region; by the organisation's where none is given or known. */
    public boolean isWorkingDay(LocalDate day, @Nullable String country, @Nullable String region) {
        return isWorkingDay(day, place(country, region));
    }

    private Place place(@Nullable String country, @Nullable String region) {
        return country == null || !holidays.areKnown(country) ? company : new Place(country, region);
    }

    private DayCount in(ZoneId zone, Place place) {
        return (days, businessDays, from) -> {
            var many = Math.min(days, DayCount.MOST);
            return businessDays
                    ? businessDays(many, from.atZone(zone), place)
                    : from.atZone(zone).plusDays(many).toInstant();
        };
    }

    private Instant businessDays(int days, ZonedDateTime from, Place place) {
        var begins = nextOpening(from, place);
        var day = begins.toLocalDate();
        for (var counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day, place)) {
                counted++;
            }
        }
        return day.atTime(begins.toLocalTime()).atZone(from.getZone()).toInstant();
    }

    /** The moment itself in working time, else when work begins again. */
    private ZonedDateTime nextOpening(ZonedDateTime from, Place place) {
        var day = from.toLocalDate();
        if (isWorkingDay(day, place)) {
            if (from.toLocalTime().isBefore(settings.opens())) {
                return day.atTime(settings.opens()).atZone(from.getZone());
            }
            if (from.toLocalTime().isBefore(settings.closes())) {
                return from;
            }
        }
        do {
            day = day.plusDays(1);
        } while (!isWorkingDay(day, place));
        return day.atTime(settings.opens()).atZone(from.getZone());
    }

    private boolean isWorkingDay(LocalDate day, Place place) {
        return !settings.weekend().contains(day.getDayOfWeek())
                && !holidays.isHoliday(day, place.country(), place.region());
    }
}
