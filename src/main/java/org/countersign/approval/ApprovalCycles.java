package org.countersign.approval;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The approval cycles of all documents. */
interface ApprovalCycles extends Repository<ApprovalCycle, String> {

    ApprovalCycle save(ApprovalCycle cycle);

    Optional<ApprovalCycle> findById(String id);

    List<ApprovalCycle> findByDocumentOrderByNumber(String document);

    /** The cycle, locked until the transaction ends: answers to one document come one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select cycle from ApprovalCycle cycle where cycle.id = :id")
    Optional<ApprovalCycle> lock(String id);

    @Query(
            "select cycle.id from ApprovalCycle cycle where cycle.document = :document order by cycle.number desc limit 1")
    Optional<String> currentIdOf(String document);

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
}
