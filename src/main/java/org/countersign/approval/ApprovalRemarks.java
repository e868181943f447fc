package org.countersign.approval;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The remarks of all cycles. */
interface ApprovalRemarks extends Repository<ApprovalRemark, String> {

    ApprovalRemark save(ApprovalRemark remark);

    Optional<ApprovalRemark> findById(String id);

    @Query("select remark from ApprovalRemark remark where remark.cycle = :cycle order by remark.number")
    List<ApprovalRemark> of(String cycle);

    /** The steps about which this person's advice is awaited. */
    @Query("""
        select remark.step from ApprovalRemark remark
        where remark.to = :user and remark.kind = org.countersign.approval.RemarkKind.ADVICE
        and remark.answeredAt is null and remark.endedAt is null
        """)
    List<String> stepsAwaitingAdviceOf(String user);

    /** The open steps about which there is an open question that this person could answer. */
    @Query("""
        select remark.step from ApprovalRemark remark, ApprovalStep step join step.cycle cycle
        where step.id = remark.step and step.openedAt is not null and step.outcome is null and step.notNeeded = false
        and remark.kind = org.countersign.approval.RemarkKind.QUESTION
        and remark.answeredAt is null and remark.endedAt is null
        and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
        and (cycle.requester = :user or remark.to = :user or exists (select barred.id from ApprovalCycle barred join barred.excluded reason
            where barred = cycle and key(reason) = :user))
        """)
    List<String> stepsAwaitingAnswers(String user);

    /** The open steps about which there is an open question. */
    @Query("""
        select remark.step from ApprovalRemark remark, ApprovalStep step join step.cycle cycle
        where step.id = remark.step and step.openedAt is not null and step.outcome is null and step.notNeeded = false
        and remark.kind = org.countersign.approval.RemarkKind.QUESTION
        and remark.answeredAt is null and remark.endedAt is null
        and cycle.outcome = org.countersign.approval.ApprovalOutcome.PENDING and cycle.superseded = false
        """)
    List<String> stepsWithOpenQuestions();
}
