package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.people.PersonChanged;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an approver wants to know of the requester before deciding. The step stays open and unanswered; as the reminder policy
 * says, no time counts until the requester has answered (R07).
 */
@Service
@Transactional
public class ApprovalQuestions {

    private final ApprovalManagement approvals;
    private final ApprovalCycles cycles;
    private final RemarkBook remarks;
    private final ReminderPlans plans;
    private final Organization organization;
    private final ObjectProvider<ApprovalTasks> tasks;
    private final AuditTrail audit;
    private final Clock clock;

    ApprovalQuestions(
            ApprovalManagement approvals,
            ApprovalCycles cycles,
            RemarkBook remarks,
            ReminderPlans plans,
            Organization organization,
            ObjectProvider<ApprovalTasks> tasks,
            AuditTrail audit,
            Clock clock) {
        this.approvals = approvals;
        this.cycles = cycles;
        this.remarks = remarks;
        this.plans = plans;
        this.organization = organization;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks the requester something, as somebody who is asked to answer the task.
     *
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}
     * @throws NotFound when the task asks for no step
     */
    public Remark ask(String task, @Nullable String text, Actor actor) {
        var stepId = approvals.stepAskedIn(task);
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        approvals.mayAnswer(cycle, step, actor.user());
        var said = RemarkBook.needed(text);
        var document = cycle.document();
        check(
                remarks.open(cycle, step, RemarkKind.QUESTION).isEmpty(),
                ApprovalRule.QUESTION_OPEN,
                organization.nameOf(cycle.requester()),
                document);
        var plan = plans.of(cycle);
        var askable = whoAnswers(cycle);
        var stops = plan.waitsForAnswers() && !askable.isEmpty();
        if (stops) {
            ApprovalManagement.asking(cycle, step).forEach(one -> one.pause(clock.instant()));
        }
        audit.record(event(cycle, step, "approval.question-asked", actor)
                .with("comment", said)
                .with("policyRule", plan.rule())
                .with("policyVersion", plan.policyVersion())
                .with("timeStops", stops));
        var question = remarks.write(cycle, step, RemarkKind.QUESTION, actor.user(), cycle.requester(), said);
        remarks.tell(question, ApprovalRemarked.Turn.SAID, cycle, step, actor.user(), askable);
        return question.shown(cycle);
    }

    /**
     * A question, as its requester sees it.
     *
     * @param remark the question, and the answer once there is one
     * @param document about which
     * @param kind its kind, see {@link ApprovalKind}
     * @param title what the document is about
     * @param total net of tax, in the document's currency
     */
    public record Asked(Remark remark, DocumentNumber document, String kind, String title, Money total) {}

    /**
     * A question to the actor.
     *
     * @throws org.countersign.shared.RuleViolation for everybody but the requester
     */
    @Transactional(readOnly = true)
    public Asked asked(String id, Actor actor) {
        var asked = question(id);
        var cycle = cycles.findById(asked.cycle()).orElseThrow(() -> new NotFound("question", id));
        check(mayReply(cycle, actor.user()), ApprovalRule.ONLY_REQUESTER, cycle.document());
        return new Asked(asked.shown(cycle), cycle.document(), cycle.kind(), cycle.title(), cycle.total());
    }

    /**
     * The requester answers a question about a document.
     *
     * @param id of the question
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}, for everybody but the requester too
     * @throws NotFound when there is no such question about the document
     */
    public Remark answer(DocumentNumber document, String id, @Nullable String text, Actor actor) {
        var asked = question(id);
        if (!asked.cycle().startsWith(document + "/")) {
            throw new NotFound("question", id);
        }
        return answer(id, text, actor);
    }

