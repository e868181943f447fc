package org.countersign.approval;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The open steps that somebody is asked. */
interface WaitingSteps extends Repository<ApprovalStep, String> {

    /** These steps with what their cycles say, in no order. */
    @Query("""
            select new org.countersign.approval.WaitingStep(
                step.id, step.task, cycle.document, cycle.kind, cycle.title, cycle.requester, cycle.total, cycle.currency,
                cycle.baseAmount, cycle.rate, cycle.facts, step.level, step.reason, step.rules, cycle.policyVersion,
                step.openedAt, step.decideBy, coalesce(step.delegatedBy, step.onBehalfOf))
            from ApprovalStep step join step.cycle cycle
            where step.id in :steps
            """)
    List<WaitingStep> of(Collection<String> steps);

    /** Open steps in whose round the person has answered about some lines: they may ask about others (R05). */
    @Query("""
            select step from ApprovalStep other join other.cycle cycle join cycle.steps step
            where other.answeredBy = :user and other.lines is not null
            and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
            and step.outcome is null and step.openedAt is not null
            """)
    List<ApprovalStep> answeredInPart(String user);
}
