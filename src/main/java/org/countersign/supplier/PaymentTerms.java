package org.countersign.supplier;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a supplier is to be paid.
 *
 * @param days days after the invoice's date; 0 at the end of the month
 * @param endOfMonth whether it is due at the end of the invoice's month
 * @param discountPercent percent taken off for paying early; null where nothing is
 * @param discountDays days after the invoice's date within which it is taken off; 0 where nothing is
 */
public record PaymentTerms(
        int days, boolean endOfMonth, @Nullable BigDecimal discountPercent, int discountDays) {

    private static final Pattern NET = Pattern.compile("(?:(\\d{1,2}(?:\\.\\d{1,2})?)/(\\d{1,3}) +)?NET ?(\\d{1,3})");

    /**
     * Reads {@code NET30}, {@code EOM} or {@code 2/10 NET30}, in upper or lower case.
     *
     * @return empty for anything else
     */
    public static Optional<PaymentTerms> parse(String text) {
        var normal = text.strip().toUpperCase(Locale.ROOT);
        if (normal.equals("EOM")) {
            return Optional.of(new PaymentTerms(0, true, null, 0));
        }
        var match = NET.matcher(normal);
        if (!match.matches()) {
            return Optional.empty();
        }
        var days = Integer.parseInt(match.group(3));
        if (match.group(1) == null) {
            return Optional.of(new PaymentTerms(days, false, null, 0));
        }
        var discountDays = Integer.parseInt(match.group(2));
        return discountDays > days
                ? Optional.empty()
                : Optional.of(new PaymentTerms(days, false, new BigDecimal(match.group(1)), discountDays));
    }

    /** When an invoice of this date is due. */
    public LocalDate dueDate(LocalDate invoiced) {
        return endOfMonth ? invoiced.with(TemporalAdjusters.lastDayOfMonth()) : invoiced.plusDays(days);
    }

    /** Until when something is taken off an invoice of this date; empty where nothing is. */
    public Optional<LocalDate> discountDate(LocalDate invoiced) {
        return discountPercent == null ? Optional.empty() : Optional.of(invoiced.plusDays(discountDays));
    }

    /** As it is written: {@code NET30}, {@code EOM}, {@code 2/10 NET30}. */
    @Override
    public String toString() {
        if (endOfMonth) {
            return "EOM";
        }
        return (discountPercent == null ? "" : discountPercent.toPlainString() + "/" + discountDays + " ") + "NET"
                + days;
    }
}
