package org.countersign.approval;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people work, where the reminder policy counts business days; whoever works elsewhere has their own country and region. Set
 * with {@code countersign.calendar.*}.
 *
 * @param country whose public holidays count, ISO 3166-1 alpha-2 code; the company's where none is given
 * @param region part of the country, by ISO 3166-2, such as {@code HH} or {@code DE-HH}; null for those of all
 * @param weekend days without work
 * @param opens when work begins, by the clock of whoever is asked
 * @param closes when it ends; after it counts as the next morning
 */
@ConfigurationProperties("countersign.calendar")
record CalendarSettings(
        @Nullable String country,
        @Nullable String region,
        @DefaultValue({"SATURDAY", "SUNDAY"}) Set<DayOfWeek> weekend,
        @DefaultValue("08:00") LocalTime opens,
        @DefaultValue("18:00") LocalTime closes) {}
