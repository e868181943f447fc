package org.countersign.workflow.blocks;

import org.countersign.shared.Rule;

/** What answers to the steps that analysts add have to keep. */
enum BlockRule implements Rule {
    OBJECTION_NEEDS_A_REASON("Say in the comment what speaks against it. The task stays open.", Refusal.INVALID),
    NOT_THE_OWN_DOCUMENT(
            "Nobody reviews what they asked for themselves (R04). The task stays open.", Refusal.FORBIDDEN);

    private final String sentence;
    private final Refusal refusal;

    BlockRule(String sentence, Refusal refusal) {
        this.sentence = sentence;
        this.refusal = refusal;
    }

    @Override
    public String module() {
        return "workflow";
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
