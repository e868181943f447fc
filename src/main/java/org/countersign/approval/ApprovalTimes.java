package org.countersign.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What time does to an unanswered step (R07): reminders, escalation, expiry. The process waits for {@link #nextDue} and then
 * asks what is due; each time the policy is asked anew, so that a changed one reaches steps that are open already. A step
 * that is answered, withdrawn or superseded is left alone.
 */
@Service
@Transactional
public class ApprovalTimes {

    private final ApprovalManagement approvals;
    private final ApprovalEnds ends;
    private final ReminderPlans plans;
    private final Escalation escalation;
    private final Recipients recipients;
    private final TaskHolders holders;
    private final AdviceReminders advice;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalTimes(
            ApprovalManagement approvals,
            ApprovalEnds ends,
            ReminderPlans plans,
            Escalation escalation,
            Recipients recipients,
            TaskHolders holders,
            AdviceReminders advice,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.approvals = approvals;
        this.ends = ends;
        this.plans = plans;
        this.escalation = escalation;
        this.recipients = recipients;
        this.holders = holders;
        this.advice = advice;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** When the step is reminded, escalated or expires next, whichever comes first. */
    @Transactional(readOnly = true)
    public Instant nextDue(String stepId) {
        return approvals.cycleOf(stepId).step(stepId).nextDue();
    }

    /** Whether the policy as it stands now wants the step to be escalated now. */
    @Transactional(readOnly = true)
    public boolean isEscalationDue(String stepId) {
        var cycle = approvals.cycleOf(stepId);
        var step = cycle.step(stepId);
        return waits(cycle, step) && isPast(escalationOf(plans.of(cycle), step));
    }

    /** Whether the policy as it stands now wants the step to expire now. */
    @Transactional(readOnly = true)
    public boolean isExpiryDue(String stepId) {
        var cycle = approvals.cycleOf(stepId);
        var step = cycle.step(stepId);
        return waits(cycle, step)
                && plans.of(cycle)
                        .expires(step.expiryCountedFrom(), plans.countFor(step))
                        .filter(this::isPast)
                        .isPresent();
    }

    /**
     * Reminds the people of a step, and whoever is to advise them, if a reminder is due, and sets what comes next. Of several
     * people whoever has taken the task is reminded alone.
     */
    public void remind(String stepId) {
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        var plan = plans.of(cycle);
        var now = clock.instant();
        var count = plans.countFor(step);
        var due = step.isReminderDue(plan, count, now);
        var waits = waits(cycle, step);
        if (waits) {
            advice.remind(cycle, step, plan);
        }
        scheduleOn(cycle, step, plan);
        var task = step.task();
        if (!waits || !due || task == null) {
            return;
        }
        var number = step.reminded(now);
        var question = approvals.question(stepId);
        var told = List.copyOf(holders.of(cycle, step, recipients.of(cycle, step, approvals.peopleLeft(cycle, step))));
        audit.record(AuditEvent.of(cycle.document(), "approval.reminded", Actor.SYSTEM)
                .rule("R07")
                .with("step", stepId)
                .with("number", number)
                .with("people", names(told)));
        events.publishEvent(new ApprovalReminderDue(
                stepId,
                task,
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                told,
                question.reason(),
                question.rule(),
                number,
                step.requireOpenedAt(),
                step.decideBy()));
    }

    /**
     * Asks further people as well, if an escalation is due. Those asked before may still answer. Where nobody above may
     * answer, that is said and nobody is asked; the reminders go on.
     */
    public void escalate(String stepId) {
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        var plan = plans.of(cycle);
        var now = clock.instant();
        var count = plans.countFor(step);
        var task = step.task();
        if (!waits(cycle, step) || !isPast(escalationOf(plan, step)) || task == null) {
            scheduleOn(cycle, step, plan);
            return;
        }
        var before = approvals.peopleLeft(cycle, step);
        var reached = escalation.of(plan, cycle, step, before);
        var people = reached.stream().map(Escalation.Reached::person).toList();
        for (var together : ApprovalManagement.asking(cycle, step)) {
            together.escalate(reached, now);
            together.schedule(plan, count, now, true);
            together.decideBy(
                    together.escalationDue().or(together::expires).orElseGet(() -> plan.decideBy(now, count)));
        }
        advice.schedule(cycle, step, plan);
        audit.record(AuditEvent.of(
                        cycle.document(),
                        people.isEmpty() ? "approval.not-escalated" : "approval.escalated",
                        Actor.SYSTEM)
                .rule("R07")
                .with("step", stepId)
                .with("number", step.escalations())
                .with("people", names(people))
                .with("onBehalfOf", absent(reached))
                .with("before", names(before))
                .with("target", plan.escalateTo())
                .with("policyRule", plan.rule())
                .with("policyVersion", plan.policyVersion()));
        var question = approvals.question(stepId);
        events.publishEvent(new ApprovalEscalated(
                stepId,
                task,
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                recipients.present(cycle, people),
                insteadOf(reached),
                recipients.of(cycle, step, before),
                question.reason(),
                question.rule(),
                step.escalations(),
                step.requireOpenedAt(),
                step.decideBy()));
    }

    /** Sends the document back, or rejects it, if nobody has answered the step for as long as the policy allows. */
    public void expire(String stepId) {
        var cycle = approvals.lock(stepId);
        var step = cycle.step(stepId);
        var plan = plans.of(cycle);
        var now = clock.instant();
        var count = plans.countFor(step);
        var days = plan.expiryDays();
        if (!waits(cycle, step)
                || days == null
                || plan.expires(step.expiryCountedFrom(), count)
                        .filter(this::isPast)
                        .isEmpty()) {
            scheduleOn(cycle, step, plan);
            return;
        }
        var said = Lapse.by(plan, days);
        step.record(plan.expiry().step(), null, said.english(), now);
        audit.record(AuditEvent.of(cycle.document(), "approval.expired", Actor.SYSTEM)
                .rule(plan.rule())
                .with("cycle", cycle.number())
                .with("level", step.level())
                .with("step", stepId)
                .with("days", days)
                .with("outcome", plan.expiry().document().name())
                .with("policyVersion", plan.policyVersion())
                .with("reason", said.english())
                .with("reasonParts", said.facts()));
        ends.end(cycle, plan.expiry().document(), Actor.SYSTEM, said.english(), now);
    }

    /**
     * The question, as long as it waits for this person's answer or advice; nobody is reminded of what is done, or of what
     * somebody else has taken.
     */
    @Transactional(readOnly = true)
    public Optional<StepQuestion> stillAsked(String stepId, UserId person) {
        return approvals
                .findCycleOf(stepId)
                .filter(cycle -> {
                    var step = cycle.step(stepId);
                    return waits(cycle, step)
                            && (holders.of(cycle, step, approvals.peopleLeft(cycle, step))
                                            .contains(person)
                                    || advice.isAwaitedOf(cycle, step, person));
                })
                .map(cycle -> approvals.question(stepId));
    }

    /**
     * Whether today is a day on which this person may be reminded of a step: where the policy counts business days, not at their
     * weekend nor on a public holiday of their country and region.
     */
    @Transactional(readOnly = true)
    public boolean isReminderDay(String stepId, UserId person) {
        return approvals
                .findCycleOf(stepId)
                .map(cycle -> plans.isReminderDay(cycle, person, clock.instant()))
                .orElse(true);
    }

    /** Who wants this person's advice about an open step; empty where the person is to decide. */
    @Transactional(readOnly = true)
    public Optional<UserId> adviceWantedBy(String stepId, UserId person) {
        return approvals
                .findCycleOf(stepId)
                .flatMap(cycle -> advice.awaited(cycle, cycle.step(stepId))
                        .filter(open -> open.to().filter(person::equals).isPresent())
                        .map(ApprovalRemark::by));
    }

    private void scheduleOn(ApprovalCycle cycle, ApprovalStep step, ReminderPlan plan) {
        var waits = waits(cycle, step);
        step.schedule(plan, plans.countFor(step), clock.instant(), waits);
        if (waits) {
            advice.schedule(cycle, step, plan);
        }
    }

    private static boolean waits(ApprovalCycle cycle, ApprovalStep step) {
        return cycle.isPending() && step.isOpen() && !step.isPaused();
    }

    private Optional<Instant> escalationOf(ReminderPlan plan, ApprovalStep step) {
        return plan.escalation(step.escalations(), step.countedFrom(), step.escalatedAt(), plans.countFor(step));
    }

    private boolean isPast(Optional<Instant> due) {
        return due.filter(this::isPast).isPresent();
    }

    private boolean isPast(Instant due) {
        return !due.isAfter(clock.instant());
    }

    private static List<String> names(Collection<UserId> people) {
        return people.stream().map(UserId::value).toList();
    }

    private static @Nullable List<String> absent(List<Escalation.Reached> reached) {
        var absent = names(insteadOf(reached).values());
        return absent.isEmpty() ? null : absent;
    }

    private static Map<UserId, UserId> insteadOf(List<Escalation.Reached> reached) {
        var absent = new TreeMap<UserId, UserId>();
        for (var one : reached) {
            if (one.insteadOf() != null) {
                absent.put(one.person(), one.insteadOf());
            }
        }
        return absent;
    }
}
