package org.countersign.invoicing;

import java.util.Arrays;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a document, though it can be read.
 *
 * @param rule the rule that it breaks, such as {@code BR-CO-15}, or {@link #SCHEMA}
 * @param text what the rule itself says, in English
 * @param place where in the document, as a path; null for the whole
 */
public record InvoiceFinding(
        String rule, String text, @Nullable String place) {

    /** What breaks the structure of its format. */
    public static final String SCHEMA = "SCHEMA";

    /** What could not be checked to the end. */
    public static final String UNCHECKED = "UNCHECKED";

    /** @param text as the parser says it */
    static InvoiceFinding ofSchema(String text) {
        return new InvoiceFinding(SCHEMA, text.replaceFirst("^cvc-[^:]+: ", ""), null);
    }

    /**
     * Some of the rules that a document claims could not be asked.
     *
     * @param rules which ones
     * @param why in words of whoever asked them
     */
    static InvoiceFinding unchecked(String rules, String why) {
        return new InvoiceFinding(UNCHECKED, rules + ": " + why, null);
    }

    /** In words that a clerk understands; where we have none for the rule, in its own. */
    public Explanation explanation() {
        if (rule.equals(SCHEMA)) {
            return Explanation.of(FindingStatement.STRUCTURE, text);
        }
        if (rule.equals(UNCHECKED)) {
            return Explanation.of(FindingStatement.UNCHECKED);
        }
        return Arrays.stream(FindingStatement.values())
                .filter(known -> known.name().equals(rule.replace('-', '_')))
                .findFirst()
                .map(known -> Explanation.of(FindingStatement.OF_RULE, Explanation.of(known), rule))
                .orElseGet(() -> Explanation.of(FindingStatement.OF_RULE, text, rule));
    }
}
