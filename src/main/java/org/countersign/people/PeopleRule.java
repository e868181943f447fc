package org.countersign.people;

import org.countersign.shared.Rule;

/** What people, departments, cost centres and groups have to keep. */
enum PeopleRule implements Rule {
    INVALID_PERSON(Refusal.INVALID, "This person cannot be kept as given."),
    PERSON_EXISTS(Refusal.CONFLICT, "There is a person %s already. Replace the profile instead."),
    LAST_ADMINISTRATOR(
            Refusal.CONFLICT,
            "%s is the last active administrator. Make somebody else one first, or nobody could change anything."),
    INVALID_SETTINGS(Refusal.INVALID, "These settings cannot be kept as given."),
    INVALID_DEPARTMENT(Refusal.INVALID, "This department cannot be kept as given."),
    DEPARTMENT_EXISTS(Refusal.CONFLICT, "There is a department %s already. Replace it instead."),
    INVALID_COST_CENTER(Refusal.INVALID, "This cost centre cannot be kept as given."),
    COST_CENTER_EXISTS(Refusal.CONFLICT, "There is a cost centre %s already. Replace it instead."),
    INVALID_GROUP(Refusal.INVALID, "This group cannot be kept as given."),
    GROUP_EXISTS(Refusal.CONFLICT, "There is a group %s already. Replace it instead.");

    private final Refusal refusal;
    private final String sentence;

    PeopleRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "people";
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
