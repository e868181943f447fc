package org.countersign.mail;

import org.countersign.shared.Rule;

/** What the outbox demands. */
enum MailRule implements Rule {
    NO_REASON(Refusal.INVALID, "How is it known that the mail arrived? Look at the fields."),
    NOT_UNCERTAIN("It is known whether this mail about %s went out: nothing is to be confirmed."),
    WAITS_ALREADY("This mail about %s is waiting to be sent already."),
    NOT_ANY_MORE("%s"),
    GOING_OUT("This mail about %s may be going out at this very moment. Ask again in five minutes (R26).");

    private final Refusal refusal;
    private final String sentence;

    MailRule(String sentence) {
        this(Refusal.CONFLICT, sentence);
    }

    MailRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "mail";
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
