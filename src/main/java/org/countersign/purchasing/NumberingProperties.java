package org.countersign.purchasing;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.countersign.shared.KebabCase;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The patterns of document numbers, for example {@code countersign.numbering.patterns.purchase-order=PO-{year}-{sequence:6}}.
 *
 * @param patterns by series in kebab case; {@code {year}} is the four-digit year, {@code {sequence:n}} the count with at
 *     least n digits
 */
@ConfigurationProperties("countersign.numbering")
record NumberingProperties(Map<String, String> patterns) {

    private static final String PAYMENT_RUN = "payment-run";
    /** Ids in files for banks have 35 characters, of which the file's own parts take up to 7. */
    private static final Pattern FOR_BANKS = Pattern.compile("[A-Za-z0-9-]{1,28}");

    private static final Pattern SEQUENCE = Pattern.compile("\\{sequence:(\\d{1,2})}");

    /** @throws IllegalArgumentException for a pattern that would give the same number twice */
    NumberingProperties {
        patterns = patterns == null ? Map.of() : Map.copyOf(patterns);
        patterns.forEach((series, pattern) -> {
            if (!pattern.contains("{year}") || !SEQUENCE.matcher(pattern).find() || pattern.length() > 50) {
                throw new IllegalArgumentException("countersign.numbering.patterns." + series
                        + " needs {year} and {sequence:n} and has at most 50 characters");
            }
        });
        var run = patterns.get(PAYMENT_RUN);
        if (run != null && !FOR_BANKS.matcher(formatted(run, 2000, 1)).matches()) {
            throw new IllegalArgumentException("countersign.numbering.patterns." + PAYMENT_RUN
                    + " goes to the bank: it gives at most 28 letters, digits and hyphens");
        }
    }

    String format(Series series, int year, long sequence) {
        var key = KebabCase.of(series);
        return formatted(patterns.getOrDefault(key, series.shippedPattern()), year, sequence);
    }

    private static String formatted(String pattern, int year, long sequence) {
        return SEQUENCE.matcher(pattern.replace("{year}", Integer.toString(year)))
                .replaceAll(match -> String.format(Locale.ROOT, "%0" + match.group(1) + "d", sequence));
    }
}
