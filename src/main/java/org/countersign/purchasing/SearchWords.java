package org.countersign.purchasing;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words by which something is found: in lower case, whole and, where they are composed, in parts. */
final class SearchWords {

    private static final int LONGEST = 64;
    private static final int MOST = 400;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    private SearchWords() {}

    /** What is kept of these texts. */
    static Set<String> of(Stream<? extends @Nullable String> texts) {
        var words = new LinkedHashSet<String>();
        texts.filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .forEach(text -> BLANKS.splitAsStream(text).forEach(whole -> {
                    add(words, whole);
                    NO_WORD.splitAsStream(whole).forEach(part -> add(words, part));
                }));
        return words;
    }

    /** What is looked for: every one of these has to begin a word; at most five. */
    static Set<String> sought(@Nullable String query) {
        var words = new LinkedHashSet<String>();
        if (query != null) {
            BLANKS.splitAsStream(query).limit(5).forEach(whole -> add(words, whole));
        }
        return words;
    }

    private static void add(Set<String> words, String text) {
        var word = EDGES.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && words.size() < MOST) {
            words.add(word.length() <= LONGEST ? word : word.substring(0, LONGEST));
        }
    }
}
