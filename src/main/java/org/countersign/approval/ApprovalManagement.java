package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.approval.RoutedApproval.DemandedStep;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Who has to agree to a document, and whether an answer counts. The process asks and waits; nothing about eligibility is
 * decided there.
 */
@Service
@Transactional
public class ApprovalManagement {

    private final ApprovalRouting routing;
    private final ApprovalFreezing freezing;
    private final ApprovalEnds ends;
    private final AskedPeople asked;
    private final LevelOpener opener;
    private final EarlierAnswers earlier;
    private final Recipients recipients;
    private final ApprovalCycles cycles;
    private final CurrentCycles current;
    private final ObjectProvider<ApprovalSubjects> subjects;
    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalManagement(
            ApprovalRouting routing,
            ApprovalFreezing freezing,
            ApprovalEnds ends,
            AskedPeople asked,
            LevelOpener opener,
            EarlierAnswers earlier,
            Recipients recipients,
            ApprovalCycles cycles,
            CurrentCycles current,
            ObjectProvider<ApprovalSubjects> subjects,
            Organization organization,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.routing = routing;
        this.freezing = freezing;
        this.ends = ends;
        this.asked = asked;
        this.opener = opener;
        this.earlier = earlier;
        this.recipients = recipients;
        this.cycles = cycles;
        this.current = current;
        this.subjects = subjects;
        this.organization = organization;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks the policy about a document, outside the caller's transaction. Nothing is written.
     *
     * @return the steps demanded, or the failure in words (R03); it never throws for a policy that cannot answer
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public RoutedApproval route(ApprovalSubject subject) {
        return routing.route(subject);
    }

    /**
     * What the policy demands of a document beyond what was answered in its current round.
     *
     * @return the same answer with the further steps alone, or with its failure (R03); empty where nothing is left to ask
     */
    @Transactional(readOnly = true)
    public Optional<RoutedApproval> beyondAnswers(RoutedApproval routed) {
        return FurtherSteps.beyond(current(routed.subject().document()), routed);
    }

    /**
     * Whether what the policy was told of earlier requests of the same requester is still so (R10). The answer stands as long
     * as nobody else can submit for them meanwhile, which is the caller's affair.
     */
    @Transactional(readOnly = true)
    public boolean stillHolds(RoutedApproval routed) {
        return routing.stillHolds(routed);
    }

    /**
     * Looks ahead: asks the policy about a document that is still being written, and who would be asked. Nothing stays,
     * not even in the engine's history of decisions, for nothing was decided.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public ForeseenApproval foresee(ApprovalSubject subject) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return freezing.foresee(subject);
    }

    /**
     * Freezes the policy's answer as a new cycle of the document, in the caller's transaction (R02). An older cycle that
     * is still pending is superseded and stays readable (R09). What a rule approves is approved here and now.
     */
    public void freeze(RoutedApproval routed) {
        freezing.freeze(routed);
    }

    /**
     * Freezes steps that are given and not asked of the policy: a new cycle, in the caller's transaction.
     *
     * @param steps levels from 1; roles as the policy names them, or {@code person:<user>}
     * @throws IllegalArgumentException for an empty list, a level below 1 or an unknown role
     */
    public void freeze(ApprovalSubject subject, List<DemandedStep> steps) {
        freezing.freeze(subject, steps);
    }

    /**
     * Asks the policy again where it gave no steps (R03), and first of all where a document sent back has come in again:
     * then a new cycle begins (R09). Does nothing where the steps are frozen.
     */
    public void routeAgain(DocumentNumber document) {
        freezing.routeAgain(current(document));
    }

    /** Whether the document's steps are there and can be asked. */
    @Transactional(readOnly = true)
    public boolean isPolicyAnswered(DocumentNumber document) {
        var cycle = current(document);
        return cycle.isRouted() && cycle.outcome() != ApprovalOutcome.RETURNED;
    }

    /** What an administrator has to know of a document whose approval nobody can answer (R03). */
    @Transactional(readOnly = true)
    public UnansweredApproval unanswered(DocumentNumber document) {
        var cycle = current(document);
        return new UnansweredApproval(
                document,
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                cycle.baseAmount(),
                cycle.rate(),
                Objects.requireNonNullElseGet(cycle.failure(), () -> Explanation.of(ApprovalStatement.NOT_ASKED_YET)));
    }

    /** Opens the next level whose steps are not answered yet, and finds out who may answer each step. */
    public LevelOpening openNextLevel(DocumentNumber document) {
        var cycle = lockCurrent(document);
        if (cycle.outcome() == ApprovalOutcome.APPROVED) {
            return LevelOpening.NONE_LEFT;
        }
        if (!cycle.isPending() || !cycle.isRouted()) {
            return LevelOpening.UNANSWERABLE;
        }
        cycle.answerable();
        var now = clock.instant();
        while (cycle.openSteps().isEmpty()) {
            var level = cycle.nextLevel();
            if (level.isEmpty()) {
                ends.conclude(cycle, now);
                return LevelOpening.NONE_LEFT;
            }
            var problem = opener.open(cycle, cycle.stepsOf(level.getAsInt()), now);
            if (problem.isPresent()) {
                cycle.unanswerable(problem.get());
                ends.stuck(cycle, problem.get());
                audit.record(ApprovalEnds.because(
                        AuditEvent.of(document, "approval.unanswerable", Actor.SYSTEM)
                                .rule("R03")
                                .with("level", level.getAsInt()),
                        problem.get()));
                return LevelOpening.UNANSWERABLE;
            }
        }
        return LevelOpening.OPENED;
    }

    /** Ids of the steps that are to be asked now, each of them in a task of its own. */
    @Transactional(readOnly = true)
    public List<String> openSteps(DocumentNumber document) {
        return current(document).askedSteps().stream().map(ApprovalStep::id).toList();
    }

    /** Whether nothing is left to be answered at the open level, or the cycle has ended. */
    @Transactional(readOnly = true)
    public boolean isLevelAnswered(DocumentNumber document) {
        return current(document).openSteps().isEmpty();
    }

    /** What the answers so far mean for the document. */
    @Transactional(readOnly = true)
    public ApprovalOutcome outcome(DocumentNumber document) {
        return current(document).outcome();
    }

    /** Everything about an open step that its task shows. */
    @Transactional(readOnly = true)
    public StepQuestion question(String stepId) {
        var cycle = cycleOf(stepId);
        var step = cycle.step(stepId);
        return new StepQuestion(
                stepId,
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                cycle.baseAmount(),
                cycle.rate(),
                cycle.urgency(),
                step.level(),
                step.assignee().orElse(null),
                step.role().kind() == ApprovalRole.Kind.GROUP && !step.isPart()
                        ? step.role().required()
                        : null,
                asking(cycle, step).stream()
                        .map(ApprovalStep::reason)
                        .distinct()
                        .collect(Collectors.joining("; ")),
                asking(cycle, step).stream().map(ApprovalStep::rules).distinct().collect(Collectors.joining(",")),
                cycle.policyVersion(),
                step.reminderDue(),
                Objects.requireNonNullElseGet(step.decideBy(), step::reminderDue),
                step.decidesFor(),
                List.copyOf(step.escalatedTo()),
                Escalation.shown(step, organization),
                Quorum.progress(cycle, step).orElse(null),
                LineAnswers.asked(cycle, asking(cycle, step), organization),
                asking(cycle, step).stream().anyMatch(ApprovalStep::needsComment));
    }

    /** The lines of a document that were rejected in its current round while the rest went on. */
    @Transactional(readOnly = true)
    public List<LinesAsked.Rejected> rejectedLines(DocumentNumber document) {
        return LineAnswers.rejections(current(document), organization);
    }

    /** The steps asked beside one that has rejected lines, whose people have to see it; none where it has not. */
    @Transactional(readOnly = true)
    public List<String> askedBesideRejectedLines(String stepId) {
        var cycle = cycleOf(stepId);
        return cycle.step(stepId).rejectedLines().isEmpty() ? List.of() : openSteps(cycle.document());
    }

    /** Whether somebody was asked in this step, and others were enough meanwhile. */
    @Transactional(readOnly = true)
    public boolean isNotNeeded(String stepId) {
        return cycleOf(stepId).step(stepId).isNotNeeded();
    }

    /**
     * The step's turn has come: its task exists. Tells its people (R06).
     *
     * @param task id of the task in which it is answered; from now on this task answers this step and no other
     */
    public void ask(String stepId, String task) {
        var cycle = lock(stepId);
        var step = cycle.step(stepId);
        if (!step.isOpen() || !cycle.isPending()) {
            return;
        }
        step.askedIn(task);
        var question = question(stepId);
        events.publishEvent(new ApprovalAsked(
                stepId,
                task,
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                recipients.of(cycle, step, peopleLeft(cycle, step)),
                step.level(),
                question.reason(),
                question.rule(),
                step.decideBy(),
                step.onBehalfOf()));
    }

    /**
     * The step that a task answers.
     *
     * @throws NotFound when the task asks for no step
     */
    @Transactional(readOnly = true)
    public String stepAskedIn(String task) {
        return cycles.stepOfTask(task).orElseThrow(() -> new NotFound("approval step of task", task));
    }

    /** Whose answer settled what the task asked, of several who had to agree the last (R27); empty where nobody's did. */
    @Transactional(readOnly = true)
    public Optional<UserId> settledBy(String task) {
        return cycles.stepOfTask(task).flatMap(stepId -> {
            var cycle = cycleOf(stepId);
            var step = cycle.step(stepId);
            if (step.isAnswered()) {
                return step.answeredBy();
            }
            var settling = step.isNotNeeded() ? Quorum.lastAnswer(cycle, step) : cycle.endedBy();
            return settling.flatMap(ApprovalStep::answeredBy);
        });
    }

    /** The task in which an open step is answered; empty where it is answered, or in the task of another step. */
    @Transactional(readOnly = true)
    public Optional<String> taskOf(String stepId) {
        var cycle = cycleOf(stepId);
        var step = cycle.step(stepId);
        return cycle.isPending() && step.isOpen() ? Optional.ofNullable(step.task()) : Optional.empty();
    }

    /**
     * Records one person's answer to an open step (R04, R05, R09, R27).
     *
     * @param comment needed for a rejection and for sending back, and for an approval where the policy says so
     * @return what the answer means for the whole document
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}; the step stays as it is
     */
    public ApprovalOutcome answer(String stepId, Decision decision, @Nullable String comment, Actor actor) {
        return answer(stepId, decision, null, comment, actor);
    }

    /**
     * Records one person's answer to an open step, which may reject some of the lines that it asks about (R04, R05, R09, R27).
     *
     * @param lines numbers of the lines that are rejected, as somebody writes them; null for all that the step asks about
     * @param comment needed for a rejection and for sending back, and for an approval where the policy says so
     * @return what the answer means for the whole document
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}; the step stays as it is
     */
    public ApprovalOutcome answer(
            String stepId, Decision decision, @Nullable String lines, @Nullable String comment, Actor actor) {
        var cycle = lock(stepId);
        var step = cycle.step(stepId);
        mayAnswer(cycle, step, actor.user());
        var said = comment == null || comment.isBlank() ? null : comment.trim();
        check(decision != Decision.REJECT || said != null, ApprovalRule.REASON_NEEDED);
        if (decision == Decision.REJECT) {
            subjects.orderedStream().forEach(port -> port.demandRejectable(cycle.document(), cycle.kind()));
        }
        check(decision != Decision.RETURN || said != null, ApprovalRule.NOTE_NEEDED);

        var now = clock.instant();
        var together = step.onlyCandidate().filter(actor.user()::equals).isPresent()
                        || step.escalatedTo().contains(actor.user())
                ? asking(cycle, step)
                : List.of(step);
        var demanded = decision == Decision.APPROVE && together.stream().anyMatch(ApprovalStep::needsComment);
        check(said != null || !demanded, ApprovalRule.COMMENT_NEEDED, cycle.document());
        var rejected = LineAnswers.rejected(together, decision, lines);
        if (step.escalatedTo().contains(actor.user())) {
            var absent = step.escalatedFor(actor.user());
            together.forEach(one -> one.decidedFor(absent));
        } else if (step.delegate().filter(actor.user()::equals).isPresent()) {
            together.forEach(one -> one.decidedFor(one.decidesFor()));
        }
        together.forEach(one -> LineAnswers.keep(one, rejected));
        step.record(LineAnswers.outcome(step, decision, rejected), actor.user(), said, now);
        audit.record(EarlierAnswers.entry(cycle, step, actor));
        if (cycle.isEveryLineRejected()) {
            together.stream()
                    .filter(other -> !other.id().equals(stepId))
                    .forEach(other -> earlier.count(cycle, other, actor.user(), said, now));
            ends.end(cycle, ApprovalOutcome.REJECTED, actor, said, now);
        } else if (decision == Decision.APPROVE || !rejected.isEmpty()) {
            together.stream()
                    .filter(other -> !other.id().equals(stepId))
                    .forEach(other -> earlier.count(
                            cycle,
                            other,
                            actor.user(),
                            said == null ? "Answered together with the step above (R05)" : said,
                            now));
            Quorum.spare(cycle, step, events);
            earlier.countWhereNobodyIsLeft(cycle, now);
            Quorum.settle(cycle, now, events);
            if (cycle.nextLevel().isEmpty()) {
                ends.conclude(cycle, now);
            } else {
                askOthersWhereNeeded(cycle);
            }
        } else {
            var outcome = decision == Decision.REJECT ? ApprovalOutcome.REJECTED : ApprovalOutcome.RETURNED;
            ends.end(cycle, outcome, actor, said, now);
        }
        return cycle.outcome();
    }

    /**
     * An administrator's decision on an approval that nobody can answer (R03).
     *
     * @param comment needed for a rejection
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}
     */
    public ApprovalOutcome repair(
            DocumentNumber document, RepairDecision decision, @Nullable String comment, Actor actor) {
        check(actor.isIn(Group.ADMINISTRATOR), ApprovalRule.ADMINISTRATORS_REPAIR);
        var cycle = lockCurrent(document);
        check(!actor.user().equals(cycle.requester()), ApprovalRule.REQUESTER_NEVER_APPROVES, document);
        check(cycle.isPending() && cycle.failure() != null, ApprovalRule.NOTHING_TO_REPAIR, document);
        var said = comment == null || comment.isBlank() ? null : comment.trim();
        var now = clock.instant();
        switch (decision) {
            case RETRY ->
                audit.record(ApprovalEnds.because(
                        AuditEvent.of(document, "approval.retried", actor)
                                .rule("R03")
                                .with("cycle", cycle.number())
                                .with("comment", said),
                        cycle.failure()));
            case REJECT -> {
                check(said != null, ApprovalRule.REASON_NEEDED);
                subjects.orderedStream().forEach(port -> port.demandRejectable(document, cycle.kind()));
                cycle.refuse(actor.user(), said, now);
                audit.record(ApprovalEnds.because(
                        AuditEvent.of(document, "approval.rejected", actor)
                                .rule("R03")
                                .with("cycle", cycle.number())
                                .with("comment", said),
                        cycle.failure()));
                ends.tell(cycle, actor.user(), said);
            }
        }
        return cycle.outcome();
    }

    /** The requester takes the document back: its cycle ends, if it is still pending. */
    public void withdraw(DocumentNumber document) {
        current.lock(document).filter(ApprovalCycle::isPending).ifPresent(cycle -> {
            cycle.end(ApprovalOutcome.WITHDRAWN, clock.instant());
            audit.record(
                    AuditEvent.of(document, "approval.withdrawn", Actor.SYSTEM).with("cycle", cycle.number()));
        });
    }

    // ---- answering

    void mayAnswer(ApprovalCycle cycle, ApprovalStep step, UserId by) {
        var document = cycle.document();
        if (step.isAnswered()) {
            check(false, ApprovalRule.ALREADY_DECIDED, document, nameOf(step.answeredBy()));
        }
        if (step.isNotNeeded()) {
            var last = Quorum.lastAnswer(cycle, step).flatMap(ApprovalStep::answeredBy);
            check(false, ApprovalRule.ALREADY_DECIDED, document, nameOf(last));
        }
        var ender = cycle.endedBy();
        if (ender.isPresent()) {
            check(
                    false,
                    ApprovalRule.ALREADY_DECIDED,
                    document,
                    nameOf(ender.get().answeredBy()));
        }
        check(cycle.isPending(), ApprovalRule.WITHDRAWN_MEANWHILE, document);
        check(step.isOpen(), ApprovalRule.STEP_NOT_OPEN, document);
        check(!by.equals(cycle.requester()), ApprovalRule.REQUESTER_NEVER_APPROVES, document);
        var exclusion = cycle.exclusionOf(by);
        check(
                exclusion == null,
                ApprovalRule.EXCLUDED_FROM_APPROVAL,
                document,
                Objects.requireNonNullElse(exclusion, ""));
        check(asked.eligible(cycle, step).contains(by), ApprovalRule.NOT_ASKED, document, waitingFor(step));
        check(!cycle.hasAnswered(by, step), ApprovalRule.ONCE_PER_PERSON, document);
    }

    /** Why this person's answer would be refused now; empty where it would count. */
    Optional<RuleViolation> refusalOf(ApprovalCycle cycle, ApprovalStep step, UserId by) {
        try {
            mayAnswer(cycle, step, by);
            return Optional.empty();
        } catch (RuleViolation refusal) {
            return Optional.of(refusal);
        }
    }

    /** Who may answer an open step and has not answered before. */
    Set<UserId> peopleLeft(ApprovalCycle cycle, ApprovalStep step) {
        return asked.left(cycle, step);
    }

    /** Whether a step wants another person than this one, who has answered before (R05). */
    boolean wantsAnother(ApprovalCycle cycle, ApprovalStep step, UserId person) {
        return asked.hasAnsweredBefore(cycle, step, person);
    }

    /** The open steps that one answer settles: those that the same person alone can answer. */
    static List<ApprovalStep> asking(ApprovalCycle cycle, ApprovalStep step) {
        var only = step.onlyCandidate();
        if (only.isEmpty() || !step.isOpen() || step.needsAnotherPerson()) {
            return List.of(step);
        }
        return cycle.openSteps().stream()
                .filter(other -> other.onlyCandidate().equals(only) && !other.needsAnotherPerson())
                .toList();
    }

    /** Has others asked where somebody is asked for another person's answer who is asked beside it, or has answered. */
    void askOthersWhereNeeded(ApprovalCycle cycle) {
        if (asked.isAnybodyAskedInVain(cycle)) {
            events.publishEvent(new AskedInVain(cycle.id()));
        }
    }

    /** Tells administrators of the open steps that still ask nobody who could answer (R03). */
    void reportAskedInVain(ApprovalCycle cycle) {
        cycle.openSteps().stream()
                .filter(step -> asked.isAskedInVain(cycle, step))
                .forEach(step -> ends.stuck(
                        cycle, Explanation.of(ApprovalStatement.NO_OTHER_PERSON, step.level(), step.rules())));
    }

    // ---- finding

    String waitingFor(ApprovalStep step) {
        return step.assignee()
                .map(organization::nameOf)
                .orElseGet(() -> "group " + step.role().argument());
    }

    private String nameOf(Optional<UserId> user) {
        return user.map(organization::nameOf).orElse("the policy");
    }

    private ApprovalCycle current(DocumentNumber document) {
        return current.of(document).orElseThrow(() -> new NotFound("approval of", document));
    }

    private ApprovalCycle lockCurrent(DocumentNumber document) {
        return current.lock(document).orElseThrow(() -> new NotFound("approval of", document));
    }

    ApprovalCycle cycleOf(String stepId) {
        return findCycleOf(stepId).orElseThrow(() -> new NotFound("approval step", stepId));
    }

    Optional<ApprovalCycle> findCycleOf(String stepId) {
        return ApprovalStep.cycleOf(stepId).flatMap(cycles::findById).filter(cycle -> cycle.has(stepId));
    }

    ApprovalCycle lock(String stepId) {
        return ApprovalStep.cycleOf(stepId)
                .flatMap(cycles::lock)
                .filter(cycle -> cycle.has(stepId))
                .orElseThrow(() -> new NotFound("approval step", stepId));
    }
}
