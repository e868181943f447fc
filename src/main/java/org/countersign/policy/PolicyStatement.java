package org.countersign.policy;

import org.countersign.shared.Sentence;

/** What is told about decision tables. */
public enum PolicyStatement implements Sentence {
    /** The file cannot be read at all. */
    UNREADABLE("This decision table cannot be read."),
    /** No FEEL. */
    CELL_UNREADABLE("“%s” cannot be read as FEEL from character %s on."),
    /** The engine would take it for the name of a fact. */
    UNQUOTED_WORD("%s without quotation marks is the name of a fact, and no text: write \"%s\"."),
    /** Another type than the column's. */
    WRONG_TYPE("This column holds %s; %s is something else."),
    /** A comma separates values. */
    THOUSANDS("%s means one of several numbers, because a comma separates values: write the number without a comma."),
    /** Nothing is ever equal to it. */
    DATE_WITHOUT_TIME("Facts of this column have a time: write date and time(\"2026-01-31T00:00:00\")."),
    /** Beyond the column's values. */
    NOT_ALLOWED("%s is none of the allowed values: %s."),
    /** Nobody can say what it comes to. */
    FORMULA("What the formula %s comes to cannot be checked beforehand: no gap counts as closed by it."),
    /** Without it the product could not go on. */
    ANSWER_MISSING("An answer is needed here."),
    /** Nothing below zero makes sense. */
    ANSWER_NEGATIVE("A number from 0 on is needed here."),
    /** The engine converts nothing then. */
    TYPE_UNKNOWN("The column “%s” is of type “%s”, which the engine does not know."),
    /** Evaluating it fails. */
    HIT_POLICY_UNKNOWN("The engine does not know the hit policy %s."),
    /** R03. */
    GROUP_EMPTY("Nobody could answer: there is no group %s with active members (R03)."),
    /** Nobody. */
    PERSON_UNKNOWN("Nobody could answer: there is no active person %s (R03)."),
    /** Not in the masters. */
    COST_CENTER_UNKNOWN("There is no cost centre %s."),
    /** Not in the masters. */
    DEPARTMENT_UNKNOWN("There is no department %s."),
    /** R03. */
    GAP("No rule applies where %s (R03)."),
    /** R03. */
    NO_RULES("The table has no rule: nothing could be decided by it (R03)."),
    /** One answer is wanted. */
    OVERLAP("Rules %s and %s both apply where %s; in this table one alone may."),
    /** One answer is wanted. */
    OVERLAP_ALWAYS("Rules %s and %s always apply both; in this table one alone may."),
    /** One answer is wanted. */
    OTHER_ANSWER("Rules %s and %s both apply where %s, and answer otherwise."),
    /** Twice the same. */
    SAID_TWICE("Rule %s says the same as rule %s."),
    /** A rule above is taken. */
    NEVER_REACHED("Rule %s is never reached: rule %s applies wherever it would."),
    /** What people read about it says what it said before. */
    DESCRIBED_AS_BEFORE("Rule %s was changed, but not its description, which histories and mails quote."),
    /** Its conditions exclude everything. */
    NEVER_APPLIES("Rule %s never applies."),
    /** The empty result is caught by the product. */
    ALWAYS_APPLIES("Rule %s applies to everything, beside all the others."),
    /** Too many combinations. */
    NOT_CHECKED_WHOLLY("The table has too many combinations to look for gaps in all of them."),
    /** A condition of an example. */
    IS("%s is %s"),
    /** A condition of an example. */
    IS_MISSING("%s is not given"),
    /** A condition of an example. */
    IS_ELSE("%s is none of those named"),
    /** A condition of an example. */
    IS_TRUE("%s: yes"),
    /** A condition of an example. */
    IS_FALSE("%s: no"),
    /** What a column holds. */
    NUMBERS("numbers"),
    /** What a column holds. */
    WHOLE_NUMBERS("whole numbers"),
    /** What a column holds. */
    TEXTS("texts in quotation marks"),
    /** What a column holds. */
    TRUTHS("true or false"),
    /** What a column holds. */
    MOMENTS("dates with a time");

    private final String sentence;

    PolicyStatement(String sentence) {
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
