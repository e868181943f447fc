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
    /** Of the match. */
    BASIS_MATCHES(
            "Each invoice that was compared with an order is compared by both tables with what was ordered, received and invoiced"
                    + " before when it was compared last; the time is that of its capture. Acceptances do not count. Who would be"
                    + " asked is what the routing of exceptions says today. Prepayments, and what receivers may take in beyond an"
                    + " order, are not looked at. What is open is judged anew when its invoice is compared again."),
    /** By the match. */
    AGREES("It agrees: nobody is asked"),
    /** R03. */
    NOT_COMPARED_R03("No usable rule (R03): it cannot be compared"),
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
    /** Of reminders. */
    BASIS_REMINDERS(
            "Each submission is asked about in both tables with the facts that were kept with it, and each of its steps is"
                    + " counted as if it had been answered when it was: how often somebody would have been reminded, whether it"
                    + " would have gone to somebody else as well, or expired. Days are those of the organisation; questions to"
                    + " requesters stop no time. Where the table gives no usable answer, the shipped days stand in."),
    /** Of quotes. */
    BASIS_QUOTES(
            "Each requisition that was submitted is asked about in both tables with the facts that were kept with it. Those that"
                    + " were never submitted, for want of quotes perhaps, are not among them. What is in approval is asked"
                    + " again only if it comes back and is submitted anew."),
    /** Of what counts together. */
    BASIS_ACCUMULATION(
            "Submissions before which the same person asked the same supplier for something go through the approval policy in"
                    + " force twice: with what either table counts together, as the earlier requests stand today. For all"
                    + " others this table is not asked."),
    /** Of changes of orders. */
    BASIS_CHANGES(
            "Each change of an order that was proposed is asked about in both tables, with its lines as they were proposed and at"
                    + " the exchange rate of that day. Whom the approval policy would have asked is not looked at. What is open"
                    + " keeps the answer that it got."),
    /** Of substitutes. */
    BASIS_SUBSTITUTES(
            "Each substitution is asked about in both tables as it was named, by the days of the organisation; open are those whose"
                    + " absence has not ended, and they keep the answer that they got."),
    /** Of a change. */
    APPROVED_AGAIN("It is approved again"),
    /** Of a change. */
    NOT_APPROVED_AGAIN("By rule: nobody is asked again"),
    /** Of a substitution. */
    SUBSTITUTE_ASKED("The substitute has to accept"),
    /** Of a substitution. */
    SUBSTITUTE_NOT_ASKED("The substitute need not accept"),
    /** Of a substitution. */
    TASKS_COME_BACK("What is not answered comes back"),
    /** Of a substitution. */
    TASKS_STAY("What is not answered stays with the substitute"),
    /** R03. */
    SUBSTITUTE_ASKED_R03("No usable rule (R03): the substitute has to accept, and what is not answered comes back"),
    /** Of a past step. */
    NOBODY_REMINDED("Nobody is reminded"),
    /** How many. */
    REMINDERS("Reminders: %s"),
    /** To whom, and how many. */
    ESCALATIONS("Escalations to %s: %s"),
    /** Nobody answered in time. */
    EXPIRED_RETURNED("It goes back to the requester, for nobody answers in time"),
    /** Nobody answered in time. */
    EXPIRED_REJECTED("It is rejected, for nobody answers in time"),
    /** R03. */
    SHIPPED_PLAN("No usable rule (R03): the shipped days stand in"),
    /** When, how often, to whom, and when. */
    PLAN("Reminder after days: %s, then every: %s, escalation to %s after: %s"),
    /** A second escalation. */
    PLAN_AGAIN("again after: %s"),
    /** An expiry. */
    PLAN_RETURNS("back to the requester after: %s"),
    /** An expiry. */
    PLAN_REJECTS("rejected after: %s"),
    /** How days are counted. */
    PLAN_WORKING_DAYS("working days alone"),
    /** Of whoever is asked. */
    MANAGER("the manager"),
    /** None. */
    NO_QUOTES("No quotes"),
    /** How many. */
    QUOTES("Quotes: %s"),
    /** R03. */
    QUOTES_UNKNOWN("No usable rule (R03): it cannot be submitted"),
    /** A name, a group, or what somebody wrote. */
    NAMED("%s"),
    /** A pair. */
    VALUE("%s: %s"),
    /** A cell. */
    NOT_EVALUATED("The table could not be evaluated (R03): %s"),
    /** Busy, or away. */
    DATABASE_BUSY(
            "The database did not answer, several times over. Try again in a moment: it goes on where it stopped."),
    /** What the log says more of. */
    CASE_UNREADABLE("One of the cases could not be worked out (%s). The server’s log says more.");

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
