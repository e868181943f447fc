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

    /**
     * Who is asked once these steps are answered, as {@link ApprovalRecord#askedAfter} has it of one document: id of the step,
     * later level, person, in this order.
     */
    @Query("""
            select asked.id, later.level, person
            from ApprovalStep asked join asked.cycle cycle join cycle.steps later join later.candidates person
            where asked.id in :steps and later.level > asked.level and later.outcome is null and later.notNeeded = false
            order by asked.id, later.level, person
            """)
    List<Object[]> askedAfter(Collection<String> steps);

    /**
     * Rounds in approval in which the person has answered and may be asked again (R05): about other lines, or for a comment with
     * the approval. Read with their steps at once, and looked for among what has not ended, however much the person has answered before.
     */
    @Query("""
            select distinct cycle from ApprovalCycle cycle join fetch cycle.steps
            where cycle.endedAt is null and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING
            and cycle.superseded = false
            and exists (select other.id from ApprovalStep other
                where other.cycle = cycle and other.answeredBy = :user
                and (cycle.lines > 0 and other.lines is not null
                    or exists (select more.id from ApprovalStep more where more.cycle = cycle and more.commentAlways = true)))
            """)
    List<ApprovalCycle> answeredInPart(String user);
}
