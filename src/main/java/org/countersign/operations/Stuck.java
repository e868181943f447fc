package org.countersign.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Something that is stuck.
 *
 * @param condition in what way
 * @param subject what is stuck, by an id that only the finder of the condition understands
 * @param document the document that it is about
 * @param since since when, as far as that is known
 * @param model the key of the process model, where it stands in one
 * @param step the id of the step, where it stands at one
 * @param instance the process instance, where there is one
 * @param owner whose it is: a person's sign-in name, or else the id of a group
 * @param owned whether the owner is a group
 * @param why why, in a sentence
 * @param remedies what can be done about it here; nothing where only its owner can
 */
public record Stuck(
        Condition condition,
        String subject,
        DocumentNumber document,
        @Nullable Instant since,
        @Nullable String model,
        @Nullable String step,
        @Nullable String instance,
        String owner,
        boolean owned,
        Explanation why,
        Set<Remedy> remedies) {

    private static final char BETWEEN = '.';

    public Stuck {
        remedies = Set.copyOf(remedies);
    }

    /** What and in what way: the same as long as it is stuck. */
    public record Id(Condition condition, String subject) {

        /** The id of a text. */
        public static Optional<Id> of(String text) {
            var dot = text.indexOf(BETWEEN);
            if (dot < 0) {
                return Optional.empty();
            }
            try {
                var subject =
                        new String(Base64.getUrlDecoder().decode(text.substring(dot + 1)), StandardCharsets.UTF_8);
                return Condition.of(text.substring(0, dot)).map(condition -> new Id(condition, subject));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return condition.id()
                    + BETWEEN
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Its id. */
    public Id id() {
        return new Id(condition, subject);
    }
}
