package org.countersign.approval;

import org.countersign.shared.Rule;

/** What an answer has to keep. */
public enum ApprovalRule implements Rule {
    REQUESTER_NEVER_APPROVES(
            Refusal.FORBIDDEN,
            "You asked for %s yourself; whoever asks never decides on it, whatever their rank (R04)."),
    EXCLUDED_FROM_APPROVAL(Refusal.FORBIDDEN, "You must not decide on %s: %s."),
    ONCE_PER_PERSON(Refusal.CONFLICT, "You have answered %s in this round already; one person answers once (R05)."),
    NOT_ASKED(Refusal.FORBIDDEN, "This step of %s is not yours: it waits for %s."),
    STEP_NOT_OPEN(Refusal.CONFLICT, "This step of %s is not open: its turn has not come."),
    ALREADY_DECIDED(Refusal.CONFLICT, "%s: already decided by %s (R27)."),
    WITHDRAWN_MEANWHILE(Refusal.CONFLICT, "%s is not in approval any more: it was withdrawn or submitted anew (R27)."),
    REASON_NEEDED(Refusal.INVALID, "A rejection needs a reason: write it as the comment (R09)."),
    NOTE_NEEDED(Refusal.INVALID, "Sending back needs a note on what to change: write it as the comment (R09)."),
    NOTHING_TO_REPAIR(Refusal.CONFLICT, "The approval of %s needs no repair."),
    ADMINISTRATORS_REPAIR(Refusal.FORBIDDEN, "Approvals are repaired by administrators (R03).");

    private final Refusal refusal;
    private final String sentence;

    ApprovalRule(Refusal refusal, String sentence) {
        this.refusal = refusal;
        this.sentence = sentence;
    }

    @Override
    public String module() {
        return "approval";
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
