package org.countersign.workflow.support;

import org.countersign.shared.Rule;

/** What every answer to a task has to keep. */
public enum TaskRule implements Rule {
    DECISION_NEEDED("\"%s\" is no decision of this task. Choose one of: %s. The task stays open."),
    FIELD_NEEDED("\"%s\" is required. The task stays open."),
    NUMBER_NEEDED("\"%s\" has to be a number; \"%s\" is none. The task stays open."),
    COMMENT_TOO_LONG("A comment has at most 2000 characters.");

    private final String sentence;

    TaskRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "workflow";
    }

    @Override
    public Refusal refusal() {
        return Refusal.INVALID;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
