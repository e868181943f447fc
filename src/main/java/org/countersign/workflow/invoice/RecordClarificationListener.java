package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceManagement;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands over what accounts payable made of a payment that was sent back. */
@Component
class RecordClarificationListener implements TaskListener {

    private final InvoiceManagement invoices;
    private final CurrentActor actor;

    RecordClarificationListener(InvoiceManagement invoices, CurrentActor actor) {
        this.invoices = invoices;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, "resubmit", "reject");
        invoices.clarifyPayment(
                new InvoiceId(task.getExecution().getProcessBusinessKey()),
                answer.decision().equals("reject"),
                answer.comment(),
                actor.get());
    }
}
