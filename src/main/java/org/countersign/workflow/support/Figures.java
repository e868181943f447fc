package org.countersign.workflow.support;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/** Figures, units and days as people read them in forms: the same in every form. */
public final class Figures {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final ResourceBundle UNITS = ResourceBundle.getBundle("texts/units", Locale.ENGLISH);

    private Figures() {}

    /** For example {@code 1,234.50 EUR}: in the currency's digits, and more where there are more. */
    public static String money(Money money) {
        return amount(money.amount(), Money.digits(money.currency())) + " "
                + money.currency().getCurrencyCode();
    }

    /** For example {@code 1,234.50 EUR}; empty for null. */
    public static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? "" : amount(amount, 2) + " " + currency;
    }

    /** A price or an amount whose currency stands beside it: {@code 1,234.50}; empty for null. */
    public static String price(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount(amount, 2);
    }

    /** For example {@code 100 kg}; empty for null. */
    public static String quantity(@Nullable BigDecimal quantity, @Nullable String unit) {
        return quantity == null ? "" : (number(quantity) + " " + (unit == null ? "" : unit(unit))).strip();
    }

    /** For example {@code 1,250.5}; empty for null. */
    public static String number(@Nullable BigDecimal number) {
        return number == null ? "" : grouped(number, digits(number));
    }

    /** For example {@code 21 Nov 2026}; empty for null. */
    public static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    /** The day of a moment; empty for null. */
    public static String day(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : DAY.format(at.atZone(zone));
    }

    /**
     * A unit in words, or its code where there are none.
     *
     * @param code of UN/ECE Recommendation 20
     */
    public static String unit(String code) {
        var key = "unit." + code;
        return UNITS.containsKey(key) ? UNITS.getString(key) : code;
    }

    private static String amount(BigDecimal amount, int least) {
        return grouped(amount, Math.max(least, digits(amount)));
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
