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
    /** Of the routing of exceptions. */
    BASIS_EXCEPTIONS(
            "Differences of one kind of an invoice that somebody was asked about count as one, with the groups and people of"
                    + " today; the time is that of the invoice's capture. What they come to is compared with what may be"
                    + " accepted alone at the rate of that day; nobody's own limit is looked at. What is open keeps whom it was"
                    + " given to until its invoice is compared again."),
    /** Of a difference, beside its kind. */
    NO_RULE_ADMINISTRATORS("administrators, for no rule applies (R03)"),
    /** The rule leaves its answer empty. */
    NO_HANDLER_ADMINISTRATORS("administrators, for the rule names nobody (R03)"),
    /** A group without members, somebody who left. */
    NOBODY_ADMINISTRATORS("administrators, for nobody could answer as %s (R03)"),
    /** Of whose last level. */
    ORDERS_APPROVERS("approvers of the order"),
    /** More than may be accepted alone. */
    BEYOND_LIMIT("More than %s: only the approvers of the order may accept it"),
    /** A name, a group, or what somebody wrote. */
    NAMED("%s"),
    /** A pair. */
    VALUE("%s: %s"),
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
