package org.countersign.approval;

import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A cycle of a document's approvals came to its end.
 *
 * @param document the document's number
 * @param kind its kind, see {@link ApprovalKind}
 * @param cycle 1 for the first submission
 * @param title what it is about
 * @param requester who asked
 * @param total net of tax, in the document's currency
 * @param outcome {@code APPROVED}, {@code REJECTED} or {@code RETURNED}
 * @param by whose answer ended it; the product itself where a rule approved
 * @param comment the reason of a rejection, the note of a return
 */
public record ApprovalEnded(
        DocumentNumber document,
        String kind,
        int cycle,
        String title,
        UserId requester,
        Money total,
        ApprovalOutcome outcome,
        UserId by,
        @Nullable String comment) {}
