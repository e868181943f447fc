package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.invoicing.InvoiceExceptions;
import org.springframework.stereotype.Component;

/** Shows differences with order, receipt and invoice side by side, and tells their handler. */
@Component
class ShowExceptionListener implements TaskListener {

    private final ExceptionTaskViews views;
    private final InvoiceExceptions exceptions;

    ShowExceptionListener(ExceptionTaskViews views, InvoiceExceptions exceptions) {
        this.views = views;
        this.exceptions = exceptions;
    }

    @Override
    public void notify(DelegateTask task) {
        var exception = InvoiceVariables.EXCEPTION.require(task);
        views.show(exception, task);
        exceptions.asked(exception, task.getId());
    }
}
