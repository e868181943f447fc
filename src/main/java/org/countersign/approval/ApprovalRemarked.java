package org.countersign.approval;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something was said about a document in approval beside the answers to its steps. Published in the same transaction.
 *
 * @param remark its id
 * @param kind what it is
 * @param turn what happened to it
 * @param by who did that
 * @param to who is to learn it
 * @param repliers who answers a question in the place of somebody who has left, or is reminded of an advice; empty where nobody has to
 * @param text the words; null where none were needed
 * @param answer the advice, or the answer to the question; null while there is none
 * @param adviser whose advice is awaited in the task; null where nobody's is
 * @param step id of the step that it is about; null where it is about the whole document
 * @param task id of the task that it is about; null where it is about all of them, or the task is gone
 * @param tasks ids of all open tasks of the document
 * @param document the document's number
 * @param documentKind its kind, see {@link ApprovalKind}
 * @param title what the document is about
 * @param requester who asks for approval
 * @param total net of tax, in the document's currency
 * @param reason why the policy asks, in words; empty where it is about the whole document
 * @param rule ids of the policy's rules, joined by commas
 * @param decideBy until when the policy wants an answer
 * @param at when
 */
public record ApprovalRemarked(
        String remark,
        RemarkKind kind,
        Turn turn,
        UserId by,
        List<UserId> to,
        List<UserId> repliers,
        @Nullable String text,
        @Nullable String answer,
        @Nullable UserId adviser,
        @Nullable String step,
        @Nullable String task,
        List<String> tasks,
        DocumentNumber document,
        String documentKind,
        String title,
        UserId requester,
        Money total,
        String reason,
        String rule,
        @Nullable Instant decideBy,
        Instant at) {

    public ApprovalRemarked {
        to = List.copyOf(to);
        repliers = List.copyOf(repliers);
        tasks = List.copyOf(tasks);
    }

    /** What happened to a remark. */
    public enum Turn {
        /** Somebody said it. */
        SAID,
        /** Somebody answered it. */
        ANSWERED,
        /** Whoever was to answer has left: others answer in their place, and whoever said it learns that. */
        PASSED_ON,
        /** Whoever said it needs it no more, or nobody is left to answer. */
        TAKEN_BACK
    }
}
