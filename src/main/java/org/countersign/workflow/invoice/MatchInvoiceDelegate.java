package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.springframework.stereotype.Component;

/** Compares the invoice with its orders and receipts; the gateway behind asks what came of it. */
@Component
class MatchInvoiceDelegate implements JavaDelegate {

    private final InvoiceManagement invoices;

    MatchInvoiceDelegate(InvoiceManagement invoices) {
        this.invoices = invoices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        invoices.match(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
