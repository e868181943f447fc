package org.countersign.policy;

import org.countersign.shared.Sentence;

/** What is told about cases of the past under another table. */
public enum ForesightStatement implements Sentence {
    /** R03. */
    NOBODY_GOES_ON("Nobody could go on (R03)"),
    /** Of the approval policy. */
    BASIS_APPROVAL(
            "Each submission is sent through both tables with the facts that were kept with it, and with the people, groups and"
                    + " substitutes of today; so the difference comes from the table alone. A round that a later one took the"
                    + " place of is left out."),
    /** A pair. */
    VALUE("%s: %s"),
    /** An answer left empty. */
    NOTHING("–"),
    /** Nobody said it. */
    NO_RULE("No rule applies (R03)"),
    /** A cell. */
    NOT_EVALUATED("The table could not be evaluated (R03): %s");

    private final String sentence;

    ForesightStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "policy";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
