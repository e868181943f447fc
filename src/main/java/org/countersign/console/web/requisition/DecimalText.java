package org.countersign.console.web.requisition;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads figures as people write them, with a decimal point or a decimal comma. Where both could be meant ({@code 1,234})
 * the reader's language decides.
 */
final class DecimalText {

    private static final int LONGEST = 40;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}'’]");
    private static final Pattern CURRENCY = Pattern.compile("^(?:[A-Z]{3}|[€$£¥])|(?:[A-Z]{3}|[€$£¥])$");
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d*(?:\\.\\d*)?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:[.,]\\d{3})+");

    private DecimalText() {}

    /** The figure, or empty where the text is none. */
    static Optional<BigDecimal> parse(String text, Locale language) {
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
        var decimalSign = language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? '.' : ',';
        return grouped && sign != decimalSign ? text.replaceAll("[.,]", "") : text.replace(',', '.');
    }
}
