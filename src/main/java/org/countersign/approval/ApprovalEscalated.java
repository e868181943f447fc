package org.countersign.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A step was unanswered for too long, and further people may answer it now (R07).
 *
 * @param step id of the step
 * @param task id of the task in which it is answered
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks
 * @param total net of tax, in the document's currency
 * @param people who are asked as well from now on; empty where nobody above may answer
 * @param insteadOf for whom some of them stand in (R08)
 * @param before who were asked before, and may still answer
 * @param reason why the policy asks, in words
 * @param rule ids of the approval policy's rules, joined by commas
 * @param number 1 for the first escalation of this step
 * @param since when the step was opened
 * @param decideBy until when an answer is wanted now
 */
public record ApprovalEscalated(
        String step,
        String task,
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        List<UserId> people,
        Map<UserId, UserId> insteadOf,
        List<UserId> before,
        String reason,
        String rule,
        int number,
        Instant since,
        @Nullable Instant decideBy) {}
