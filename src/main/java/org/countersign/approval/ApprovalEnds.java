package org.countersign.approval;

import java.time.Clock;
import java.time.Instant;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** How the approval of a document ends, or does not go on because nobody can answer: who has to know, and what is recorded. */
@Component
class ApprovalEnds {

    private final Organization organization;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalEnds(Organization organization, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.organization = organization;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Approves a document all of whose steps are agreed to. */
    void conclude(ApprovalCycle cycle, Instant now) {
        if (!cycle.isAgreed()) {
            throw new IllegalStateException("The approval of " + cycle.document() + " is not complete");
        }
        end(cycle, ApprovalOutcome.APPROVED, Actor.SYSTEM, null, now);
    }

    /** Ends a cycle, and tells so. */
    void end(ApprovalCycle cycle, ApprovalOutcome outcome, Actor actor, @Nullable String comment, Instant now) {
        cycle.end(outcome, now);
        if (outcome == ApprovalOutcome.APPROVED) {
            audit.record(AuditEvent.of(cycle.document(), "approval.completed", Actor.SYSTEM)
                    .with("cycle", cycle.number())
                    .with("kind", cycle.kind()));
        }
        tell(cycle, actor.user(), comment);
    }

    /** Tells that nobody can answer, and why (R03). */
    void stuck(ApprovalCycle cycle, Explanation reason) {
        events.publishEvent(new ApprovalStuck(
                cycle.document(),
                cycle.kind(),
                cycle.number(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                reason,
                clock.instant()));
    }

    /** Tells how a cycle ended that has. */
    void tell(ApprovalCycle cycle, UserId by, @Nullable String comment) {
        events.publishEvent(new ApprovalEnded(
                cycle.document(),
                cycle.kind(),
                cycle.number(),
                cycle.title(),
                cycle.requester(),
                cycle.total(),
                cycle.outcome(),
                by,
                comment));
        PartnerNews.ended(cycle, by, comment, organization, events);
    }

    /** What the audit trail says of a failure, in English and in its parts for readers of other languages. */
    static AuditEvent because(AuditEvent event, @Nullable Explanation failure) {
        return failure == null ? event : event.with("reason", failure.english()).with("reasonParts", failure.facts());
    }
}
