package org.countersign.mail;

import org.countersign.shared.Rule;

/** What the outbox demands. */
enum MailRule implements Rule {
    WAITS_ALREADY("This mail about %s is waiting to be sent already."),
    NOT_ANY_MORE("%s"),
    GOING_OUT("This mail about %s may be going out at this very moment. Ask again in five minutes (R26).");

    private final String sentence;

    MailRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "mail";
    }

    @Override
    public Refusal refusal() {
        return Refusal.CONFLICT;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
