package org.countersign.approval;

import java.time.Instant;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A step that was asked already waits for somebody else now (R08). Published in the transaction of the hand-over.
 *
 * @param step id of the step
 * @param task id of the task in which it is answered
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param title what it is about
 * @param requester who asks
 * @param total net of tax, in the document's currency
 * @param to who is to answer now
 * @param from who was to answer before
 * @param onBehalfOf for whom they answer; null where they answer for themselves
 * @param cause why it was handed over
 * @param escalated whether it is what an escalation asked of them: whom the step asks may answer as before
 * @param reason why the policy asks, in words
 * @param rule ids of the policy's rules, joined by commas
 * @param decideBy until when the policy wants an answer
 * @param at when it was handed over
 */
public record ApprovalHandedOver(
        String step,
        String task,
        DocumentNumber document,
        String kind,
        String title,
        UserId requester,
        Money total,
        UserId to,
        UserId from,
        @Nullable UserId onBehalfOf,
        Cause cause,
        boolean escalated,
        String reason,
        String rule,
        @Nullable Instant decideBy,
        Instant at) {

    /** Why somebody else is asked. */
    public enum Cause {
        /** The person is away and has a substitute. */
        AWAY,
        /** The person is not active any more, and this is their manager. */
        LEFT,
        /** Another person's answer is wanted, and the person has answered elsewhere or is asked beside it (R05). */
        ANOTHER_PERSON,
        /** The person is there again. */
        BACK,
        /** Whoever decided on delegation has left or is away, and it is the person's own decision again. */
        DELEGATION_ENDED
    }
}
