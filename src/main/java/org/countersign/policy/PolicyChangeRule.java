package org.countersign.policy;

import org.countersign.shared.Rule;

/** What a change of a decision table has to keep on its way into force. */
public enum PolicyChangeRule implements Rule {
    /** Four eyes: the rule of requests (R04), for those who change the rules. */
    AUTHOR_NEVER_RELEASES(
            Refusal.FORBIDDEN,
            "You made this change of %s: somebody else releases or rejects it. You can withdraw it."),
    ONLY_THE_AUTHOR_EDITS(
            Refusal.FORBIDDEN, "This draft belongs to %s. Make a draft of your own from it, if you want it otherwise."),
    ONLY_RELEASERS_DECIDE(Refusal.FORBIDDEN, "Only members of the group %s release or reject changes of policy."),
    NOBODY_ELSE_RELEASES(
            Refusal.CONFLICT,
            "Nobody but the author could release this change: the group %s has no other active member. Add one, and"
                    + " propose it again."),
    REASON_NEEDED(
            Refusal.INVALID, "Say why the table shall change: whoever releases it, and whoever asks later, reads it."),
    REJECTION_NEEDS_REASON(Refusal.INVALID, "Say why you reject this change, so that its author knows what to do."),
    CHANGES_NOTHING(Refusal.INVALID, "This draft says the same as version %s of %s: there is nothing to release."),
    NO_TABLE(Refusal.INVALID, "Say which decision table shall change."),
    TOO_LARGE(Refusal.INVALID, "A decision table has at most %s characters."),
    NO_DRAFT(
            Refusal.CONFLICT,
            "This change was proposed already: nobody edits it any more. Withdraw it, and make a new draft."),
    STILL_A_DRAFT(Refusal.CONFLICT, "This change is a draft: its author has to propose it first."),
    SAVED_MEANWHILE(Refusal.CONFLICT, "This draft was saved meanwhile. Read it again, then repeat your change."),
    DECIDED_ALREADY(Refusal.CONFLICT, "Already decided by %s (R27)."),
    NOBODY_IS_ASKED(
            Refusal.CONFLICT,
            "Nobody is asked about this change any more: it was decided at this moment, or somebody ended its process. Read"
                    + " it again, and withdraw it if it still waits."),
    WITHDRAWN_ALREADY(Refusal.CONFLICT, "This change was withdrawn by %s."),
    TABLE_CHANGED_MEANWHILE(
            Refusal.CONFLICT,
            "%s was changed meanwhile: this change was made from version %s, but version %s is in force. Make a new draft"
                    + " of it on the latest version, look at the difference, and propose that."),
    HAS_ERRORS(Refusal.INVALID, "%s cannot come into force with errors: %s"),
    LEAVES_UNANSWERED(
            Refusal.INVALID,
            "With this change of %s, %s of the %s cases of the last year that were looked at would get no answer (R03), which"
                    + " the table in force gives them: %s. Add rules for them, or say that you accept it: that is recorded."),
    REFUSED_BY_ENGINE(Refusal.INVALID, "%s cannot be deployed: %s."),
    TIME_HAS_PASSED(Refusal.INVALID, "%s is no time to come: leave it out to release now."),
    NOT_BEFORE_ITS_TIME(
            Refusal.CONFLICT,
            "This change was released for %s and does not come into force before. Withdraw it, and have a new one"
                    + " released, if it shall be earlier."),
    NO_TIME(Refusal.INVALID, "\"%s\" is no date: write 2026-12-31, or 2026-12-31T08:00."),
    NO_TIME_TO_FORESEE(Refusal.INVALID, "The time from %s to %s has no day: its first day comes after its last."),
    NOTHING_TO_FORESEE(
            Refusal.INVALID,
            "Nothing can be foreseen for %s: no process of the product asks this table, and what models of your own ask"
                    + " it about is not kept."),
    MUCH_TO_FORESEE(
            Refusal.INVALID,
            "There are %s cases in that time, and at most %s are looked at together: choose a shorter time."),
    ALONE_NOT_ALLOWED(
            Refusal.FORBIDDEN,
            "Nobody releases alone here: the setting countersign.policy.release-alone is off. Ask somebody of the group %s."),
    ALONE_ONLY_BY_AUTHOR(Refusal.CONFLICT, "This change is not yours: release it in the ordinary way.");

    private final Refusal refusal;
    private final String sentence;

    PolicyChangeRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "policy";
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
