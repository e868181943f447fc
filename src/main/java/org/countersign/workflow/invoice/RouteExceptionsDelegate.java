package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.invoicing.InvoiceId;
import org.springframework.stereotype.Component;

/** Finds the handler of every difference. */
@Component
class RouteExceptionsDelegate implements JavaDelegate {

    private final InvoiceExceptions exceptions;

    RouteExceptionsDelegate(InvoiceExceptions exceptions) {
        this.exceptions = exceptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        exceptions.route(new InvoiceId(execution.getProcessBusinessKey()));
    }
}
