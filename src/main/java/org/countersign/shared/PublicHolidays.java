package org.countersign.shared;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The public holidays of countries and their regions, by ISO 3166-1 and ISO 3166-2. A country's are read when somebody first asks
 * for them.
 */
@Component
public class PublicHolidays {

    private static final String COUNTRY = "[A-Z]{2}";

    private final Map<String, Optional<HolidayManager>> countries = new ConcurrentHashMap<>();
    private final Map<Asked, Set<LocalDate>> known = new ConcurrentHashMap<>();

    /** The holidays of no country are read yet. */
    public PublicHolidays() {}

    private record Asked(String country, @Nullable String region, int year) {}

    /** Whether a country's holidays are known. @param country ISO 3166-1 alpha-2 code, in capitals */
    public boolean areKnown(String country) {
        return of(country).isPresent();
    }

    /** The regions of a country that have holidays of their own, in capitals, by name. */
    public List<String> regionsOf(String country) {
        return of(country)
                .map(manager -> manager.getCalendarHierarchy().getChildren().keySet().stream()
                        .map(PublicHolidays::capitals)
                        .sorted()
                        .toList())
                .orElse(List.of());
    }

    /**
     * A region as it is kept: in capitals and without its country, {@code BY} for {@code de-by}.
     *
     * @param country ISO 3166-1 alpha-2 code, in capitals
     * @param region what somebody wrote: {@code BY} or {@code DE-BY}, a part of it as {@code BY-AG}
     * @return empty where nobody knows its holidays
     */
    public Optional<String> region(String country, String region) {
        var written = capitals(region.strip());
        var kept = written.startsWith(country + "-") ? written.substring(country.length() + 1) : written;
        return of(country).filter(manager -> !path(manager, kept).isEmpty()).map(manager -> kept);
    }

    /** Whether a day is a public holiday; none is where a country is not known. */
    public boolean isHoliday(LocalDate day, String country, @Nullable String region) {
        return known.computeIfAbsent(new Asked(country, region, day.getYear()), this::read)
                .contains(day);
    }

    private Set<LocalDate> read(Asked asked) {
        var manager = of(asked.country());
        if (manager.isEmpty()) {
            return Set.of();
        }
        var path = asked.region() == null ? List.<String>of() : path(manager.get(), asked.region());
        return manager
                .get()
                .getHolidays(Year.of(asked.year()), HolidayType.PUBLIC_HOLIDAY, path.toArray(String[]::new))
                .stream()
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A region and the parts of it, as the library names them; empty where one of them is not known. */
    private static List<String> path(HolidayManager manager, String region) {
        var path = new ArrayList<String>();
        CalendarHierarchy at = manager.getCalendarHierarchy();
        for (var part : region.toLowerCase(Locale.ROOT).split("-", -1)) {
            at = at.getChildren().get(part);
            if (at == null) {
                return List.of();
            }
            path.add(part);
        }
        return path;
    }

    private Optional<HolidayManager> of(String country) {
        return country.matches(COUNTRY) ? countries.computeIfAbsent(country, PublicHolidays::load) : Optional.empty();
    }

    private static Optional<HolidayManager> load(String country) {
        try {
            return Optional.of(HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT))));
        } catch (IllegalStateException unknown) {
            return Optional.empty();
        }
    }

    private static String capitals(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
