package org.countersign.approval;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts answers that somebody has given for further steps of theirs (R05), and writes each answer into the audit trail. */
@Component
class EarlierAnswers {

    private final AskedPeople asked;
    private final Organization organization;
    private final AuditTrail audit;

    EarlierAnswers(AskedPeople asked, Organization organization, AuditTrail audit) {
        this.asked = asked;
        this.organization = organization;
        this.audit = audit;
    }

    /** Answers open steps for which everybody who could answer has answered another step of this cycle. */
    void countWhereNobodyIsLeft(ApprovalCycle cycle, Instant now) {
        for (var step : cycle.openSteps()) {
            if (step.needsAnotherPerson()) {
                continue;
            }
            var people = asked.asked(cycle, step);
            if (!people.isEmpty() && cycle.withoutAnswer(people, step).isEmpty()) {
                count(cycle, step, people, now);
            }
        }
    }

    /** Answers a step with what one of these people has answered before; rather not with what was wanted of another person. */
    void count(ApprovalCycle cycle, ApprovalStep step, Set<UserId> people, Instant now) {
        var before = cycle.steps().stream()
                .filter(answered -> answered.answeredBy()
                        .filter(people::contains)
                        .filter(person -> cycle.hasAnswered(person, step))
                        .isPresent())
                .min(Comparator.comparing(ApprovalStep::needsAnotherPerson))
                .orElseThrow();
        var by = before.answeredBy().orElseThrow();
        count(
                cycle,
                step,
                by,
                organization.nameOf(by) + " approved already at level " + before.level()
                        + "; that answer counts here too (R05)",
                now);
    }

    /** Answers a step with an answer that this person gives, or gave, to another one. */
    void count(ApprovalCycle cycle, ApprovalStep step, UserId by, @Nullable String comment, Instant now) {
        step.record(
                step.rejectedLines().isEmpty() ? StepOutcome.APPROVED : StepOutcome.LINES_REJECTED, by, comment, now);
        audit.record(entry(cycle, step, Actor.SYSTEM).onBehalfOf(by).rule("R05"));
    }

    /** What the audit trail says of an answered step. */
    static AuditEvent entry(ApprovalCycle cycle, ApprovalStep step, Actor actor) {
        var outcome =
                step.outcome() == null ? "answered" : step.outcome().name().toLowerCase(Locale.ROOT);
        return AuditEvent.of(cycle.document(), "approval." + outcome, actor)
                .rule(step.rules())
                .with("cycle", cycle.number())
                .with("level", step.level())
                .with("role", step.role().toString())
                .with("comment", step.comment())
                .with("lines", LineNumbers.orNull(step.lines()))
                .with("rejectedLines", LineNumbers.orNull(step.rejectedLines()))
                .onBehalfOf(step.onBehalfOf());
    }
}
