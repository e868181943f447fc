package org.countersign.approval;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.PersonChanged;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps what is asked with somebody who can answer. When people leave, go away or come back, their open steps go to the
 * substitute, else up the chain of managers, else to the administrators (R03, R08); nothing is left with nobody.
 */
@Service
@Transactional
public class ApprovalHandover {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalHandover.class);

    private final ApprovalCycles cycles;
    private final Approvers approvers;
    private final AskedPeople asked;
    private final StandIns standIns;
    private final Recipients recipients;
    private final ApprovalManagement approvals;
    private final ObjectProvider<ApprovalTasks> tasks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalHandover(
            ApprovalCycles cycles,
            Approvers approvers,
            AskedPeople asked,
            StandIns standIns,
            Recipients recipients,
            ApprovalManagement approvals,
            ObjectProvider<ApprovalTasks> tasks,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cycles = cycles;
        this.approvers = approvers;
        this.asked = asked;
        this.standIns = standIns;
        this.recipients = recipients;
        this.approvals = approvals;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(PersonChanged changed) {
        var ids = idsWith(standIns.leadingTo(changed.user()));
        ids.addAll(cycles.idsWaitingFor(changed.user().value()));
        ids.forEach(this::review);
    }

    /** Whoever was asked for another person's answer has answered elsewhere or is asked there: others are, before that stands. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(AskedInVain inVain) {
        review(inVain.cycle());
        cycles.lock(inVain.cycle()).filter(ApprovalCycle::isPending).ifPresent(approvals::reportAskedInVain);
    }

    /** Somebody's substitutes are others now, or an absence began or ended. */
    public void absenceChanged(UserId person) {
        recipients.learn(person);
        idsWith(standIns.leadingTo(person)).forEach(this::review);
    }

    /**
     * Ids of the cycles with an open step that one of these people decides, an escalation to them included, or that somebody
     * decides instead of one who is away. Absences move no others: a step that any member of a group may answer stays with the group.
     *
     * @return sorted, so that whoever locks several at once does it in one order
     */
    SortedSet<String> idsWith(Collection<UserId> people) {
        var users = people.stream().map(UserId::value).toList();
        var ids = new TreeSet<>(cycles.idsAssignedTo(users));
        ids.addAll(cycles.idsOnBehalfOf(users));
        ids.addAll(cycles.idsEscalatedTo(users));
        return ids;
    }

    /** Ids of the cycles whose open steps may be with the wrong people, because days have come and gone. */
    @Transactional(readOnly = true)
    public List<String> touchedBy(List<UserId> absent) {
        var ids = idsWith(absent);
        ids.addAll(cycles.idsWaitingForSubstitutes());
        return List.copyOf(ids);
    }

    /** Ids of all cycles with open steps. */
    @Transactional(readOnly = true)
    public List<String> waiting() {
        return cycles.idsWaiting();
    }

    /** Whether somebody else decides instead of this person what is asked now. */
    @Transactional(readOnly = true)
    public boolean isDecidedFor(UserId person) {
        return !cycles.idsOnBehalfOf(List.of(person.value())).isEmpty();
    }

    /** How many documents wait for an administrator, because nobody can answer them. */
    @Transactional(readOnly = true)
    public long stuck() {
        return cycles.countUnanswerable();
    }

    /** These documents, the oldest first. @param most how many at the most */
    @Transactional(readOnly = true)
    public List<StuckApproval> stuck(int most) {
        return cycles.unanswerable(Limit.of(most)).stream()
                .map(cycle -> new StuckApproval(
                        cycle.document(),
                        cycle.kind(),
                        cycle.title(),
                        cycle.total(),
                        Objects.requireNonNull(cycle.failure()),
                        cycle.submittedAt()))
                .toList();
    }

    /** Looks whether each open step of a cycle is with somebody who can answer, and puts right what is not. */
    public void review(String cycleId) {
        var cycle = cycles.lock(cycleId).filter(ApprovalCycle::isPending);
        if (cycle.isEmpty()) {
            return;
        }
        // First, for they may be the only ones left; and again below, for whom a step goes to is asked already.
        cycle.get().openSteps().forEach(step -> passEscalationsOn(cycle.get(), step));
        // Whom one step goes to is taken from another that wants a different person, which then goes on to others.
        var rounds = cycle.get().openSteps().stream().anyMatch(ApprovalStep::needsAnotherPerson)
                ? cycle.get().openSteps().size() + 1
                : 1;
        for (var moved = true; moved && rounds > 0; rounds--) {
            moved = false;
            for (var step : cycle.get().openSteps()) {
                moved |= endLostDelegation(cycle.get(), step);
                var found = look(cycle.get(), step);
                if (found == Found.NOBODY) {
                    askAnew(cycle.get());
                    return;
                }
                moved |= found == Found.SOMEBODY_ELSE;
            }
        }
        cycle.get().openSteps().forEach(step -> passEscalationsOn(cycle.get(), step));
    }

    /** What an escalation asked of somebody who is away goes to their substitute, and comes back with them (R08). */
    private void passEscalationsOn(ApprovalCycle cycle, ApprovalStep step) {
        var task = step.task();
        if (task == null) {
            return;
        }
        for (var from : step.escalatedTo()) {
            var to = asked.escalated(cycle, step, from).orElse(null);
            if (to == null || to.person().equals(from)) {
                continue;
            }
            ApprovalManagement.asking(cycle, step).forEach(one -> one.passOn(from, to));
            tasks.stream().forEach(port -> port.passOn(task, from, to.person()));
            var cause = to.insteadOf() == null ? ApprovalHandedOver.Cause.BACK : ApprovalHandedOver.Cause.AWAY;
            tell(cycle, step, from, to.person(), to.insteadOf(), cause, true);
        }
    }

    /** Where whoever decides on delegation has left, is away or is asked beside it, whoever delegated is asked again. */
    private boolean endLostDelegation(ApprovalCycle cycle, ApprovalStep step) {
        var delegate = step.delegate().orElse(null);
        if (delegate == null
                || delegate.equals(
                        approvers.of(delegate, asked.about(cycle, step)).person())) {
            return false;
        }
        var by = step.delegatedBy().orElseThrow();
        step.takeBack();
        var task = step.task();
        if (task == null
                || tasks.stream().noneMatch(port -> port.handOver(task, by, step.onBehalfOf(), step.escalatedTo()))) {
            LOG.warn("What {} delegated of {} has no task that could go back", by, cycle.document());
        }
        tell(cycle, step, delegate, by, step.onBehalfOf(), ApprovalHandedOver.Cause.DELEGATION_ENDED, false);
        return true;
    }

    /** Who can answer a step that is looked after. */
    private enum Found {
        /** Whom it is with. */
        WHOM_IT_IS_WITH,
        /** Somebody else, who has it now. */
        SOMEBODY_ELSE,
        /** Nobody to whom it could be handed over: it has to be asked anew. */
        NOBODY
    }

    /** Hands a step over where that is needed. */
    private Found look(ApprovalCycle cycle, ApprovalStep step) {
        var left = asked.left(cycle, step);
        if (step.role().kind() == ApprovalRole.Kind.GROUP) {
            return left.isEmpty() ? Found.NOBODY : Found.WHOM_IT_IS_WITH;
        }
        var nominal = step.nominal();
        if (nominal.isEmpty()) {
            return Found.NOBODY;
        }
        var from = step.assignee().orElse(nominal.get());
        if (left.contains(from)) {
            return Found.WHOM_IT_IS_WITH;
        }
        var eligible = approvers.of(nominal.get(), asked.about(cycle, step));
        var to = eligible.person();
        return to != null && left.contains(to) && handOver(cycle, step, from, to, eligible.insteadOf())
                ? Found.SOMEBODY_ELSE
                : Found.NOBODY;
    }

    private boolean handOver(
            ApprovalCycle cycle, ApprovalStep step, UserId from, UserId to, @Nullable UserId onBehalfOf) {
        var task = step.task();
        if (task == null || tasks.stream().noneMatch(port -> port.handOver(task, to, onBehalfOf, step.escalatedTo()))) {
            return false;
        }
        var cause = causeOf(cycle, step, from, to, onBehalfOf);
        step.handTo(to, onBehalfOf, clock.instant());
        tell(cycle, step, from, to, onBehalfOf, cause, false);
        return true;
    }

    private void tell(
            ApprovalCycle cycle,
            ApprovalStep step,
            UserId from,
            UserId to,
            @Nullable UserId onBehalfOf,
            ApprovalHandedOver.Cause cause,
            boolean escalated) {
        audit.record(AuditEvent.of(cycle.document(), "approval.handed-over", Actor.SYSTEM)
                .rule(
                        switch (cause) {
                            case LEFT -> "R04";
                            case ANOTHER_PERSON -> "R05";
                            case AWAY, BACK, DELEGATION_ENDED -> "R08";
                        })
                .with("cycle", cycle.number())
                .with("level", step.level())
                .with("role", step.role().toString())
                .with("cause", cause.name())
                .changed(escalated ? "escalatedTo" : "assignee", from.value(), to.value())
                .onBehalfOf(onBehalfOf));
        events.publishEvent(new ApprovalHandedOver(
                step.id(),
                Objects.requireNonNullElse(step.task(), ""),
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                to,
                from,
                onBehalfOf,
                cause,
                escalated,
                step.reason(),
                step.rules(),
                step.decideBy(),
                clock.instant()));
    }

    private ApprovalHandedOver.Cause causeOf(
            ApprovalCycle cycle, ApprovalStep step, UserId from, UserId to, @Nullable UserId onBehalfOf) {
        if (onBehalfOf != null) {
            return ApprovalHandedOver.Cause.AWAY;
        }
        if (step.needsAnotherPerson() && asked.about(cycle, step).bars(from)) {
            return ApprovalHandedOver.Cause.ANOTHER_PERSON;
        }
        return step.nominal().filter(to::equals).isPresent()
                ? ApprovalHandedOver.Cause.BACK
                : ApprovalHandedOver.Cause.LEFT;
    }

    /** Closes the open level and opens it again: somebody else is asked, an earlier answer counts (R05), or it is stuck (R03). */
    private void askAnew(ApprovalCycle cycle) {
        var document = cycle.document();
        var port = tasks.stream().filter(one -> one.canAskAnew(document)).findFirst();
        if (port.isEmpty()) {
            LOG.warn("Nobody can answer an open step of {}, and its process cannot ask anew", document);
            return;
        }
        audit.record(AuditEvent.of(document, "approval.asked-anew", Actor.SYSTEM)
                .rule("R03")
                .with("cycle", cycle.number())
                .with("level", cycle.openSteps().get(0).level()));
        cycle.openSteps().forEach(ApprovalStep::close);
        cycles.save(cycle);
        port.get().askAnew(document);
    }
}
