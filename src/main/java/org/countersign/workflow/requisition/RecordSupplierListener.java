package org.countersign.workflow.requisition;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Hands the supplier that a purchasing agent named, for all lines still without one, to the domain. */
@Component
class RecordSupplierListener implements TaskListener {

    private final RequisitionManagement requisitions;
    private final CurrentActor actor;

    RecordSupplierListener(RequisitionManagement requisitions, CurrentActor actor) {
        this.requisitions = requisitions;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var number = new RequisitionNumber(task.getExecution().getProcessBusinessKey());
        var answer = TaskAnswer.of(task, "done", "cancel");
        if (answer.decision().equals("cancel")) {
            requisitions.cancelledByPurchasing(number, answer.comment(), actor.get());
            return;
        }
        var missing = Set.copyOf(requisitions.requisition(number).linesWithoutSupplier());
        if (!missing.isEmpty()) {
            requisitions.nameSupplier(number, missing, TaskAnswer.text(task, "supplier"), actor.get());
        }
    }
}
