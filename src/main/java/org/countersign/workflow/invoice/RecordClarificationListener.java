package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands over what accounts payable made of a payment that was sent back. */
@Component
class RecordClarificationListener implements TaskListener {

    private final InvoiceSettlement settlement;
    private final CurrentActor actor;

    RecordClarificationListener(InvoiceSettlement settlement, CurrentActor actor) {
        this.settlement = settlement;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, "resubmit", "reject");
        settlement.clarifyPayment(
                new InvoiceId(task.getExecution().getProcessBusinessKey()),
                answer.decision().equals("reject"),
                answer.comment(),
                actor.get());
    }
}
