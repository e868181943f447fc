package org.countersign.workflow.support;

import org.countersign.purchasing.PurchaseOrderNumber;

/** Has the invoices that wait for an order's receipts matched again; the order's process knows no invoices. */
public interface WaitingInvoices {

    /** Quantities of the order changed: one job for each invoice that waits, in the caller's transaction. */
    void receiptBooked(PurchaseOrderNumber order);
}
