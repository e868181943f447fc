package org.countersign.purchasing;

import org.countersign.shared.Sentence;

/** What is said of change orders, beside what is refused. */
public enum ChangeStatement implements Sentence {
    /** No rule applies (R03). */
    NO_CHANGE_RULE("No rule of the table change-policy applies to line %s (%s)."),
    /** The table is broken (R03). */
    CHANGE_NOT_EVALUATED("The table change-policy could not be evaluated: %s."),
    /** A rule says nothing that the product knows (R03). */
    INCOMPLETE_CHANGE_RULE("Rule %s of the table change-policy says neither again nor none.");

    private final String sentence;

    ChangeStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "purchasing";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
