package org.countersign.console.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form that was sent: each message stands at its field, the sentence above all of them.
 * {@code console/form.html} shows both.
 *
 * @param sentence what was refused; null where nothing was
 * @param byField messages by the field's name in the form
 */
public record FormProblems(@Nullable String sentence, Map<String, String> byField) {

    /** A form that was not sent yet. */
    public static final FormProblems NONE = new FormProblems(null, Map.of());

    /** What a refusal says, in the reader's words. */
    public static FormProblems of(RuleViolation violation, Words say) {
        var fields = new LinkedHashMap<String, String>();
        violation
                .fields()
                .forEach(field -> fields.merge(field.field(), message(field, say), (one, two) -> one + " " + two));
        return new FormProblems(say.sentence(violation), fields);
    }

    /** One faulty field. */
    public static FormProblems of(String field, String message, String sentence) {
        return new FormProblems(sentence, Map.of(field, message));
    }

    /** The message at a field; null where there is none. */
    public @Nullable String at(String field) {
        return byField.get(field);
    }

    /** Whether there is a message at a field. */
    public boolean has(String field) {
        return byField.containsKey(field);
    }

    /** Whether anything is wrong. */
    public boolean any() {
        return sentence != null || !byField.isEmpty();
    }

    /** What is wrong with one field, in the reader's words. */
    public static String message(FieldProblem field, Words say) {
        return Objects.requireNonNullElse(say.said("problem.", field.message()), field.message());
    }

    /**
     * A key under which an English message may stand in the bundles: its words with hyphens between them, and {@code n}
     * for each value. "has at most 200 characters" is {@code has-at-most-n-characters} with the value 200.
     *
     * @param values what stands for each {@code n}, in this order, without quotes
     */
    record Saying(String key, List<String> values) {

        /** What stands in quotes, and words with a digit in them that are written in capitals: 200, 2/10, PO-2026-000001. */
        private static final Pattern VALUE = Pattern.compile(
                "\"([^\"]*)\"" + "|(?<![A-Za-z0-9])(?=[A-Z._/-]*\\d)[A-Z0-9](?:[A-Z0-9._/-]*[A-Z0-9])?(?![A-Za-z0-9])");

        /** Ours are shorter; what is longer was written by others. */
        private static final int LONGEST = 500;

        private static final Pattern SIGNS = Pattern.compile("[^A-Za-z0-9]+");

        /**
         * All keys of a message: first that of the whole, then those that take its end for a value, the shortest end
         * first. So {@code there-is-no-supplier-n} is found for "there is no supplier Miller".
         */
        static List<Saying> of(String message) {
            var sayings = new ArrayList<Saying>();
            sayings.add(of(message, null));
            for (var end = message.length() > LONGEST ? -1 : message.lastIndexOf(' ');
                    end > 0;
                    end = message.lastIndexOf(' ', end - 1)) {
                sayings.add(of(message.substring(0, end), message.substring(end + 1)));
            }
            return sayings;
        }

        private static Saying of(String beginning, @Nullable String rest) {
            var values = new ArrayList<String>();
            var words = VALUE.matcher(beginning).replaceAll(value -> {
                values.add(value.group(1) == null ? value.group() : value.group(1));
                return " n ";
            });
            if (rest != null) {
                values.add(rest);
                words += " n";
            }
            return new Saying(SIGNS.matcher(words).replaceAll(" ").strip().replace(' ', '-'), List.copyOf(values));
        }
    }
}
