package org.countersign.approval;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * People are asked to approve: their turn has come (R06). Published in the transaction that created the task.
 *
 * @param step id of the step
 * @param task id of the task in which it is answered
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks
 * @param total net of tax, in the document's currency
 * @param people who may answer; one answer is enough
 * @param level the level that is asked now
 * @param reason why the policy asks, in words
 * @param rule ids of the policy's rules, joined by commas
 * @param decideBy until when the policy wants an answer
 * @param onBehalfOf for whom a substitute is asked (R08); null where nobody is away
 */
public record ApprovalAsked(
        String step,
        String task,
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        List<UserId> people,
        int level,
        String reason,
        String rule,
        @Nullable Instant decideBy,
        @Nullable UserId onBehalfOf) {}
