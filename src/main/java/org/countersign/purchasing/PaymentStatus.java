package org.countersign.purchasing;

/** How much of an order's invoices is paid. */
public enum PaymentStatus {
    UNPAID,
    PARTIALLY_PAID,
    PAID
}
