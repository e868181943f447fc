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
    COMMENT_NEEDED(
            Refusal.INVALID, "The approval policy wants a comment with an approval of %s: write why you approve it."),
    NOTE_NEEDED(Refusal.INVALID, "Sending back needs a note on what to change: write it as the comment (R09)."),
    LINES_NOT_READ(Refusal.INVALID, "\"%s\" names no lines: write their numbers, for example 2, 4."),
    LINES_NOT_YOURS(
            Refusal.INVALID,
            "Lines can be rejected alone only where you are asked about them and the policy allows it. These are not: %s."),
    LINES_ONLY_REJECTED(Refusal.INVALID, "Lines are named for a rejection alone: choose it, or leave the lines out."),
    NOTHING_TO_REPAIR(Refusal.CONFLICT, "The approval of %s needs no repair."),
    ADMINISTRATORS_REPAIR(Refusal.FORBIDDEN, "Approvals are repaired by administrators (R03)."),
    REROUTING_NEEDS_REASON(
            Refusal.INVALID,
            "Say in at most 2000 characters why it shall go through the policy in force: it is recorded."),
    NOTHING_TO_REROUTE(
            Refusal.CONFLICT,
            "%s has its steps from the policy in force already, or is not in approval any more: nothing was changed."),
    NOBODY_IS_ASKED_NOW(Refusal.CONFLICT, "Nobody is asked about %s at this moment. Try again in a minute."),
    POLICY_GIVES_NO_STEPS(
            Refusal.CONFLICT, "The policy in force names nobody for %s, so it keeps the steps that it has. %s"),
    WORDS_NEEDED(Refusal.INVALID, "Please write a few words."),
    WORDS_TOO_LONG(Refusal.INVALID, "These are too many words: at most 2000 characters, please."),
    DELEGATION_INCOMPLETE(Refusal.INVALID, "This task cannot be handed out like that."),
    DELEGATE_NEEDED(Refusal.INVALID, "Say to whom: a user name, an e-mail address or a full name."),
    DELEGATE_UNKNOWN(
            Refusal.INVALID,
            "\"%s\" is nobody who is active here. Give a user name, an e-mail address or a full name."),
    DELEGATE_AMBIGUOUS(Refusal.INVALID, "\"%s\" may be any of these: %s. Give the user name."),
    DELEGATE_IS_ONESELF(Refusal.INVALID, "You are asked yourself: name somebody else."),
    DELEGATE_IS_REQUESTER(
            Refusal.FORBIDDEN,
            "%s asked for %s; whoever asks neither decides nor advises on it, whatever their rank (R04)."),
    DELEGATE_EXCLUDED(Refusal.FORBIDDEN, "%s must not decide on %s: %s."),
    DELEGATE_WITHOUT_RIGHT(
            Refusal.FORBIDDEN, "%s decides nothing: auditors and operations read and repair, and no more (R08)."),
    DELEGATE_NOT_IN_GROUP(
            Refusal.FORBIDDEN,
            "This step of %s is for the group %s, and %s is not in it. Ask for advice instead (R08)."),
    DELEGATE_LIMIT(Refusal.FORBIDDEN, "The approval limit of %s does not cover %s. Ask for advice instead (R08)."),
    DELEGATE_HAS_ANSWERED(Refusal.CONFLICT, "%s has answered %s in this round already; one person answers once (R05)."),
    DELEGATE_IS_ASKED(Refusal.CONFLICT, "%s is asked about %s already; one person answers once (R05)."),
    DELEGATE_AWAY(Refusal.CONFLICT, "%s is away. Name somebody who is there (R08)."),
    DELEGATED_ALREADY(
            Refusal.CONFLICT,
            "You decide on %s for %s, and cannot hand that on. Decide, or ask somebody for advice (R08)."),
    ESCALATED_IS_NOT_DELEGATED(
            Refusal.CONFLICT,
            "You are asked about %s because nobody answered in time. Decide, or ask somebody for advice (R07)."),
    ADVICE_AWAITED(Refusal.CONFLICT, "The advice of somebody on %s is awaited already: %s."),
    ADVICE_NOT_ASKED(Refusal.FORBIDDEN, "Nobody waits for your advice on %s."),
    NOTHING_HANDED_OUT(Refusal.CONFLICT, "Nothing of this step of %s is handed out: there is nothing to take back."),
    NOT_YOURS_TO_TAKE_BACK(Refusal.FORBIDDEN, "Only whoever handed it out takes it back: %s."),
    QUESTION_OPEN(Refusal.CONFLICT, "%s has not answered the last question about %s yet."),
    QUESTION_OVER(Refusal.CONFLICT, "Nobody waits for this answer any more: it was given, or %s is decided."),
    ONLY_REQUESTER(Refusal.FORBIDDEN, "Only whoever asked for %s does this."),
    NOT_IN_APPROVAL(Refusal.CONFLICT, "%s is not in approval."),
    NOBODY_ASKED_NOW(Refusal.CONFLICT, "Nobody is asked about %s at this moment, so nobody can be reminded."),
    ANSWER_FIRST(Refusal.CONFLICT, "Your own answer about %s is waited for: answer the question first."),
    REMINDED_TODAY(
            Refusal.CONFLICT,
            "The approvers of %s were reminded today already; you can remind them again tomorrow (R07).");

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
