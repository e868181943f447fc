package org.countersign.workflow.order;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.dispatch.Acknowledgements;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Group;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands a purchasing agent's answer to a supplier's proposal to the domain. */
@Component
class RecordProposalListener implements TaskListener {

    private final Acknowledgements acknowledgements;
    private final CurrentActor actor;

    RecordProposalListener(Acknowledgements acknowledgements, CurrentActor actor) {
        this.acknowledgements = acknowledgements;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = new PurchaseOrderNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "accept", "reject");
        actor.get().mustBeIn(Group.PURCHASING_AGENT);
        if (!acknowledgements.isProposalOpen(order)) {
            // A change order took it over while a model ran that does not end this task by itself.
            return;
        }
        if (answer.decision().equals("accept")) {
            acknowledgements.acceptProposal(order, answer.comment(), actor.get());
        } else {
            acknowledgements.rejectProposal(order, answer.comment(), actor.get());
        }
    }
}
