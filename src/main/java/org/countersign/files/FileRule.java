package org.countersign.files;

import org.countersign.shared.Rule;

/** What is demanded of files. */
public enum FileRule implements Rule {
    /** Nothing is in it. */
    EMPTY_FILE(Refusal.INVALID, "%s is empty. Nothing was stored."),
    /** It has more bytes than configured. */
    FILE_TOO_LARGE(Refusal.INVALID, "%s is larger than %s MB, which is the most that is taken. Nothing was stored."),
    /** It is none of the types that are taken. */
    TYPE_NOT_TAKEN(
            Refusal.INVALID,
            "By its content, %s is not a kind of file that is taken here. Taken: %s. Nothing was stored."),
    /** The scanner found something. */
    FILE_INFECTED(Refusal.INVALID, "The virus scanner refuses %s (%s). Nothing was stored."),
    /** The scanner cannot say whether it is harmless. */
    SCANNER_UNREACHABLE(
            Refusal.UNAVAILABLE,
            "The virus scanner cannot be reached at the moment, so %s was not stored. Try again in a few minutes.");

    private final Refusal refusal;
    private final String sentence;

    FileRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "files";
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
