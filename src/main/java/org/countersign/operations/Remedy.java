package org.countersign.operations;

import java.util.Optional;
import org.countersign.shared.KebabCase;
import org.countersign.shared.Sentence;

/** What operations can do about something stuck, without deciding anything for anybody. */
public enum Remedy implements Sentence {
    /** Have it tried again now. */
    RETRY("Try again"),
    /** Let go on what somebody suspended. */
    RESUMPTION("Resume"),
    /** Give a new time at which it is due. */
    DUE_TIME("New due time"),
    /** Ask another person or group. */
    REASSIGNMENT("Ask somebody else"),
    /** Send the mail again, with the same Message-ID (R26). */
    RESEND("Send again"),
    /** Remind those whose it is, by mail. */
    REMINDER("Remind"),
    /** Take a report off the list whose cause is gone. */
    SETTLEMENT("Mark as settled"),
    /** Bring document and process together again. */
    RECONCILIATION("Reconcile");

    private final String label;

    Remedy(String label) {
        this.label = label;
    }

    @Override
    public String module() {
        return "operations";
    }

    /** What it is called. */
    @Override
    public String sentence() {
        return label;
    }

    @Override
    public String key() {
        return "statement.operations.remedy." + name();
    }

    /** As addresses call it: {@code due-time}. */
    public String id() {
        return KebabCase.of(this);
    }

    /** The remedy of an id or a constant's name. */
    public static Optional<Remedy> of(String text) {
        return KebabCase.find(Remedy.class, text);
    }
}
