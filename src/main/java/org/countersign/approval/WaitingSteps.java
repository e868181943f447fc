package org.countersign.approval;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The open steps that somebody is asked. */
interface WaitingSteps extends Repository<ApprovalStep, String> {

    /**
     * The open steps of these tasks that the person may answer, for the task of a group is offered to its member too who
     * asked for the document or has answered in the round, and a task is lent to whose advice is asked.
     *
     * @param again steps that ask the person about more than they have answered about
     * @param text in lower case, with the signs of {@code like}; empty for all
     * @param requesters people whose requests match the text as well
     */
    @Query(value = """
            select new org.countersign.approval.WaitingStep(
                step.id, step.task, cycle.document, cycle.kind, cycle.title, cycle.requester, cycle.total, cycle.currency,
                cycle.baseAmount, cycle.facts, step.level, step.reason, step.rules, cycle.policyVersion, step.openedAt,
                step.decideBy, coalesce(step.delegatedBy, step.onBehalfOf))
            from ApprovalStep step join step.cycle cycle
            where step.task in :tasks and step.outcome is null and step.openedAt is not null and step.notNeeded = false
            and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
            and cycle.requester <> :user
            and (step.id in :again or not exists (select other.id from ApprovalStep other
                where other.cycle = cycle and other.answeredBy = :user))
            and not exists (select barred.id from ApprovalCycle barred join barred.excluded reason
                where barred = cycle and key(reason) = :user)
            and not exists (select advice.id from ApprovalRemark advice
                where advice.step = step.id and advice.to = :user and advice.answeredAt is null and advice.endedAt is null
                and advice.kind = org.countersign.approval.RemarkKind.ADVICE)
            and (:text = '' or lower(cycle.document) like :text escape '!' or lower(cycle.title) like :text escape '!'
                or cycle.requester in :requesters)
            """, countQuery = """
            select count(step.id)
            from ApprovalStep step join step.cycle cycle
            where step.task in :tasks and step.outcome is null and step.openedAt is not null and step.notNeeded = false
            and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
            and cycle.requester <> :user
            and (step.id in :again or not exists (select other.id from ApprovalStep other
                where other.cycle = cycle and other.answeredBy = :user))
            and not exists (select barred.id from ApprovalCycle barred join barred.excluded reason
                where barred = cycle and key(reason) = :user)
            and not exists (select advice.id from ApprovalRemark advice
                where advice.step = step.id and advice.to = :user and advice.answeredAt is null and advice.endedAt is null
                and advice.kind = org.countersign.approval.RemarkKind.ADVICE)
            and (:text = '' or lower(cycle.document) like :text escape '!' or lower(cycle.title) like :text escape '!'
                or cycle.requester in :requesters)
            """)
    Page<WaitingStep> of(
            Collection<String> tasks,
            String user,
            Collection<String> again,
            String text,
            Collection<String> requesters,
            Pageable page);

    /** The steps of these tasks in whose round the person has answered about some lines: they may ask about others (R05). */
    @Query("""
            select step from ApprovalStep step
            where step.task in :tasks and step.outcome is null and step.openedAt is not null
            and exists (select other.id from ApprovalStep other
                where other.cycle = step.cycle and other.answeredBy = :user and other.lines is not null)
            """)
    List<ApprovalStep> answeredInPart(Collection<String> tasks, String user);
}
