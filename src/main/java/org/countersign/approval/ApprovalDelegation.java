package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.people.Person;
import org.countersign.people.PersonChanged;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands one task to somebody: to decide it, or to say what they think of it (R04, R05, R08). Whoever decides on delegation
 * has to have the right to, and the record names both.
 */
@Service
@Transactional
public class ApprovalDelegation {

    private final ApprovalManagement approvals;
    private final Approvers approvers;
    private final StandIns standIns;
    private final RemarkBook remarks;
    private final ReminderPlans plans;
    private final AdviceReminders reminders;
    private final Organization organization;
    private final ObjectProvider<ApprovalTasks> tasks;
    private final AuditTrail audit;
    private final Clock clock;

    ApprovalDelegation(
            ApprovalManagement approvals,
            Approvers approvers,
            StandIns standIns,
            RemarkBook remarks,
            ReminderPlans plans,
            AdviceReminders reminders,
            Organization organization,
            ObjectProvider<ApprovalTasks> tasks,
            AuditTrail audit,
            Clock clock) {
        this.approvals = approvals;
        this.approvers = approvers;
        this.standIns = standIns;
        this.remarks = remarks;
        this.plans = plans;
        this.reminders = reminders;
        this.organization = organization;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Hands a task that the actor is asked to answer to somebody else.
     *
     * @param to user name, e-mail address or full name
     * @param mode what they are to do
     * @param comment what the actor says to it; may be left out
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}; everything stays as it is
     * @throws org.countersign.shared.NotFound when the task asks for no step
     */
    public Remark delegate(
            String task, @Nullable String to, DelegationMode mode, @Nullable String comment, Actor actor) {
        var stepId = approvals.stepAskedIn(task);
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        approvals.mayAnswer(cycle, step, actor.user());
        var said = RemarkBook.words(comment);
        var person = named(to);
        mayHelp(cycle, step, person, actor.user());
        var awaited = remarks.open(cycle, step, RemarkKind.ADVICE);
        return switch (mode) {
            case DECIDE -> {
                mayDecide(cycle, step, person, actor.user());
                awaited.ifPresent(advice -> over(cycle, step, advice, actor, Set.of()));
                yield decide(cycle, step, person, said, actor);
            }
            case ADVISE -> {
                // They have the task already, and would lose it with the advice.
                check(
                        !step.escalatedTo().contains(person)
                                && step.onlyCandidate().filter(person::equals).isEmpty(),
                        ApprovalRule.DELEGATE_IS_ASKED,
                        organization.nameOf(person),
                        cycle.document());
                check(
                        awaited.isEmpty(),
                        ApprovalRule.ADVICE_AWAITED,
                        cycle.document(),
                        awaited.flatMap(ApprovalRemark::to)
                                .map(organization::nameOf)
                                .orElse(""));
                yield askForAdvice(cycle, step, person, said, actor);
            }
        };
    }

    /** Takes back what was handed out and is not done: the delegation, or the wish for advice. */
    public void takeBack(String task, Actor actor) {
        takeBackOf(approvals.stepAskedIn(task), actor);
    }

    /**
     * Takes back what a remark handed out.
     *
     * @throws NotFound when there is no such remark about the document
     */
    public void takeBack(DocumentNumber document, String remark, Actor actor) {
        var step = remarks.find(remark)
                .flatMap(ApprovalRemark::step)
                .filter(about -> about.startsWith(document + "/"))
                .orElseThrow(() -> new NotFound("delegation", remark));
        takeBackOf(step, actor);
    }

