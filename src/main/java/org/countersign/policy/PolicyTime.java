package org.countersign.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/** Times as people write them: a day, which means its beginning, or a day and a time of the clock. */
public final class PolicyTime {

    private PolicyTime() {}

    /**
     * The time that somebody wrote; null where nothing was written.
     *
     * @param zone whose days and hours are meant, where no offset is said
     * @throws RuleViolation when it is no time
     */
    public static @Nullable Instant of(@Nullable String text, ZoneId zone) {
        if (text == null || text.isBlank()) {
            return null;
        }
        List<Function<String, Instant>> ways = List.of(
                written -> OffsetDateTime.parse(written).toInstant(),
                written -> LocalDateTime.parse(written).atZone(zone).toInstant(),
                written -> LocalDate.parse(written).atStartOfDay(zone).toInstant());
        for (var way : ways) {
            try {
                return way.apply(text.strip().replace(' ', 'T'));
            } catch (DateTimeException e) {
                // Written another way
            }
        }
        throw new RuleViolation(PolicyChangeRule.NO_TIME, text.strip());
    }
}
