package org.countersign.invoicing;

import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers from the invoices kept in the database. */
@Component
class KeptInvoiceDirectory implements InvoiceDirectory {

    private final Invoices invoices;

    KeptInvoiceDirectory(Invoices invoices) {
        this.invoices = invoices;
    }

    @Override
    @Transactional(readOnly = true)
    public List<InvoiceSummary> of(PurchaseOrderNumber order) {
        return invoices.summariesOf(order.value());
    }
}
