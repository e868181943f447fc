package org.countersign.workflow.config;

import org.countersign.shared.Rule;

/** What identities have to keep. */
enum DirectoryRule implements Rule {
    WEAK_PASSWORD("The password is too weak: it needs 10 characters or more, among them a capital and a small letter,"
            + " a digit and another character, and must not contain the user name.");

    private final String sentence;

    DirectoryRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "people";
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