    private void takeBackOf(String stepId, Actor actor) {
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        check(cycle.isPending() && step.isOpen(), ApprovalRule.NOTHING_HANDED_OUT, cycle.document());
        var advice = remarks.open(cycle, step, RemarkKind.ADVICE);
        if (advice.isPresent()) {
            check(
                    advice.get().by().equals(actor.user())
                            || approvals.peopleLeft(cycle, step).contains(actor.user()),
                    ApprovalRule.NOT_YOURS_TO_TAKE_BACK,
                    organization.nameOf(advice.get().by()));
            endAdvice(cycle, step, advice.get(), actor);
            return;
        }
        check(step.delegate().isPresent(), ApprovalRule.NOTHING_HANDED_OUT, cycle.document());
        var by = step.delegatedBy().orElseThrow();
        check(by.equals(actor.user()), ApprovalRule.NOT_YOURS_TO_TAKE_BACK, organization.nameOf(by));
        var delegate = step.delegate().orElseThrow();
        for (var one : ApprovalManagement.asking(cycle, step)) {
            one.takeBack();
        }
        hand(step, by);
        audit.record(event(cycle, step, "approval.delegation-taken-back", actor)
                .changed("assignee", delegate.value(), by.value()));
        remarks.open(cycle, step, RemarkKind.DELEGATION).ifPresent(delegation -> {
            delegation.end(clock.instant());
            remarks.tell(delegation, ApprovalRemarked.Turn.TAKEN_BACK, cycle, step, actor.user(), List.of(delegate));
        });
        approvals.askOthersWhereNeeded(cycle);
    }

    /**
     * Says what the actor thinks, as they were asked to. The task goes back to whoever asked.
     *
     * @throws org.countersign.shared.RuleViolation of an {@link ApprovalRule}, for everybody who was not asked for it
     */
    public void advise(String task, @Nullable String text, Actor actor) {
        var stepId = approvals.stepAskedIn(task);
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        var advice = remarks.open(cycle, step, RemarkKind.ADVICE)
                .filter(open -> open.to().filter(actor.user()::equals).isPresent())
                .filter(open -> cycle.isPending() && step.isOpen())
                .orElse(null);
        check(advice != null, ApprovalRule.ADVICE_NOT_ASKED, cycle.document());
        var said = RemarkBook.needed(text);
        var open = Objects.requireNonNull(advice);
        open.answer(said, actor.user(), clock.instant());
        var askers = giveBack(cycle, step, open);
        audit.record(event(cycle, step, "approval.advised", actor)
                .with("for", open.by().value())
                .with("comment", said));
        remarks.tell(open, ApprovalRemarked.Turn.ANSWERED, cycle, step, actor.user(), askers);
    }

    /** What the actor handed out of a task, and could take back. */
    @Transactional(readOnly = true)
    public Optional<Remark> handedOutBy(String task, Actor actor) {
        var stepId = approvals.stepAskedIn(task);
        var cycle = approvals.cycleOf(stepId);
        var step = cycle.step(stepId);
        return Stream.of(RemarkKind.ADVICE, RemarkKind.DELEGATION)
                .flatMap(kind -> remarks.open(cycle, step, kind).stream())
                .filter(remark -> remark.by().equals(actor.user()))
                .map(remark -> remark.shown(cycle))
                .filter(Remark::open)
                .findFirst();
    }

    /** Where the task has gone to somebody else, nobody waits for advice that another asked for. */
    @EventListener
    void on(ApprovalHandedOver handed) {
        if (handed.escalated()) {
            return;
        }
        var cycle = approvals.cycleOf(handed.step());
        var step = cycle.step(handed.step());
        remarks.open(cycle, step, RemarkKind.ADVICE)
                .ifPresent(advice -> over(cycle, step, advice, Actor.SYSTEM, Set.of()));
    }

    /** Whoever leaves gives no advice any more: the task goes back to whoever asked for it. */
    @EventListener
    void on(PersonChanged changed) {
        if (organization.isActive(changed.user())) {
            return;
        }
        for (var stepId : remarks.stepsAwaitingAdviceOf(changed.user())) {
            var cycle = approvals.lock(stepId);
            var step = cycle.step(stepId);
            if (cycle.isPending() && step.isOpen()) {
                remarks.open(cycle, step, RemarkKind.ADVICE)
                        .ifPresent(advice -> endAdvice(cycle, step, advice, Actor.SYSTEM));
            }
        }
    }

