package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.invoicing.InvoiceManagement;
import org.springframework.stereotype.Component;

/** Shows a difference with order, receipt and invoice side by side, and tells its handler. */
@Component
class ShowExceptionListener implements TaskListener {

    private final InvoiceTaskViews views;
    private final InvoiceManagement invoices;

    ShowExceptionListener(InvoiceTaskViews views, InvoiceManagement invoices) {
        this.views = views;
        this.invoices = invoices;
    }

    @Override
    public void notify(DelegateTask task) {
        var exception = InvoiceVariables.EXCEPTION.require(task);
        views.showException(exception, task);
        invoices.asked(exception, task.getId());
    }
}
