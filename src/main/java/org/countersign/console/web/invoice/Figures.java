package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Figures as people type them. The separators of the reader's language count, but {@code 1.50} and {@code 1,50} are both
 * understood wherever they can mean only one thing.
 */
final class Figures {

    private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");
    private static final int LONGEST = 40;

    private Figures() {}

    /** The number that was typed; empty where it is none. */
    static Optional<BigDecimal> read(String typed, Locale language) {
        var text = typed.replaceAll("[\\s\\u00A0\\u202F'’]", "").replace('\u2212', '-');
        var comma = DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == ',';
        var decimal = decimalSign(text, comma);
        var other = decimal == ',' ? '.' : ',';
        if (text.chars().filter(one -> one == decimal).count() > 1 && text.indexOf(other) < 0) {
            // The same sign twice only groups.
            return number(text, other, decimal);
        }
        return number(text, decimal, other);
    }

    /** A number for a field, as the reader would type it, without grouping. */
    static String text(BigDecimal number, int digits, Locale language) {
        var stripped = number.stripTrailingZeros();
        var shown = stripped.setScale(Math.max(stripped.scale(), digits), RoundingMode.UNNECESSARY)
                .toPlainString();
        return shown.replace('.', DecimalFormatSymbols.getInstance(language).getDecimalSeparator());
    }

    /** Which of both signs is the decimal one: the later of two; of one the reader's own, unless it cannot be a grouping. */
    private static char decimalSign(String text, boolean comma) {
        var dot = text.lastIndexOf('.');
        var other = text.lastIndexOf(',');
        if (dot >= 0 && other >= 0) {
            return dot > other ? '.' : ',';
        }
        var own = comma ? ',' : '.';
        if (text.indexOf(own) >= 0 || (dot < 0 && other < 0)) {
            return own;
        }
        var foreign = comma ? '.' : ',';
        var groups = text.matches("[+-]?\\d{1,3}(" + Pattern.quote(String.valueOf(foreign)) + "\\d{3})+");
        return groups ? own : foreign;
    }

    private static Optional<BigDecimal> number(String text, char decimal, char grouping) {
        var groups = Pattern.quote(String.valueOf(grouping));
        var whole = "(?:\\d{1,3}(?:" + groups + "\\d{3})+|\\d*)";
        if (text.length() > LONGEST
                || !text.matches("[+-]?" + whole + "(?:" + Pattern.quote(String.valueOf(decimal)) + "\\d*)?")) {
            return Optional.empty();
        }
        var plain = text.replace(String.valueOf(grouping), "").replace(decimal, '.');
        return PLAIN.matcher(plain).matches() ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }
}