    private Remark decide(ApprovalCycle cycle, ApprovalStep step, UserId person, @Nullable String said, Actor actor) {
        var now = clock.instant();
        var from = actor.user();
        for (var one : ApprovalManagement.asking(cycle, step)) {
            one.delegate(person, from, now);
            one.schedule(plans.of(cycle), plans.countFor(one), now, !one.isPaused());
        }
        hand(step, person);
        audit.record(event(cycle, step, "approval.delegated", actor)
                .changed("assignee", from.value(), person.value())
                .with("to", person.value())
                .with("comment", said));
        var delegation = remarks.write(cycle, step, RemarkKind.DELEGATION, from, person, said);
        remarks.tell(delegation, ApprovalRemarked.Turn.SAID, cycle, step, from, List.of(person));
        approvals.askOthersWhereNeeded(cycle);
        return delegation.shown(cycle);
    }

    private Remark askForAdvice(
            ApprovalCycle cycle, ApprovalStep step, UserId person, @Nullable String said, Actor actor) {
        var task = step.task();
        if (task == null || tasks.stream().noneMatch(port -> port.lend(task, person))) {
            throw new RuleViolation(ApprovalRule.STEP_NOT_OPEN, cycle.document());
        }
        audit.record(event(cycle, step, "approval.advice-asked", actor)
                .with("to", person.value())
                .with("comment", said));
        var advice = remarks.write(cycle, step, RemarkKind.ADVICE, actor.user(), person, said);
        var due = step.reminderDue();
        reminders.schedule(cycle, step, plans.of(cycle));
        if (step.reminderDue().isBefore(due)) {
            tasks.stream()
                    .forEach(port -> port.reschedule(
                            task,
                            step.id(),
                            step.nextDue(),
                            step.reminderDue(),
                            Objects.requireNonNullElseGet(step.decideBy(), step::reminderDue)));
        }
        remarks.tell(advice, ApprovalRemarked.Turn.SAID, cycle, step, actor.user(), List.of(person));
        return advice.shown(cycle);
    }

    private void endAdvice(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark advice, Actor actor) {
        var askers = giveBack(cycle, step, advice);
        over(cycle, step, advice, actor, actor.isSystem() ? askers : Set.of());
    }

    /** Nobody waits for the advice any more: the adviser learns it, and others who have to. */
    private void over(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark advice, Actor actor, Set<UserId> others) {
        advice.end(clock.instant());
        audit.record(event(cycle, step, "approval.advice-taken-back", actor)
                .with("to", advice.to().map(UserId::value).orElse("")));
        var told = new TreeSet<>(others);
        advice.to().filter(organization::isActive).ifPresent(told::add);
        remarks.tell(advice, ApprovalRemarked.Turn.TAKEN_BACK, cycle, step, actor.user(), told);
    }

    /** Back to whoever asked, or to whoever is asked in their place by now. @return who is to learn it */
    private Set<UserId> giveBack(ApprovalCycle cycle, ApprovalStep step, ApprovalRemark advice) {
        var left = approvals.peopleLeft(cycle, step);
        var asker = left.contains(advice.by()) ? advice.by() : step.assignee().orElse(null);
        var holder = step.escalatedTo().isEmpty() ? asker : null;
        var task = step.task();
        if (task != null) {
            advice.to().ifPresent(adviser -> {
                var stays = step.escalatedTo().contains(adviser)
                        || step.role().kind() != ApprovalRole.Kind.GROUP && left.contains(adviser);
                tasks.stream().forEach(port -> port.giveBack(task, holder, adviser, stays));
            });
        }
        return asker == null ? left : Set.of(asker);
    }

    private void hand(ApprovalStep step, UserId to) {
        var task = step.task();
        check(
                task != null
                        && tasks.stream()
                                .anyMatch(port -> port.handOver(task, to, step.decidesFor(), step.escalatedTo())),
                ApprovalRule.STEP_NOT_OPEN,
                step.id());
    }

    /** The one person who is meant. */
    private UserId named(@Nullable String to) {
        check(to != null && !to.isBlank(), ApprovalRule.DELEGATE_NEEDED);
        var text = String.valueOf(to).strip();
        var found = organization.named(text);
        check(!found.isEmpty(), ApprovalRule.DELEGATE_UNKNOWN, text);
        check(
                found.size() == 1,
                ApprovalRule.DELEGATE_AMBIGUOUS,
                text,
                found.stream().limit(5).map(UserId::value).collect(Collectors.joining(", ")));
        return found.get(0);
    }

