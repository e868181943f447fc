package org.countersign.approval;

import org.countersign.shared.Sentence;

/** Why somebody is asked for an approval, and why nobody can be (R03), in words for those who read it. */
enum ApprovalStatement implements Sentence {
    OWN_REASON("%s"),
    MORE_REASONS("%s; %s"),
    OF_VERSION("%s (approval policy, version %s)"),
    NOT_ASKED_YET("The approval policy was not asked yet."),
    NOBODY_ASKED("Nobody could be asked."),
    NO_RATE("There is no exchange rate for %s on the day of submission, so the total of %s cannot be compared with the"
            + " policy’s amounts."),
    NO_EARLIER_RATE(
            "There is no exchange rate for %s on the day on which it was submitted, so it cannot be counted together"
                    + " with this document (R10)."),
    AT_RATE("%s at %s of %s"),
    EARLIER("with %s earlier requisitions of the last %s days: %s"),
    ONE_EARLIER("with 1 earlier requisition of the last %s days: %s"),
    NO_LINES("The document has no lines that the approval policy could be asked about."),
    NOT_EVALUATED("The approval policy could not be evaluated: %s."),
    NOT_ANSWERED("The approval policy did not answer on every part of the document."),
    NO_RULE("No rule of the approval policy applies to the lines with category %s, supplier status %s, cost centre"
            + " %s."),
    NO_VALUE("(none)"),
    EXPIRED_RETURNED(
            "Nobody answered within %s days, so it was sent back (rule %s of the reminder policy, version %s)."),
    EXPIRED_CANCELLED(
            "Nobody answered within %s days, so it was rejected (rule %s of the reminder policy, version %s)."),
    INCOMPLETE_RULE("Rule %s of the approval policy names no level or no role."),
    NO_COST_CENTER("Rule %s asks the owner of a cost centre, but the document names none."),
    UNKNOWN_ROLE("Rule %s of the approval policy asks an unknown role: %s."),
    UNKNOWN_ANSWERS("Rule %s of the approval policy asks for an unknown number of answers: %s."),
    UNKNOWN_EARLIER_ANSWER(
            "Rule %s of the approval policy says of earlier answers what the product does not know: %s."),
    UNKNOWN_LINES(
            "Rule %s of the approval policy says of the lines that it asks about what the product does not know: %s."),
    UNKNOWN_COMMENT("Rule %s of the approval policy says of comments what the product does not know: %s."),
    ASKED_ABOUT_LINE("asked about line %s of %s only"),
    ASKED_ABOUT_LINES("asked about lines %s of %s only"),
    LINE_REJECTED("rejected by %s: %s"),
    LINE_IS_YOURS("for you to decide"),
    NO_DEPARTMENT("Rule %s asks the head of a department, but the document names none."),
    NO_PARTNER_APPROVER(
            "Rule %s asks an approver of the supplier’s or customer’s own cycle, but that cycle names none."),
    TOO_FEW("%s people have to agree, but only %s may answer"),
    PROGRESS("%s of %s have approved"),
    ALL_AGREE("everybody asked has to agree"),
    SO_MANY_AGREE("%s people have to agree"),
    ON_BEHALF_OF("%s on behalf of %s"),
    ANOTHER_AGREES("somebody has to agree who has not answered before"),
    COMMENT_ALWAYS("an approval needs a comment too"),
    NO_OTHER_PERSON(
            "At level %s (%s) somebody has to answer who has neither answered before nor is asked beside it, but nobody"
                    + " else may: add people to the group, or name a substitute."),
    ANSWERED_BEFORE("Everything that is asked was agreed to in the round before"),
    NOBODY_ELSE("Somebody has to answer who has neither answered before nor is asked beside it, but nobody else may"),
    CONTRADICTORY_RULE(
            "Rule %s of the approval policy contradicts itself: level 0 is for the role automatic, and for it alone."),
    FORESEEN_BY_RULE("By rule: nobody is asked"),
    FORESEEN_TURN("%s. %s"),
    FORESEEN_PERSON("%s: %s"),
    FORESEEN_LINE_MANAGER("Line manager"),
    FORESEEN_OWNER("Owner of the cost centre"),
    FORESEEN_HEAD("Head of the department"),
    FORESEEN_CHAIN("Manager up the chain"),
    FORESEEN_WITHIN_LIMIT("Manager whose limit is enough"),
    FORESEEN_LINES("about some of the lines"),
    FORESEEN_LINES_ALONE("about some of the lines, which may be rejected alone"),
    NO_STEP_FOLLOWS("%s (%s)."),
    NO_LEVEL_FOLLOWS("%s (level %s, %s)."),
    NO_LINE_MANAGER("%s has no line manager"),
    UNKNOWN_COST_CENTER("There is no cost centre %s"),
    NO_OWNER("Cost centre %s has no owner"),
    UNKNOWN_DEPARTMENT("There is no department %s"),
    NO_HEAD("Department %s has no head"),
    NOBODY_FOR_HEAD("Nobody is left who may answer for the head of department %s: up the chain of managers everybody is"
            + " inactive, asked for it or is excluded"),
    NO_LIMIT("Nobody up the chain of managers of %s may approve %s: no approval limit goes so far"),
    EMPTY_GROUP("Group %s is unknown or has no active member"),
    BARRED_GROUP("No member of group %s may answer: each of them asked for it or is excluded"),
    NOBODY_FOR_MANAGER("Nobody is left who may answer for the line manager of %s: up the chain of managers everybody is"
            + " inactive, asked for it or is excluded"),
    NOBODY_FOR_OWNER(
            "Nobody is left who may answer for the owner of cost centre %s: up the chain of managers everybody is"
                    + " inactive, asked for it or is excluded"),
    NOBODY_FOR_PERSON(
            "Nobody is left who may answer for %s: up the chain of managers everybody is inactive, asked for it"
                    + " or is excluded");

    private final String sentence;

    ApprovalStatement(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "approval";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
