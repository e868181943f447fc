package org.countersign.operations;

import org.countersign.shared.Sentence;

/** What came of putting something right, for whoever did it. */
enum StuckAnswer implements Sentence {
    DONE("Done. It stands in the audit trail."),
    PERSON_ASKED("Done: %s is asked now. It stands in the audit trail."),
    GROUP_ASKED("Done: the group %s is asked now. It stands in the audit trail."),
    NOTHING_LEFT("Nothing is stuck there any more: it was put right before.");

    private final String sentence;

    StuckAnswer(String sentence) {
        this.sentence = sentence;
    }

    static StuckAnswer of(StuckRemedies.Outcome outcome) {
        return switch (outcome) {
            case DONE -> DONE;
            case NOTHING_LEFT -> NOTHING_LEFT;
        };
    }

    @Override
    public String module() {
        return "operations";
    }

    @Override
    public String key() {
        return "statement.operations.answer." + name();
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
