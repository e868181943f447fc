package org.countersign.workflow.invoice;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them in forms. */
final class Figures {

    private Figures() {}

    /** For example {@code 1,234.50 EUR}; empty for null. */
    static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? "" : grouped(amount, Math.max(2, digits(amount))) + " " + currency;
    }

    /** For example {@code 100 KGM}; empty for null. */
    static String quantity(@Nullable BigDecimal quantity, @Nullable String unit) {
        return quantity == null ? "" : (grouped(quantity, digits(quantity)) + " " + (unit == null ? "" : unit)).strip();
    }

    private static int digits(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static String grouped(BigDecimal number, int digits) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }
}
