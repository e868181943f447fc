package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.util.Optional;
import java.util.Set;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes one answer that comes by another door than the task's own form, in one transaction. The question is locked first,
 * so that what is found out about it is what the answer meets.
 */
@Component
class ApprovalDoor {

    private static final int LONGEST_COMMENT = 2000;

    private final ApprovalManagement approvals;
    private final ApprovalCycles cycles;
    private final AnswerTasks tasks;
    private final AnswerSettings settings;
    private final AuditTrail audit;

    ApprovalDoor(
            ApprovalManagement approvals,
            ApprovalCycles cycles,
            AnswerTasks tasks,
            AnswerSettings settings,
            AuditTrail audit) {
        this.approvals = approvals;
        this.cycles = cycles;
        this.tasks = tasks;
        this.settings = settings;
        this.audit = audit;
    }

    /** What a question is about. */
    record About(DocumentNumber document, String title) {}

    /** Refuses a comment that is too long to be kept. @return it, without blanks around; null where nothing was said */
    static @Nullable String checked(@Nullable String comment) {
        var said = comment == null || comment.isBlank() ? null : comment.strip();
        check(said == null || said.length() <= LONGEST_COMMENT, AnswerRule.COMMENT_TOO_LONG, LONGEST_COMMENT);
        return said;
    }

    /**
     * Approves what one task asks, together with others.
     *
     * @throws org.countersign.shared.RuleViolation where the answer is refused; nothing is changed then
     * @throws NotFound where there is no such question that the actor may know of
     */
    @Transactional
    public About approveWithOthers(String task, @Nullable String comment, Actor actor) {
        var stepId = cycles.stepOfTask(task).orElseThrow(() -> new NotFound("approval task", task));
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        if (!mayKnow(cycle, step, actor)) {
            throw new NotFound("approval task", task);
        }
        approvals.mayAnswer(cycle, step, actor.user());
        check(settings.batch().allows(cycle.kind(), cycle.baseAmount()), AnswerRule.ONLY_BY_ITSELF, cycle.document());
        check(tasks.answer(task, Decision.APPROVE, null, comment, actor.user()), AnswerRule.NOT_ASKED_ANY_MORE);
        audit.record(AuditEvent.of(cycle.document(), "approval.answered-with-others", actor)
                .with("cycle", cycle.number())
                .with("level", step.level())
                .with("step", stepId));
        return about(cycle);
    }

    /**
     * Answers a step as the person to whom its link was sent.
     *
     * @param signedIn whether they are signed in; otherwise the link alone has to be enough
     * @throws org.countersign.shared.RuleViolation where the answer is refused; nothing is changed then
     */
    @Transactional
    public void answerByMail(
            String stepId,
            UserId person,
            Decision decision,
            @Nullable String lines,
            @Nullable String comment,
            boolean signedIn) {
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        approvals.mayAnswer(cycle, step, person);
        check(
                signedIn || settings.mailLink().isEnough(cycle.kind(), cycle.baseAmount()),
                AnswerRule.SIGN_IN_FIRST,
                cycle.document());
        var task = step.task();
        check(task != null && tasks.answer(task, decision, lines, comment, person), AnswerRule.NOT_ASKED_ANY_MORE);
        audit.record(AuditEvent.of(cycle.document(), "approval.answered-by-mail-link", new Actor(person, Set.of()))
                .with("cycle", cycle.number())
                .with("level", step.level())
                .with("step", stepId)
                .with("signedIn", signedIn));
    }

    /** What a task asks about, as far as the actor may know of it. */
    @Transactional(readOnly = true)
    public Optional<About> about(String task, Actor actor) {
        return cycles.stepOfTask(task).flatMap(stepId -> {
            var cycle = approvals.cycleOf(stepId);
            return mayKnow(cycle, cycle.step(stepId), actor) ? Optional.of(about(cycle)) : Optional.empty();
        });
    }

    private static About about(ApprovalCycle cycle) {
        return new About(cycle.document(), cycle.title());
    }

    /** Whether the actor learns anything of the question at all. */
    static boolean mayKnow(ApprovalCycle cycle, ApprovalStep step, Actor actor) {
        var user = actor.user();
        return actor.readsEverything()
                || cycle.requester().equals(user)
                || step.asked(user)
                || step.nominal().filter(user::equals).isPresent()
                || step.answeredBy().filter(user::equals).isPresent()
                || step.role().isGroup(actor.groups());
    }
}
