package org.countersign.workflow.change;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.purchasing.ChangeOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.springframework.stereotype.Component;

/** Gives an order the terms of its approved change. */
@Component
class ApplyChangeDelegate implements JavaDelegate {

    private final ChangeOrderManagement changes;

    ApplyChangeDelegate(ChangeOrderManagement changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.apply(new PurchaseOrderNumber(execution.getProcessBusinessKey()));
    }
}
