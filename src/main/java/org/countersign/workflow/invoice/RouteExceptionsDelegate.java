package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.springframework.stereotype.Component;

/** Finds the handler of every difference. */
@Component
class RouteExceptionsDelegate implements JavaDelegate {

    private final InvoiceManagement invoices;

    RouteExceptionsDelegate(InvoiceManagement invoices) {
        this.invoices = invoices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        invoices.route(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
