package org.countersign.invoicing;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words by which an invoice is found: our reference, the supplier's number and the orders. Signs and upper case do not
 * count, and the digits of a number are a word of their own: {@code RE-2026/0471} is found by {@code re20}, by
 * {@code RE 2026 04} and by {@code 0471}.
 */
final class SearchWords {

    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern DIGITS = Pattern.compile("\\d{2,}");
    private static final int LONGEST = 100;

    private SearchWords() {}

    /** The words of one invoice. */
    static Set<String> of(String id, String number, Collection<String> orders) {
        var words = new HashSet<String>();
        add(words, id);
        add(words, number);
        DIGITS.matcher(number).results().forEach(run -> add(words, run.group()));
        orders.forEach(order -> add(words, order));
        return words;
    }

    /** A word as it is compared; empty where nothing is left to compare. */
    static String normalized(String text) {
        var word = SIGNS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }

    private static void add(Set<String> words, String text) {
        var word = normalized(text);
        if (!word.isEmpty()) {
            words.add(word);
        }
    }
}
