package org.countersign.purchasing;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.countersign.purchasing.DocumentNumbers.Series;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The patterns of document numbers, for example {@code countersign.numbering.patterns.purchase-order=PO-{year}-{sequence:6}}.
 *
 * @param patterns by series in kebab case; {@code {year}} is the four-digit year, {@code {sequence:n}} the count with at
 *     least n digits
 */
@ConfigurationProperties("countersign.numbering")
record NumberingProperties(Map<String, String> patterns) {

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
    }

    String format(Series series, int year, long sequence) {
        var key = series.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var pattern = patterns.getOrDefault(key, series.shippedPattern()).replace("{year}", Integer.toString(year));
        return SEQUENCE.matcher(pattern)
                .replaceAll(match -> String.format(Locale.ROOT, "%0" + match.group(1) + "d", sequence));
    }
}