    /**
     * The requester answers a question.
     *
     * @param id of the question
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}, for everybody but the requester too
     */
    public Remark answer(String id, @Nullable String text, Actor actor) {
        var asked = question(id);
        var cycle = cycles.lock(asked.cycle()).orElseThrow(() -> new NotFound("question", id));
        var document = cycle.document();
        check(mayReply(cycle, actor.user()), ApprovalRule.ONLY_REQUESTER, document);
        var step = cycle.step(asked.step().orElseThrow());
        check(asked.isOpen() && cycle.isPending() && step.isOpen(), ApprovalRule.QUESTION_OVER, document);
        var said = RemarkBook.needed(text);
        var now = clock.instant();
        asked.answer(said, actor.user(), now);
        ApprovalManagement.asking(cycle, step).forEach(one -> resume(cycle, one));
        reschedule(step);
        audit.record(event(cycle, step, "approval.question-answered", actor)
                .with("question", asked.text())
                .with("comment", said));
        var left = approvals.peopleLeft(cycle, step);
        remarks.tell(
                asked,
                ApprovalRemarked.Turn.ANSWERED,
                cycle,
                step,
                actor.user(),
                left.contains(asked.by()) ? List.of(asked.by()) : left);
        return asked.shown(cycle);
    }

    /** Whoever is asked now has asked nothing: their time runs. The question stays, and its answer is theirs too. */
    @EventListener
    void on(ApprovalHandedOver handed) {
        var cycle = approvals.cycleOf(handed.step());
        runOn(cycle, cycle.step(handed.step()));
    }

    /** Nobody waits for an answer that nobody can give any more. */
    @EventListener
    void on(PersonChanged changed) {
        if (organization.isActive(changed.user())) {
            return;
        }
        for (var stepId : remarks.stepsAwaitingAnswers(changed.user())) {
            var cycle = approvals.lock(stepId);
            var step = cycle.step(stepId);
            if (!cycle.isPending() || !whoAnswers(cycle).isEmpty()) {
                continue;
            }
            remarks.open(cycle, step, RemarkKind.QUESTION).ifPresent(question -> {
                question.end(clock.instant());
                audit.record(event(cycle, step, "approval.question-ended", Actor.SYSTEM)
                        .with("question", question.text())
                        .with("left", changed.user().value()));
            });
            ApprovalManagement.asking(cycle, step).forEach(one -> runOn(cycle, one));
        }
    }

    private void runOn(ApprovalCycle cycle, ApprovalStep step) {
        if (step.isOpen() && step.isPaused()) {
            resume(cycle, step);
            reschedule(step);
        }
    }

    private void resume(ApprovalCycle cycle, ApprovalStep step) {
        if (step.isPaused()) {
            var now = clock.instant();
            step.resume(now);
            step.schedule(plans.of(cycle), plans.countFor(step), now, true);
        }
    }

    /** Whoever asked for the document, and whoever proposed the change that it is about; those who are there to answer. */
    private List<UserId> whoAnswers(ApprovalCycle cycle) {
        return cycle.barred().stream()
                .filter(person -> mayReply(cycle, person))
                .filter(organization::isActive)
                .toList();
    }

    /** Of a change order nobody is excluded but who proposed it. */
    private static boolean mayReply(ApprovalCycle cycle, UserId person) {
        return person.equals(cycle.requester())
                || cycle.kind().equals(ApprovalKind.CHANGE_ORDER) && cycle.exclusionOf(person) != null;
    }

    private ApprovalRemark question(String id) {
        return remarks.find(id)
                .filter(remark -> remark.kind() == RemarkKind.QUESTION)
                .orElseThrow(() -> new NotFound("question", id));
    }

    private void reschedule(ApprovalStep step) {
        var task = step.task();
        if (task != null) {
            tasks.stream()
                    .forEach(port -> port.reschedule(
                            task,
                            step.id(),
                            step.nextDue(),
                            step.reminderDue(),
                            Objects.requireNonNullElseGet(step.decideBy(), step::reminderDue)));
        }
    }

    private static AuditEvent event(ApprovalCycle cycle, ApprovalStep step, String event, Actor actor) {
        return AuditEvent.of(cycle.document(), event, actor)
                .rule("R07")
                .with("cycle", cycle.number())
                .with("level", step.level());
    }
}
