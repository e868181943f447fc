package org.countersign.models;

import org.countersign.shared.Rule;

/** What a request about models can break. */
public enum ModelRule implements Rule {
    /** A file that is none. */
    FILE_UNREADABLE(Refusal.INVALID, "The file of %s cannot be read: %s."),
    /** Two models that have nothing in common. */
    ONLY_VERSIONS_OF_ONE_MODEL(
            Refusal.INVALID, "Only versions of one model can be compared, and %s is no version of it."),
    /** A kind that there is not. */
    UNKNOWN_KIND(Refusal.INVALID, "A model is a process, a decision or a form, and no %s."),
    /** Nothing to draw. */
    ONLY_PROCESSES_ARE_DRAWN(Refusal.INVALID, "Only a process has a diagram, and %s is none.");

    private final Refusal refusal;
    private final String sentence;

    ModelRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public String module() {
        return "models";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
