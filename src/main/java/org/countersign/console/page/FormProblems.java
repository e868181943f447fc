package org.countersign.console.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The messages of fields that the form does not show, for the sentence above it. */
    public List<String> except(List<String> shown) {
        return byField.entrySet().stream()
                .filter(entry -> !shown.contains(entry.getKey()))
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    private static String message(FieldProblem field, Words say) {
        return say.textOr("problem." + field.message().replaceAll("[^A-Za-z0-9]+", "-"), field.message());
    }
}
