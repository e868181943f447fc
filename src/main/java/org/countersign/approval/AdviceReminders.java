package org.countersign.approval;

import java.time.Clock;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reminds those whose advice is awaited as the reminder policy reminds approvers (R07), counted from when they were asked. The
 * timer of the step is theirs too. Neither escalation nor expiry wait for them.
 */
@Component
class AdviceReminders {

    private final RemarkBook remarks;
    private final ReminderPlans plans;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AdviceReminders(
            RemarkBook remarks, ReminderPlans plans, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.remarks = remarks;
        this.plans = plans;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The wish for advice that is open; nobody looks where nothing was said. */
    Optional<ApprovalRemark> awaited(ApprovalCycle cycle, ApprovalStep step) {
        return remarks.open(cycle, step, RemarkKind.ADVICE);
    }

    /** Whether this person's advice is awaited. */
    boolean isAwaitedOf(ApprovalCycle cycle, ApprovalStep step, UserId person) {
        return awaited(cycle, step)
                .flatMap(ApprovalRemark::to)
                .filter(person::equals)
                .isPresent();
    }

    /** Has the timer of the step look when the adviser is to be reminded. To be called whenever the step was scheduled. */
    void schedule(ApprovalCycle cycle, ApprovalStep step, ReminderPlan plan) {
        awaited(cycle, step)
                .ifPresent(advice ->
                        step.remindBy(advice.nextReminder(plan, plans.countFor(advice.to()), clock.instant())));
    }

    /** Reminds the adviser, if that is due. */
    void remind(ApprovalCycle cycle, ApprovalStep step, ReminderPlan plan) {
        var now = clock.instant();
        var task = step.task();
        var advice = awaited(cycle, step)
                .filter(open -> open.isReminderDue(plan, plans.countFor(open.to()), now))
                .orElse(null);
        var adviser = advice == null ? null : advice.to().orElse(null);
        if (advice == null || adviser == null || task == null) {
            return;
        }
        var number = advice.reminded(now);
        audit.record(AuditEvent.of(cycle.document(), "approval.advice-reminded", Actor.SYSTEM)
                .rule("R07")
                .with("step", step.id())
                .with("number", number)
                .with("to", adviser.value()));
        events.publishEvent(new AdviceReminderDue(
                advice.id(),
                step.id(),
                task,
                cycle.document(),
                cycle.kind(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                adviser,
                advice.by(),
                advice.text(),
                number,
                advice.at()));
    }
}
