package org.countersign.approval;

import java.time.Instant;
import java.util.List;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * One step of a document's approvals, as the REST API shows it.
 *
 * @param cycle 1 for the first submission, one more for each resubmission
 * @param level 1 is asked first; 0 for a document approved by rule
 * @param role what the policy demanded: {@code line-manager}, {@code cost-center-owner}, {@code group:<id>}
 * @param candidates who may answer, as found when the step was opened, or at the submission while its turn has not come
 * @param assignee the one person asked, if it is one
 * @param outcome {@code null} while unanswered, else {@code APPROVED}, {@code REJECTED}, {@code RETURNED}, {@code AUTOMATIC},
 *     {@code LINES_REJECTED}
 * @param by who answered
 * @param onBehalfOf for whom
 * @param at when it was answered, UTC
 * @param comment the answer's comment
 * @param rule ids of the policy rules that demanded it, joined by commas
 * @param policyVersion version of the table that was evaluated
 * @param reason why the policy asks, in words
 * @param openedAt since when it is asked, UTC; null while its turn has not come
 * @param lines numbers of the lines that it asks about; empty where it asks about the whole document
 * @param rejectedLines those of them that were rejected while the rest went on
 * @param amount what the document came to when the round began
 * @param superseded whether it will never be answered, because another round took the place of its own
 */
public record ApprovalEntry(
        int cycle,
        int level,
        String role,
        List<UserId> candidates,
        @Nullable UserId assignee,
        @Nullable String outcome,
        @Nullable UserId by,
        @Nullable UserId onBehalfOf,
        @Nullable Instant at,
        @Nullable String comment,
        String rule,
        int policyVersion,
        String reason,
        @Nullable Instant openedAt,
        List<Integer> lines,
        List<Integer> rejectedLines,
        FrozenAmount amount,
        boolean superseded) {

    /** Why the step was asked for. */
    public Explanation why() {
        return PolicyReason.of(rule, reason);
    }

    /** What was said; the policy's reason where a rule approved. Null where nobody said anything. */
    public @Nullable Explanation remark() {
        if (comment == null) {
            return null;
        }
        if (by != null) {
            return Explanation.asWritten(comment);
        }
        return comment.equals(reason) ? why() : Lapse.of(comment).orElseGet(() -> Explanation.asWritten(comment));
    }
}
