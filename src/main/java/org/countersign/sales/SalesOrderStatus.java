package org.countersign.sales;

/** Where a sales order stands. */
public enum SalesOrderStatus {
    /** Being written. */
    DRAFT,
    /** With its approvers. */
    IN_APPROVAL,
    /** Approved, by people or by rule; a sales agent releases it. */
    APPROVED,
    /** Released to issue: what was sold may leave the house. */
    RELEASED,
    /** Sent back for changes. */
    RETURNED,
    /** Refused for good. */
    REJECTED,
    /** Taken back by whoever raised it. */
    WITHDRAWN,
    /** Called off after its approval. */
    CANCELLED
}
