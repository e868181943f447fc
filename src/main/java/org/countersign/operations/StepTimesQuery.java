package org.countersign.operations;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Which steps are looked at.
 *
 * @param from the first month
 * @param to the last month
 * @param version of the model; null for all
 * @param category {@link #NONE} for documents without one, null for all
 * @param group {@link #NONE} for steps that no group was asked, null for all
 */
public record StepTimesQuery(
        YearMonth from,
        YearMonth to,
        @Nullable Integer version,
        @Nullable String category,
        @Nullable String group) {

    /** Without a category or group. */
    public static final String NONE = "-";

    /** So many months at the most. */
    public static final int MOST_MONTHS = 36;

    private static final int USUAL_MONTHS = 12;

    /** @throws RuleViolation where months are too many or reversed (422) */
    public StepTimesQuery {
        RuleViolation.check(!to.isBefore(from), OperationsRule.MONTHS_REVERSED, to);
        RuleViolation.check(from.until(to, ChronoUnit.MONTHS) < MOST_MONTHS, OperationsRule.MANY_MONTHS, MOST_MONTHS);
    }

    /**
     * What somebody asked for; the last twelve months where no month is said.
     *
     * @throws RuleViolation for what is no month, and for months that are too many or reversed (422)
     */
    public static StepTimesQuery of(
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer version,
            @Nullable String category,
            @Nullable String group,
            YearMonth now) {
        var asked = said(from);
        var until = said(to);
        var last = until != null ? month(until) : asked != null ? latest(month(asked), now) : now;
        var first = asked != null ? month(asked) : last.minusMonths(USUAL_MONTHS - 1L);
        return new StepTimesQuery(first, last, version, said(category), said(group));
    }

    /** Up to now where that is not too far, so that an old beginning alone is an answer and no refusal. */
    private static YearMonth latest(YearMonth first, YearMonth now) {
        var furthest = first.plusMonths(MOST_MONTHS - 1L);
        return furthest.isBefore(now) ? furthest : first.isAfter(now) ? first : now;
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text.strip());
        } catch (DateTimeException e) {
            throw new RuleViolation(OperationsRule.NO_MONTH, text.strip());
        }
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
