package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Instant;
import org.countersign.approval.AnswerLinks.Link;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers that come by the link of a mail. The link says who and what; whether the answer counts is checked as for any other
 * (R04, R05, R27).
 */
@Service
public class MailAnswers {

    private final AnswerLinks links;
    private final AnswerSettings settings;
    private final ApprovalDoor door;
    private final ApprovalManagement approvals;

    MailAnswers(AnswerLinks links, AnswerSettings settings, ApprovalDoor door, ApprovalManagement approvals) {
        this.links = links;
        this.settings = settings;
        this.door = door;
        this.approvals = approvals;
    }

    /** What somebody finds who follows a link. */
    public sealed interface Found {

        /** The question, which waits for the person's answer. */
        record Open(StepQuestion question, UserId person, String task) implements Found {}

        /** The person has answered. */
        record Used(
                StepQuestion question,
                String outcome,
                @Nullable Instant at) implements Found {}

        /** Nothing can be answered here any more, and why; the task is there while the question is open. */
        record Refused(RuleViolation why, @Nullable String task) implements Found {}

        /** The time of the link is over; the question may still be open in its task. */
        record Expired(@Nullable String task) implements Found {}

        /** The link is for another person than the one who is signed in. */
        record Foreign() implements Found {}

        /** It is no link of ours. */
        record Unknown() implements Found {}
    }

    /**
     * Whether the link alone is enough, without signing in: only where the administrator allows it for small amounts. A link
     * that was not drawn here, or has expired, is never enough, so that nobody learns anything from trying.
     */
    @Transactional(readOnly = true)
    public boolean isEnough(String token) {
        if (settings.mailLink().withoutSignInUpTo().signum() <= 0) {
            return false;
        }
        return links.read(token)
                .filter(link -> !link.expired())
                .flatMap(link -> approvals.findCycleOf(link.step()))
                .filter(cycle -> settings.mailLink().isEnough(cycle.kind(), cycle.baseAmount()))
                .isPresent();
    }

    /**
     * What a link leads to. Nothing is changed by looking.
     *
     * @param signedIn who looks; null where the link alone has to be enough
     */
    @Transactional(readOnly = true)
    public Found look(String token, @Nullable Actor signedIn) {
        var link = links.read(token).orElse(null);
        if (link == null) {
            return new Found.Unknown();
        }
        if (!isFor(link, token, signedIn)) {
            return new Found.Foreign();
        }
        var cycle = approvals.findCycleOf(link.step()).orElse(null);
        if (cycle == null) {
            return new Found.Unknown();
        }
        var step = cycle.step(link.step());
        if (step.answeredBy().filter(link.person()::equals).isPresent()) {
            return new Found.Used(approvals.question(link.step()), String.valueOf(step.outcome()), step.answeredAt());
        }
        var task = step.isOpen() && cycle.isPending() ? step.task() : null;
        if (link.expired()) {
            return new Found.Expired(task);
        }
        var refusal = approvals.refusalOf(cycle, step, link.person());
        if (refusal.isPresent()) {
            return new Found.Refused(refusal.get(), task);
        }
        return task == null
                ? new Found.Refused(new RuleViolation(AnswerRule.NOT_ASKED_ANY_MORE), null)
                : new Found.Open(approvals.question(link.step()), link.person(), task);
    }

    /**
     * Answers the step of a link, as its person.
     *
     * @param lines numbers of the lines that are rejected, as they were written; null or blank for all that is asked about
     * @param signedIn who answers; null where the link alone has to be enough
     * @throws RuleViolation where the answer is refused; nothing is changed then
     */
    public void answer(
            String token,
            Decision decision,
            @Nullable String lines,
            @Nullable String comment,
            @Nullable Actor signedIn) {
        var link = links.read(token).orElseThrow(() -> new RuleViolation(AnswerRule.NO_LINK));
        check(isFor(link, token, signedIn), AnswerRule.NO_LINK);
        check(!link.expired(), AnswerRule.LINK_EXPIRED);
        // A page has one button for each decision beside the field for lines, which belongs to the rejection alone.
        var named = decision == Decision.REJECT ? lines : null;
        door.answerByMail(link.step(), link.person(), decision, named, ApprovalDoor.checked(comment), signedIn != null);
    }

    private boolean isFor(Link link, String token, @Nullable Actor signedIn) {
        return signedIn == null ? isEnough(token) : signedIn.user().equals(link.person());
    }
}
