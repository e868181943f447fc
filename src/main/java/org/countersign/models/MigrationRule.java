package org.countersign.models;

import org.countersign.shared.Rule;

/** What is demanded of those who move processes to another version. */
public enum MigrationRule implements Rule {
    INCOMPLETE_MIGRATION(Refusal.INVALID, "This cannot be done so. Look at the fields."),
    PLAN_NOT_POSSIBLE(Refusal.CONFLICT, "The plan cannot be carried out: %s"),
    SOMETHING_WOULD_BE_LOST(Refusal.CONFLICT, "%s cannot be moved: %s"),
    SOME_WOULD_LOSE(
            Refusal.CONFLICT,
            "%s of %s processes would lose something. Change the plan, or have the others moved alone."),
    NOT_TRIED(Refusal.CONFLICT, "Try the plan on one process first."),
    ALREADY_CARRIED_OUT(Refusal.CONFLICT, "%s has had this plan carried out already."),
    ANOTHER_IS_CARRIED_OUT(Refusal.CONFLICT, "Another plan moves processes of %s from version %s just now."),
    NOTHING_TO_MOVE(Refusal.CONFLICT, "Nothing that could be moved runs on version %s of %s."),
    NOT_CARRIED_OUT(Refusal.CONFLICT, "This plan is not being carried out now."),
    NO_DRAFT(Refusal.CONFLICT, "This plan was carried out or put away. Draw up a new one.");

    private final Refusal refusal;
    private final String sentence;

    MigrationRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "models";
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
