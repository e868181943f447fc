package org.countersign.workflow.web;

import org.countersign.shared.Rule;

/** What is refused before anybody looks into the models. */
enum ModelCheckRule implements Rule {
    FILES_NEEDED("Send between 1 and %s files as parts named \"files\"."),
    FILE_LIKE_A_BOMB("\"%s\" is not looked at: %s.");

    private final String sentence;

    ModelCheckRule(String sentence) {
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
