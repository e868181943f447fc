package org.countersign.invoicing;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A supplier's number as it is compared (R18): the sequence of its runs of letters, in upper case, and of digits, without
 * leading zeros. Everything else only separates: {@code INV-007}, {@code inv 7} and {@code INV007} are one number.
 */
final class NormalizedNumber {

    private static final Pattern RUN = Pattern.compile("\\p{L}+|\\p{Nd}+");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=.)");

    private NormalizedNumber() {}

    /** The runs joined by one separator; the trimmed number itself where it has neither letter nor digit. */
    static String of(String number) {
        var runs = RUN.matcher(Normalizer.normalize(number, Normalizer.Form.NFKC))
                .results()
                .map(run -> NormalizedNumber.run(run.group()))
                .collect(Collectors.joining(" "));
        return runs.isEmpty() ? number.strip() : runs;
    }

    private static String run(String text) {
        if (!Character.isDigit(text.codePointAt(0))) {
            return text.toUpperCase(Locale.ROOT);
        }
        var digits = text.codePoints()
                .mapToObj(digit -> Integer.toString(Character.digit(digit, 10)))
                .collect(Collectors.joining());
        return LEADING_ZEROS.matcher(digits).replaceFirst("");
    }
}
