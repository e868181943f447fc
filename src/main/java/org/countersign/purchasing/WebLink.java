package org.countersign.purchasing;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The address of a page where something can be seen. It is kept and shown; this server never opens it. */
public final class WebLink {

    /** The most characters of a link. */
    public static final int LONGEST = 1000;

    private static final int LONGEST_TITLE = 200;
    private static final Pattern SEPARATORS = Pattern.compile("[-_+.~,=]+");
    private static final Pattern ENDING = Pattern.compile("\\.(html?|php|aspx?|jsp)$");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{3,}");
    private static final Pattern BROKEN = Pattern.compile("[\\p{Cntrl}\\uFFFD]");

    private WebLink() {}

    /** Whether it may be kept: {@code https}, with a host, without a user, not too long. */
    public static boolean isAllowed(String link) {
        return link.length() <= LONGEST
                && uri(link)
                        .filter(uri -> "https".equalsIgnoreCase(uri.getScheme())
                                && uri.getHost() != null
                                && uri.getRawUserInfo() == null)
                        .isPresent();
    }

    /** What the address itself says of the thing: the most telling part of its path, else the host. */
    public static Optional<String> title(String link) {
        if (!isAllowed(link)) {
            return Optional.empty();
        }
        var uri = uri(link).orElseThrow();
        var segments = segments(uri);
        for (int index = segments.size() - 1; index >= 0; index--) {
            var words = words(segments.get(index));
            if (LETTERS.matcher(words).find() && (words.contains(" ") || words.length() > 4)) {
                return Optional.of(capitalized(shortened(words)));
            }
        }
        var host = Objects.toString(uri.getHost(), "").replaceFirst("^www\\.", "");
        return host.isEmpty() ? Optional.empty() : Optional.of(shortened(host));
    }

    /** What may be somebody's number of the thing: parts of the path and values of the query, at most twenty. */
    public static Set<String> numbers(String link) {
        if (!isAllowed(link)) {
            return Set.of();
        }
        var uri = uri(link).orElseThrow();
        var found = new LinkedHashSet<String>();
        segments(uri).forEach(segment -> {
            var plain = ENDING.matcher(segment).replaceFirst("");
            found.add(plain);
            Arrays.stream(plain.split("[-_]", -1))
                    .filter(part -> part.length() >= 4)
                    .forEach(found::add);
        });
        var query = uri.getRawQuery();
        if (query != null) {
            Arrays.stream(query.split("&", -1))
                    .map(pair -> decoded(pair.substring(pair.indexOf('=') + 1)))
                    .forEach(found::add);
        }
        found.removeIf(text -> text.isBlank() || text.length() > 64);
        return new LinkedHashSet<>(found.stream().limit(20).toList());
    }

    private static Optional<URI> uri(String link) {
        try {
            return Optional.of(new URI(link));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<String> segments(URI uri) {
        return Arrays.stream(Objects.toString(uri.getRawPath(), "").split("/", -1))
                .filter(segment -> !segment.isBlank())
                .map(WebLink::decoded)
                .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String words(String segment) {
        var plain = ENDING.matcher(segment).replaceFirst("");
        return BROKEN.matcher(SEPARATORS.matcher(plain).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TITLE ? text : text.substring(0, LONGEST_TITLE - 1) + "…";
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
