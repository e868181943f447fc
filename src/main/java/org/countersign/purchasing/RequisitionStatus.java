package org.countersign.purchasing;

/** Where a requisition stands. */
public enum RequisitionStatus {
    /** Being written; may be edited. */
    DRAFT,
    /** With its approvers; nothing can be edited (R09). */
    IN_APPROVAL,
    /** Every step is answered; orders are being made. */
    APPROVED,
    /** Every line stands on an order. */
    ORDERED,
    /** Sent back for changes; may be edited and submitted again. */
    RETURNED,
    /** Refused; final. */
    REJECTED,
    /** Taken back by the requester; final. */
    WITHDRAWN
}
