package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands a purchasing agent's answer about goods that came late, or too many, to the domain. */
@Component
class RecordLateReceiptListener implements TaskListener {

    private final GoodsReceiving receiving;
    private final CurrentActor actor;

    RecordLateReceiptListener(GoodsReceiving receiving, CurrentActor actor) {
        this.receiving = receiving;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, "keep", "sendBack");
        receiving.unexpectedHandled(
                new DocumentNumber(task.getExecution().getProcessBusinessKey()),
                answer.decision().equals("keep"),
                answer.comment(),
                actor.get());
    }
}
