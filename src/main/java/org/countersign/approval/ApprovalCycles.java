package org.countersign.approval;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The approval cycles of all documents. */
interface ApprovalCycles extends Repository<ApprovalCycle, String> {

    ApprovalCycle save(ApprovalCycle cycle);

    Optional<ApprovalCycle> findById(String id);

    /** The cycle of the document that counts, its last, read with its steps at once. */
    @Query("""
            select cycle from ApprovalCycle cycle left join fetch cycle.steps
            where cycle.document = :document
            and cycle.number = (select max(other.number) from ApprovalCycle other where other.document = :document)
            """)
    Optional<ApprovalCycle> current(String document);

    /** The same of several documents, read with three statements however many they are. */
    @Query("""
            select distinct cycle from ApprovalCycle cycle left join fetch cycle.steps
            where cycle.document in :documents
            and cycle.number = (select max(other.number) from ApprovalCycle other where other.document = cycle.document)
            """)
    List<ApprovalCycle> currentOf(Collection<String> documents);

    /** All cycles of a document, the first one first, read with their steps at once. */
    @Query("""
            select cycle from ApprovalCycle cycle left join fetch cycle.steps
            where cycle.document = :document order by cycle.number
            """)
    List<ApprovalCycle> ofDocument(String document);

    /** The cycle, locked until the transaction ends: answers to one document come one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select cycle from ApprovalCycle cycle where cycle.id = :id")
    Optional<ApprovalCycle> lock(String id);

    @Query(
            "select cycle.id from ApprovalCycle cycle where cycle.document = :document order by cycle.number desc limit 1")
    Optional<String> currentIdOf(String document);

    /** Document and rate of each round with a rate, the last round of a document last. */
    @Query("""
            select cycle.document, cycle.rate from ApprovalCycle cycle
            where cycle.document in :documents and cycle.rate.rate is not null
            order by cycle.document, cycle.number
            """)
    List<Object[]> ratesOf(Collection<String> documents);

    @Query("select step.id from ApprovalStep step where step.task = :task")
    Optional<String> stepOfTask(String task);

    @Query("""
            select distinct step.cycle.document from ApprovalStep step join step.candidates candidate
            where candidate = :user and step.openedAt is not null and step.cycle.kind = :kind
            order by step.cycle.document desc
            """)
    List<String> documentsAsked(String user, String kind, Limit limit);

    @Query("""
            select distinct step.cycle.document from ApprovalStep step
            where step.answeredBy = :user and step.cycle.kind = :kind
            order by step.cycle.document desc
            """)
    List<String> documentsAnswered(String user, String kind, Limit limit);

    /** The cycles with an open step that this person was asked, or that somebody answers for them. */
    @Query("""
            select distinct step.cycle.id from ApprovalStep step left join step.candidates candidate
            where step.openedAt is not null and step.outcome is null
            and step.cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and step.cycle.superseded = false
            and (candidate = :user or step.onBehalfOf = :user)
            """)
    List<String> idsWaitingFor(String user);

    /** The cycles with an open step that one of these people decides. */
    @Query("""
            select distinct step.cycle.id from ApprovalStep step
            where step.assignee in :users and step.openedAt is not null and step.outcome is null and step.notNeeded = false
            and step.cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and step.cycle.superseded = false
            """)
    List<String> idsAssignedTo(Collection<String> users);

    /** The cycles with an open step that somebody decides instead of one of these people. */
    @Query("""
            select distinct step.cycle.id from ApprovalStep step
            where step.onBehalfOf in :users and step.openedAt is not null and step.outcome is null and step.notNeeded = false
            and step.cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and step.cycle.superseded = false
            """)
    List<String> idsOnBehalfOf(Collection<String> users);

    /** The cycles with an open step that an escalation gave one of these people, or somebody instead of them. */
    @Query("""
            select distinct step.cycle.id from ApprovalStep step join step.escalated absent
            where (key(absent) in :users or value(absent) in :users)
            and step.openedAt is not null and step.outcome is null and step.notNeeded = false
            and step.cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and step.cycle.superseded = false
            """)
    List<String> idsEscalatedTo(Collection<String> users);

    /** The cycles with an open step that somebody answers for somebody else. */
    @Query("""
            select distinct step.cycle.id from ApprovalStep step
            where step.openedAt is not null and step.outcome is null and step.onBehalfOf is not null
            and step.cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and step.cycle.superseded = false
            """)
    List<String> idsWaitingForSubstitutes();

    /** The cycles with an open step. */
    @Query("""
            select distinct step.cycle.id from ApprovalStep step
            where step.openedAt is not null and step.outcome is null
            and step.cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and step.cycle.superseded = false
            """)
    List<String> idsWaiting();

    /** The cycles that nobody can answer, the oldest first (R03). */
    @Query("""
            select cycle from ApprovalCycle cycle where cycle.endedAt is null and cycle.failure is not null
            and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
            order by cycle.submittedAt, cycle.id
            """)
    List<ApprovalCycle> unanswerable(Limit most);

    /** The cycles that somebody can answer, and whose steps an earlier version of the policy named, the oldest first. */
    @Query("""
            select cycle from ApprovalCycle cycle where cycle.endedAt is null and cycle.failure is null
            and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
            and cycle.policyVersion > 0 and cycle.policyVersion < :version
            order by cycle.submittedAt, cycle.id
            """)
    Page<ApprovalCycle> frozenBefore(int version, Pageable page);

    /** How many cycles nobody can answer. */
    @Query("""
            select count(cycle.id) from ApprovalCycle cycle where cycle.endedAt is null and cycle.failure is not null
            and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
            """)
    long countUnanswerable();
}
