package org.countersign.workflow.support;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.shared.Formats;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/** Figures, units and days as people read them in forms: the same in every form. */
public final class Figures {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final String BUNDLE = "texts/units";
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final ResourceBundle UNITS = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH, NO_OTHER_LANGUAGE);

    /** The keys of units by their English names; where several codes have one name, the others have one name as well. */
    private static final Map<String, String> CODES = UNITS.keySet().stream()
            .filter(key -> key.startsWith("unit."))
            .sorted()
            .collect(Collectors.toMap(UNITS::getString, key -> key, (one, other) -> one));

    private static final String AT = " at ";

    /** What stands between what was and what is to be. */
    public static final String TO = " → ";

    private static final Pattern FIGURE = Pattern.compile("(-?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?)(?: (\\D.*))?");
    private static final Pattern MOMENT = Pattern.compile("(\\d{1,2} \\p{L}{3} \\d{4})(?:, (\\d{2}:\\d{2}))?");

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

    /**
     * What stands in a form, in a reader's language: figures with their units, days and moments as they are written there,
     * and everything else as it is.
     *
     * @param written a whole value as this class writes it, or two of them with "at" or an arrow between them
     */
    public static String in(String written, Locale language) {
        var to = written.indexOf(TO);
        if (to >= 0) {
            return in(written.substring(0, to), language) + TO + in(written.substring(to + TO.length()), language);
        }
        var at = written.indexOf(AT);
        if (at < 0) {
            return moment(written, language).or(() -> figure(written, language)).orElse(written);
        }
        var quantity = figure(written.substring(0, at), language);
        var price = figure(written.substring(at + AT.length()), language);
        return quantity.isPresent() && price.isPresent()
                ? quantity.get() + " " + units(language).getString("quantity.at") + " " + price.get()
                : written;
    }

    /** An amount of money that this class wrote; empty for everything else. */
    public static Optional<Money> money(String written) {
        var figure = FIGURE.matcher(written);
        return figure.matches() && Formats.isCurrency(figure.group(2))
                ? Optional.of(Money.of(figure.group(1).replace(",", ""), figure.group(2)))
                : Optional.empty();
    }

    private static Optional<String> figure(String written, Locale language) {
        var figure = FIGURE.matcher(written);
        if (!figure.matches()) {
            return Optional.empty();
        }
        var number = grouped(new BigDecimal(figure.group(1).replace(",", "")), decimals(figure.group(1)), language);
        var unit = figure.group(2);
        if (unit == null) {
            return Optional.of(number);
        }
        var code = CODES.get(unit);
        return code == null && !Formats.isCurrency(unit)
                ? Optional.empty()
                : Optional.of(
                        number + " " + (code == null ? unit : units(language).getString(code)));
    }

    private static Optional<String> moment(String written, Locale language) {
        var moment = MOMENT.matcher(written);
        if (!moment.matches()) {
            return Optional.empty();
        }
        try {
            var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(language)
                    .format(LocalDate.parse(moment.group(1), DAY));
            return Optional.of(moment.group(2) == null ? day : day + ", " + moment.group(2));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ResourceBundle units(Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, NO_OTHER_LANGUAGE);
    }

    private static int decimals(String number) {
        var point = number.indexOf('.');
        return point < 0 ? 0 : number.length() - point - 1;
    }

    private static String amount(BigDecimal amount, int least) {
        return grouped(amount, Math.max(least, digits(amount)));
    }

    private static int digits(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static String grouped(BigDecimal number, int digits) {
        return grouped(number, digits, Locale.ENGLISH);
    }

    private static String grouped(BigDecimal number, int digits, Locale language) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(language));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }
}
