package org.countersign.console.page;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Figures in fields, as people write them. Reads them, with a decimal point or a decimal comma. Where both could be meant ({@code 1,234})
 * the reader's language decides.
 */
public final class DecimalText {

    private static final int LONGEST = 40;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}'’]");
    private static final Pattern CURRENCY = Pattern.compile("^(?:[A-Z]{3}|[€$£¥])|(?:[A-Z]{3}|[€$£¥])$");
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d*(?:\\.\\d*)?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:[.,]\\d{3})+");

    private DecimalText() {}

    /** The figure that was written, or empty where the text is none. */
    public static Optional<BigDecimal> parse(String text, Locale language) {
        var bare = CURRENCY.matcher(BLANKS.matcher(text).replaceAll("")).replaceAll("");
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = plain(bare, language);
        if (!PLAIN.matcher(plain).matches() || plain.chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A figure for a field: all its digits, the reader's decimal sign, nothing between thousands. */
    public static String of(BigDecimal figure, Locale language) {
        return of(figure, 0, language);
    }

    /** A figure for a field, with at least as many digits behind the sign. */
    public static String of(BigDecimal figure, int fewest, Locale language) {
        var stripped = figure.stripTrailingZeros();
        var plain = (stripped.scale() < fewest ? stripped.setScale(fewest) : stripped).toPlainString();
        return plain.replace('.', decimalSign(language));
    }

    private static char decimalSign(Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? '.' : ',';
    }

    private static String plain(String text, Locale language) {
        var comma = text.lastIndexOf(',');
        var point = text.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            var decimal = Math.max(comma, point);
            var whole = text.substring(0, decimal);
            var mixed = whole.indexOf(text.charAt(decimal)) >= 0;
            return mixed || !THOUSANDS.matcher(whole).matches()
                    ? "?"
                    : whole.replaceAll("[.,]", "") + "." + text.substring(decimal + 1);
        }
        if (comma < 0 && point < 0) {
            return text;
        }
        var sign = comma >= 0 ? ',' : '.';
        var several = text.indexOf(sign) != text.lastIndexOf(sign);
        var grouped = THOUSANDS.matcher(text).matches();
        if (several) {
            return grouped ? text.replaceAll("[.,]", "") : "?";
        }
        return grouped && sign != decimalSign(language) ? text.replaceAll("[.,]", "") : text.replace(',', '.');
    }
}
