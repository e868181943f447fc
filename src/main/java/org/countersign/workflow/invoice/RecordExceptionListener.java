package org.countersign.workflow.invoice;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.invoicing.ExceptionAnswer;
import org.countersign.invoicing.HandlerAnswer;
import org.countersign.invoicing.InvoiceExceptions;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands a handler's answer to the differences that this very task asks about, whatever its variables say. */
@Component
class RecordExceptionListener implements TaskListener {

    private final InvoiceExceptions exceptions;
    private final CurrentActor actor;

    RecordExceptionListener(InvoiceExceptions exceptions, CurrentActor actor) {
        this.exceptions = exceptions;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, ExceptionAnswer.words());
        exceptions.answer(
                task.getId(),
                new HandlerAnswer(
                        ExceptionAnswer.of(answer.decision()),
                        answer.comment(),
                        TaskAnswer.number(task, "expectedCredit"),
                        TaskAnswer.flag(task, "tellSupplier", true)),
                actor.get());
    }
}
