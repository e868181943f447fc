package org.countersign.approval;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.countersign.shared.Company;
import org.countersign.shared.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Working days and hours of the organisation: without weekends and without the public holidays of its country and region. A
 * day is as long as the clock on the wall says, also when that is put forward or back.
 */
@Component
@EnableConfigurationProperties(CalendarSettings.class)
public class BusinessCalendar {

    private static final Logger LOG = LoggerFactory.getLogger(BusinessCalendar.class);

    private final CalendarSettings settings;
    private final @Nullable HolidayManager holidays;
    private final String[] region;
    private final Map<Integer, Set<LocalDate>> known = new ConcurrentHashMap<>();

    /** @throws StartRefused where the holidays of the country or region are not known, or nobody ever works */
    BusinessCalendar(CalendarSettings settings, Company company) {
        this.settings = settings;
        var country = Objects.requireNonNullElse(settings.country(), company.country())
                .toLowerCase(Locale.ROOT);
        holidays = holidaysIn(country).orElse(null);
        if (holidays == null && settings.country() != null) {
            throw new StartRefused(
                    "The public holidays of " + country + " are not known.",
                    "Set countersign.calendar.country to another country whose holidays you keep.");
        }
        var part = settings.region();
        var regions = holidays == null
                ? Set.<String>of()
                : holidays.getCalendarHierarchy().getChildren().keySet();
        if (part != null && !part.isBlank() && !regions.contains(part)) {
            throw new StartRefused(
                    "The public holidays of " + part + " in " + country + " are not known.",
                    "Set countersign.calendar.region to one of "
                            + String.join(", ", regions.stream().sorted().toList()) + ", or leave it out.");
        }
        region = part == null || part.isBlank() ? new String[0] : new String[] {part};
        if (settings.weekend().size() > 6 || !settings.opens().isBefore(settings.closes())) {
            throw new StartRefused(
                    "Nobody ever works by countersign.calendar.",
                    "Leave a day out of its weekend, and let it open before it closes.");
        }
    }

    /** Counts by the clock of this time zone. */
    public DayCount in(ZoneId zone) {
        return (days, businessDays, from) -> businessDays
                ? businessDays(days, from.atZone(zone))
                : from.atZone(zone).plusDays(days).toInstant();
    }

    private Instant businessDays(int days, ZonedDateTime from) {
        var begins = nextOpening(from);
        var day = begins.toLocalDate();
        for (var counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return day.atTime(begins.toLocalTime()).atZone(from.getZone()).toInstant();
    }

    /** The moment itself in working time, else when work begins again. */
    private ZonedDateTime nextOpening(ZonedDateTime from) {
        var day = from.toLocalDate();
        if (isWorkingDay(day)) {
            if (from.toLocalTime().isBefore(settings.opens())) {
                return day.atTime(settings.opens()).atZone(from.getZone());
            }
            if (from.toLocalTime().isBefore(settings.closes())) {
                return from;
            }
        }
        do {
            day = day.plusDays(1);
        } while (!isWorkingDay(day));
        return day.atTime(settings.opens()).atZone(from.getZone());
    }

    private boolean isWorkingDay(LocalDate day) {
        return !settings.weekend().contains(day.getDayOfWeek())
                && !known.computeIfAbsent(day.getYear(), this::holidaysOf).contains(day);
    }

    private static Optional<HolidayManager> holidaysIn(String country) {
        try {
            return Optional.of(HolidayManager.getInstance(ManagerParameters.create(country)));
        } catch (IllegalStateException e) {
            LOG.warn("The public holidays of {} are not known: weekends alone do not count", country, e);
            return Optional.empty();
        }
    }

    private Set<LocalDate> holidaysOf(int year) {
        if (holidays == null) {
            return Set.of();
        }
        return holidays.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, region).stream()
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
