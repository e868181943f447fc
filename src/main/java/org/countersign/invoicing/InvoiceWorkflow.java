package org.countersign.invoicing;

import org.countersign.purchasing.PurchaseOrderNumber;

/**
 * Port to the process of an invoice. The aggregate has recorded what happened; the process is only told, in the same
 * transaction. An invoice whose process has ended is told nothing, and that is no error.
 */
public interface InvoiceWorkflow {

    /** The invoice is here: its process starts. */
    void captured(Invoice invoice);

    /** A credit note was booked on an order: the invoices of it that wait are matched again. */
    void credited(PurchaseOrderNumber order);

    /** Everything is paid: the process ends. */
    void paid(Invoice invoice);
}
