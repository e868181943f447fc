package org.countersign.workflow.requisition;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.springframework.stereotype.Component;

/** Marks a requisition whose lines all stand on orders. */
@Component
class CompleteRequisitionDelegate implements JavaDelegate {

    private final RequisitionManagement requisitions;

    CompleteRequisitionDelegate(RequisitionManagement requisitions) {
        this.requisitions = requisitions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        requisitions.ordered(new RequisitionNumber(execution.getProcessBusinessKey()));
    }
}
