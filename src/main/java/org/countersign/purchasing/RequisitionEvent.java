package org.countersign.purchasing;

import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** What happened to a requisition, for those who tell people. */
public sealed interface RequisitionEvent {

    /** The requisition's number. */
    RequisitionNumber number();

    /** It was refused for good; the requester is told why. */
    record Rejected(
            RequisitionNumber number,
            String title,
            UserId requester,
            Money total,
            @Nullable String reason) implements RequisitionEvent {}

    /** It was sent back for changes; the requester is told what to change. */
    record Returned(
            RequisitionNumber number,
            String title,
            UserId requester,
            Money total,
            @Nullable String note) implements RequisitionEvent {}

    /** It is approved, but lines have no supplier: a purchasing agent names one before anything is ordered. */
    record SupplierMissing(RequisitionNumber number) implements RequisitionEvent {}

    /** With the suppliers that were named it needs more approval than it has (R10): it is with its approvers again. */
    record ApprovalAgain(RequisitionNumber number) implements RequisitionEvent {}

    /** Every line stands on an order; the requester is told which. */
    record Ordered(RequisitionNumber number) implements RequisitionEvent {}
}