    /** What whoever decides or advises has to keep. */
    private void mayHelp(ApprovalCycle cycle, ApprovalStep step, UserId person, UserId by) {
        var document = cycle.document();
        check(!person.equals(by), ApprovalRule.DELEGATE_IS_ONESELF);
        var name = organization.nameOf(person);
        check(organization.isActive(person), ApprovalRule.DELEGATE_UNKNOWN, person);
        check(!person.equals(cycle.requester()), ApprovalRule.DELEGATE_IS_REQUESTER, name, document);
        var exclusion = cycle.exclusionOf(person);
        check(
                exclusion == null,
                ApprovalRule.DELEGATE_EXCLUDED,
                name,
                document,
                Objects.requireNonNullElse(exclusion, ""));
        check(standIns.mayStandIn(person), ApprovalRule.DELEGATE_WITHOUT_RIGHT, name);
        check(!cycle.answerers().contains(person), ApprovalRule.DELEGATE_HAS_ANSWERED, name, document);
        check(person.equals(approvers.of(person, Asking.of(cycle)).person()), ApprovalRule.DELEGATE_AWAY, name);
        check(
                cycle.openSteps().stream()
                        .filter(open -> !open.id().equals(step.id()))
                        .noneMatch(open ->
                                open.onlyCandidate().filter(person::equals).isPresent()
                                        || isNeededFor(cycle, open, person)),
                ApprovalRule.DELEGATE_IS_ASKED,
                name,
                document);
    }

    /** Whether nobody but this person could give another person's answer. */
    private boolean isNeededFor(ApprovalCycle cycle, ApprovalStep open, UserId person) {
        return open.needsAnotherPerson() && approvals.peopleLeft(cycle, open).equals(Set.of(person));
    }

    /** What only whoever decides has to keep. */
    private void mayDecide(ApprovalCycle cycle, ApprovalStep step, UserId person, UserId by) {
        check(
                !approvals.wantsAnother(cycle, step, person),
                ApprovalRule.DELEGATE_HAS_ANSWERED,
                organization.nameOf(person),
                cycle.document());
        var document = cycle.document();
        check(
                step.delegate().filter(by::equals).isEmpty(),
                ApprovalRule.DELEGATED_ALREADY,
                document,
                step.delegatedBy().map(organization::nameOf).orElse(""));
        check(!step.escalatedTo().contains(by), ApprovalRule.ESCALATED_IS_NOT_DELEGATED, document);
        check(
                step.onlyCandidate().filter(person::equals).isEmpty()
                        && !step.escalatedTo().contains(person),
                ApprovalRule.DELEGATE_IS_ASKED,
                organization.nameOf(person),
                document);
        ApprovalManagement.asking(cycle, step).forEach(one -> hasTheRight(cycle, one.role(), person));
    }

    private void hasTheRight(ApprovalCycle cycle, ApprovalRole role, UserId person) {
        if (role.kind() == ApprovalRole.Kind.GROUP) {
            check(
                    organization.groupsOf(person).contains(role.required()),
                    ApprovalRule.DELEGATE_NOT_IN_GROUP,
                    cycle.document(),
                    role.required(),
                    organization.nameOf(person));
        }
        var amount = cycle.baseAmount();
        if (role.kind() == ApprovalRole.Kind.MANAGER_WITHIN_LIMIT && amount != null) {
            check(
                    organization
                            .person(person)
                            .map(Person::approvalLimit)
                            .filter(limit -> limit.compareTo(amount) >= 0)
                            .isPresent(),
                    ApprovalRule.DELEGATE_LIMIT,
                    organization.nameOf(person),
                    cycle.document());
        }
    }

    private static AuditEvent event(ApprovalCycle cycle, ApprovalStep step, String event, Actor actor) {
        return AuditEvent.of(cycle.document(), event, actor)
                .rule("R08")
                .with("cycle", cycle.number())
                .with("level", step.level())
                .with("role", step.role().toString());
    }
}
