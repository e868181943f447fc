package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.invoicing.InvoiceId;
import org.springframework.stereotype.Component;

/** Shows why the payment was sent back. */
@Component
class ShowReturnedPaymentListener implements TaskListener {

    private final InvoiceTaskViews views;

    ShowReturnedPaymentListener(InvoiceTaskViews views) {
        this.views = views;
    }

    @Override
    public void notify(DelegateTask task) {
        views.showReturnedPayment(new InvoiceId(task.getExecution().getProcessBusinessKey()), task);
    }
}
