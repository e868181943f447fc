package org.countersign.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it is written as HTML and as text.
 *
 * @param subject one line: the number first, then the ask
 * @param preview what mail programs show beside the subject
 * @param sender in whose name it is written
 * @param document number of the document that it is about
 * @param headline the ask or the news in a few words
 * @param paragraphs what the reader has to know first
 * @param gist what it is about at a glance
 * @param quote what somebody wrote
 * @param button the one thing to do
 * @param facts everything else, one a row
 * @param closing what follows the facts
 * @param footer why the reader gets this mail
 */
record Letter(
        String subject,
        String preview,
        String sender,
        String document,
        String headline,
        List<String> paragraphs,
        @Nullable Gist gist,
        @Nullable Quote quote,
        @Nullable Button button,
        List<Fact> facts,
        List<String> closing,
        String footer) {

    private static final int NARROWEST_COLUMN = 18;

    /** A row of a mail in plain text: label, then value, further lines below the first. */
    public String row(Fact fact) {
        var column = column();
        var start = (fact.label() + ":" + " ".repeat(column)).substring(0, column);
        return start + String.join("\n" + " ".repeat(column), fact.lines());
    }

    /** The gist as rows of a mail in plain text. */
    public List<Fact> gistRows() {
        return gist == null ? List.of() : gist.rows();
    }

    /** What underlines the headline in plain text. */
    public String underline() {
        return "=".repeat(Math.min(headline.length(), 72));
    }

    private int column() {
        return Stream.concat(gistRows().stream(), facts.stream())
                .mapToInt(fact -> fact.label().length() + 2)
                .reduce(NARROWEST_COLUMN, Math::max);
    }

    /** A row of the facts. */
    record Fact(String label, List<String> lines) {}

    /**
     * What it is about, how much it comes to, and until when something is to be done.
     *
     * @param what the title
     * @param amount with its currency
     * @param note what the amount is, for example net of tax
     * @param until until when something is to be done
     */
    record Gist(
            Named what,
            @Nullable Named amount,
            @Nullable String note,
            @Nullable Named until) {

        /** The same, with something more about the amount. */
        Gist with(String more) {
            return new Gist(what, amount, note == null ? more : note + "; " + more, until);
        }

        List<Fact> rows() {
            var rows = new ArrayList<Fact>();
            rows.add(new Fact(what.label(), List.of(what.text())));
            if (amount != null) {
                rows.add(new Fact(amount.label(), List.of(amount.text() + (note == null ? "" : " (" + note + ")"))));
            }
            if (until != null) {
                rows.add(new Fact(until.label(), List.of(until.text())));
            }
            return rows;
        }
    }

    /** A text under its name. */
    record Named(String label, String text) {}

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
                facts.add(new Fact(label, value.lines().toList()));
            }
            return this;
        }

        Facts lines(String label, List<String> lines) {
            if (!lines.isEmpty()) {
                facts.add(new Fact(label, List.copyOf(lines)));
            }
            return this;
        }

        List<Fact> all() {
            return List.copyOf(facts);
        }
    }
}
