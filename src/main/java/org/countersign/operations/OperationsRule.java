package org.countersign.operations;

import org.countersign.shared.Rule;

/** What is demanded of those who put things right. */
public enum OperationsRule implements Rule {
    INCOMPLETE_TREATMENT(Refusal.INVALID, "This cannot be done so. Look at the fields."),
    REMEDY_DOES_NOT_FIT(
            Refusal.CONFLICT, "Nothing of the kind can be done about %s. What is offered there stands beside it."),
    ASKS_NOBODY(Refusal.INVALID, "%s is no active person, and no group with active members."),
    PERSON_AND_GROUP(
            Refusal.INVALID,
            "%1$s is a person and a group. Write user:%1$s or group:%1$s, so that it is clear who is asked."),
    MUST_NOT_ANSWER(
            Refusal.INVALID,
            "%s cannot answer: whoever asked for %s never decides on it, and nobody else is active there (R04). Name somebody else."),
    NOBODY_TO_REMIND(
            Refusal.CONFLICT, "Nobody active who has a mail address is asked about %s: there is nobody to remind."),
    REMINDED_TODAY(Refusal.CONFLICT, "They were reminded of %s today already."),
    MANY_AT_ONCE(Refusal.INVALID, "At most %s are put right at once."),
    NOT_HELD(Refusal.CONFLICT, "Nothing is held: everything has gone on since the last restore."),
    INCOMPLETE_RELEASE(Refusal.INVALID, "It cannot go on so. Look at the fields."),
    NUMBER_NOT_KNOWN(
            Refusal.INVALID, "%s is no number of a series, or lies more than 10000 ahead of the last document."),
    PROCESS_GOES_ON(
            Refusal.CONFLICT, "A process of %s runs and does not wait to be asked again. Look at it in Cockpit."),
    STATE_NOT_KNOWN(Refusal.CONFLICT, "%s has moved on meanwhile. Look again."),
    NO_MONTH(Refusal.INVALID, "%s is no month. Write it as 2026-11."),
    MONTHS_REVERSED(Refusal.INVALID, "The last month, %s, comes before the first one."),
    MANY_MONTHS(Refusal.INVALID, "At most %s months are looked at together."),
    MONTH_TO_COME(Refusal.INVALID, "%s is still to come: nothing can be counted again.");

    private final Refusal refusal;
    private final String sentence;

    OperationsRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "operations";
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
