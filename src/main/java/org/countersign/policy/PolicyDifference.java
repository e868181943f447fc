package org.countersign.policy;

import org.countersign.shared.Sentence;

/** What may differ between two versions of a decision table, in words for those who have to agree to it. */
enum PolicyDifference implements Sentence {
    RENAMED("The table is called “%s” now, not “%s”."),
    DESCRIBED("The description of the table changed."),
    HIT_POLICY("Where several rules apply: %s now, not %s."),
    COLUMN_ADDED("Column “%s” added."),
    COLUMN_REMOVED("Column “%s” removed."),
    COLUMN_CHANGED("Column “%s” changed: it reads %s now, not %s."),
    RULE_ADDED("Rule “%s” added: %s."),
    RULE_REMOVED("Rule “%s” removed: %s."),
    RULE_MOVED("Rule “%s” moved from place %s to place %s."),
    CELL_CHANGED("Rule “%s”: %s changed from %s to %s."),
    RULE_DESCRIBED("Rule “%s” is described otherwise: “%s”."),
    CELL("%s %s"),
    ANY_VALUE("any"),
    NO_VALUE("nothing"),
    NOT_DESCRIBED("(no description)"),
    SAYS_NOTHING("it says nothing yet"),
    VERSION_TAG("The version tag is %s now, not %s."),
    KEPT("What was decided is kept for %s now, not %s."),
    NEEDS("It needs %s now, not %s."),
    COLUMN_VARIABLE("Cells of column “%s” read the variable %s now, not %s."),
    COLUMN_DEFAULT("Column “%s” says %s where no rule applies now, not %s."),
    ATTRIBUTE("In the file, %s is %s now, not %s."),
    ELEMENT_ADDED("The file also holds “%s” now."),
    ELEMENT_REMOVED("The file does not hold “%s” any more."),
    ELEMENT_CHANGED("“%s” in the file changed."),
    ONLY_THE_FILE("The rules are the same; only the file differs, for example in its drawing."),
    SAME("Nothing differs."),
    MORE("And %s more differences."),
    NOT_COMPARED("The two versions cannot be compared: %s");

    private final String sentence;

    PolicyDifference(String sentence) {
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
