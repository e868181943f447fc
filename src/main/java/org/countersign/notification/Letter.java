package org.countersign.notification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it is written as HTML and as text.
 *
 * @param subject one line: the number first, then the ask
 * @param preview what mail programs show beside the subject
 * @param sender in whose name it is written
 * @param document number of the document that it is about
 * @param headline the ask or the news in a few words
 * @param paragraphs what the reader has to know before the facts
 * @param facts what it is about, one a row
 * @param quote what somebody wrote
 * @param button the one thing to do
 * @param closing what follows the button
 * @param footer why the reader gets this mail
 */
record Letter(
        String subject,
        String preview,
        String sender,
        String document,
        String headline,
        List<String> paragraphs,
        List<Fact> facts,
        @Nullable Quote quote,
        @Nullable Button button,
        List<String> closing,
        String footer) {

    /**
     * A row of the facts.
     *
     * @param strong whether it is the one that matters most
     */
    record Fact(String label, List<String> lines, boolean strong) {

        private static final int COLUMN = 18;

        /** As a row of a mail in plain text: label, then value, further lines below the first. */
        public String padded() {
            var start = (label + ":" + " ".repeat(COLUMN)).substring(0, Math.max(COLUMN, label.length() + 2));
            return start + String.join("\n" + " ".repeat(COLUMN), lines);
        }
    }

    /** Something that a person wrote. */
    record Quote(String label, String text) {

        /** As in a mail in plain text. */
        public String indented() {
            return "  " + text.replace("\n", "\n  ");
        }
    }

    /** The link to where the reader acts. */
    record Button(String label, String url) {}

    /** Collects the facts of a letter, leaving out what is not known. */
    static final class Facts {

        private final List<Fact> facts = new ArrayList<>();

        Facts add(String label, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                facts.add(new Fact(label, List.of(value), false));
            }
            return this;
        }

        Facts strong(String label, String value) {
            facts.add(new Fact(label, List.of(value), true));
            return this;
        }

        Facts lines(String label, List<String> lines) {
            if (!lines.isEmpty()) {
                facts.add(new Fact(label, List.copyOf(lines), false));
            }
            return this;
        }

        List<Fact> all() {
            return List.copyOf(facts);
        }
    }
}
