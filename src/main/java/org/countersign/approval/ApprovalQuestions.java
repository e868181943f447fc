package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
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
 * says, no time counts until the requester has answered (R07). Where the requester has left, others answer in their place, see
 * {@link QuestionRepliers}; whoever is asked in the place of the approver owns the question, or asks one of their own.
 */
@Service
@Transactional
public class ApprovalQuestions {

    private final ApprovalManagement approvals;
    private final ApprovalCycles cycles;
    private final RemarkBook remarks;
    private final QuestionRepliers repliers;
    private final ReminderPlans plans;
    private final AdviceReminders advice;
    private final Organization organization;
    private final ObjectProvider<ApprovalTasks> tasks;
    private final AuditTrail audit;
    private final Clock clock;

    ApprovalQuestions(
            ApprovalManagement approvals,
            ApprovalCycles cycles,
            RemarkBook remarks,
            QuestionRepliers repliers,
            ReminderPlans plans,
            AdviceReminders advice,
            Organization organization,
            ObjectProvider<ApprovalTasks> tasks,
            AuditTrail audit,
            Clock clock) {
        this.approvals = approvals;
        this.cycles = cycles;
        this.remarks = remarks;
        this.repliers = repliers;
        this.plans = plans;
        this.advice = advice;
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
        var earlier = remarks.open(cycle, step, RemarkKind.QUESTION);
        check(
                earlier.isEmpty() || isOfSomebodyElse(cycle, step, earlier.get(), actor),
                ApprovalRule.QUESTION_OPEN,
                organization.nameOf(earlier.flatMap(ApprovalRemark::to).orElse(cycle.requester())),
                document);
        earlier.ifPresent(question -> end(cycle, step, question, actor));
        var plan = plans.of(cycle);
        var concerned = repliers.concerned(cycle);
        var askable = concerned.isEmpty() ? repliers.insteadOfThem(cycle, actor.user()) : concerned;
        var stops = plan.waitsForAnswers() && !askable.isEmpty();
        if (stops) {
            ApprovalManagement.asking(cycle, step).forEach(one -> one.pause(clock.instant()));
        }
        audit.record(event(cycle, step, "approval.question-asked", actor)
                .with("comment", said)
                .with("policyRule", plan.rule())
                .with("policyVersion", plan.policyVersion())
                .with("timeStops", stops));
        var to = concerned.isEmpty() ? repliers.onlyOne(askable).orElse(cycle.requester()) : cycle.requester();
        var question = remarks.write(cycle, step, RemarkKind.QUESTION, actor.user(), to, said);
        if (concerned.isEmpty() && !askable.isEmpty()) {
            question.passTo(to, clock.instant());
            tellOfOthers(cycle, step, question, askable);
        } else {
            remarks.tell(question, ApprovalRemarked.Turn.SAID, cycle, step, actor.user(), askable);
        }
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
     * @throws org.countersign.shared.RuleViolation for everybody but the requester, and those who answer for one who has left
     */
    @Transactional(readOnly = true)
    public Asked asked(String id, Actor actor) {
        var asked = question(id);
        var cycle = cycles.findById(asked.cycle()).orElseThrow(() -> new NotFound("question", id));
        check(repliers.mayReply(cycle, asked, actor.user()), ApprovalRule.ONLY_REQUESTER, cycle.document());
        return new Asked(asked.shown(cycle), cycle.document(), cycle.kind(), cycle.title(), cycle.total());
    }

    /**
     * The requester, or who answers for one who has left, answers a question about a document.
     *
     * @param kind which of {@link ApprovalKind} the document is asked for as
     * @param id of the question
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}, for everybody but the requester too
     * @throws NotFound when there is no such question about a document of this kind
     */
    public Remark answer(DocumentNumber document, String kind, String id, @Nullable String text, Actor actor) {
        var asked = question(id);
        var cycle = cycleOf(asked);
        if (!cycle.document().equals(document) || !cycle.kind().equals(kind)) {
            throw new NotFound("question", id);
        }
        return answer(asked, cycle, text, actor);
    }

    /**
     * The requester, or who answers for one who has left, answers a question.
     *
     * @param id of the question
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}, for everybody but the requester too
     */
    public Remark answer(String id, @Nullable String text, Actor actor) {
        var asked = question(id);
        return answer(asked, cycleOf(asked), text, actor);
    }

    private ApprovalCycle cycleOf(ApprovalRemark asked) {
        return cycles.lock(asked.cycle()).orElseThrow(() -> new NotFound("question", asked.id()));
    }

    private Remark answer(ApprovalRemark asked, ApprovalCycle cycle, @Nullable String text, Actor actor) {
        var document = cycle.document();
        check(repliers.mayReply(cycle, asked, actor.user()), ApprovalRule.ONLY_REQUESTER, document);
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
        remarks.tell(asked, ApprovalRemarked.Turn.ANSWERED, cycle, step, actor.user(), whoWaits(cycle, step, asked));
        return asked.shown(cycle);
    }

    /** Whoever is asked now has asked nothing: their time runs. The question stays, and its answer is theirs too. */
    @EventListener
    void on(ApprovalHandedOver handed) {
        if (handed.escalated()) {
            return;
        }
        var cycle = approvals.cycleOf(handed.step());
        runOn(cycle, cycle.step(handed.step()));
    }

    /** What somebody who leaves was asked goes to others; nobody waits for an answer that nobody can give any more. */
    @EventListener
    void on(PersonChanged changed) {
        if (organization.isActive(changed.user())) {
            return;
        }
        remarks.stepsAwaitingAnswers(changed.user()).forEach(this::passOn);
    }

    /** Steps with an open question; every night each of them is looked at, for people leave by other doors too. */
    @Transactional(readOnly = true)
    List<String> withOpenQuestions() {
        return remarks.stepsWithOpenQuestions();
    }

    /** Has somebody else answer the open question of a step, where those who were asked have left. */
    void passOn(String stepId) {
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        if (!cycle.isPending() || !step.isOpen() || !repliers.concerned(cycle).isEmpty()) {
            return;
        }
        var question = remarks.open(cycle, step, RemarkKind.QUESTION);
        if (question.isEmpty()) {
            ApprovalManagement.asking(cycle, step).forEach(one -> runOn(cycle, one));
            return;
        }
        var open = question.get();
        var before = open.to().orElse(cycle.requester());
        if (!before.equals(cycle.requester()) && organization.isActive(before)) {
            return;
        }
        var others = repliers.insteadOfThem(cycle, open.by());
        if (others.isEmpty()) {
            end(cycle, step, open, Actor.SYSTEM);
            ApprovalManagement.asking(cycle, step).forEach(one -> runOn(cycle, one));
            remarks.tell(open, ApprovalRemarked.Turn.TAKEN_BACK, cycle, step, open.by(), whoWaits(cycle, step, open));
            return;
        }
        var to = repliers.onlyOne(others).orElse(cycle.requester());
        if (open.isPassedOn() && to.equals(before)) {
            return;
        }
        open.passTo(to, clock.instant());
        audit.record(event(cycle, step, "approval.question-passed-on", Actor.SYSTEM)
                .with("question", open.text())
                .with("left", before.value())
                .with("people", others.stream().map(UserId::value).toList()));
        tellOfOthers(cycle, step, open, others);
    }

    private void tellOfOthers(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark question, List<UserId> others) {
        var told = new TreeSet<>(others);
        told.addAll(whoWaits(cycle, step, question));
        remarks.tell(question, ApprovalRemarked.Turn.PASSED_ON, cycle, step, question.by(), told, others);
    }

    /** Whoever asked, or whoever is asked in their place by now. */
    private Collection<UserId> whoWaits(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark question) {
        var left = approvals.peopleLeft(cycle, step);
        return left.contains(question.by()) ? List.of(question.by()) : left;
    }

    /** Whether whoever asked it is not asked any more, and the actor is in their place. */
    private boolean isOfSomebodyElse(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark question, Actor actor) {
        return !question.by().equals(actor.user())
                && !approvals.peopleLeft(cycle, step).contains(question.by());
    }

    private void end(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark question, Actor actor) {
        question.end(clock.instant());
        audit.record(event(cycle, step, "approval.question-ended", actor)
                .with("question", question.text())
                .with("askedBy", question.by().value()));
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
            var plan = plans.of(cycle);
            step.schedule(plan, plans.countFor(step), now, true);
            advice.schedule(cycle, step, plan);
        }
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
