package org.countersign.invoicing;

import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;

/** What other modules ask about invoices. Read only; who may see them is the caller's to check. */
public interface InvoiceDirectory {

    /** The invoices that name an order, the oldest first, whatever became of them. */
    List<InvoiceSummary> of(PurchaseOrderNumber order);
}
