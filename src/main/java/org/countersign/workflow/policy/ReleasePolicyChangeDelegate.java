package org.countersign.workflow.policy;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.policy.PolicyChanges;
import org.springframework.stereotype.Component;

/** Lets a released change of a decision table come into force at its time. */
@Component
class ReleasePolicyChangeDelegate implements JavaDelegate {

    private final PolicyChanges changes;

    ReleasePolicyChangeDelegate(PolicyChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.releaseDue(execution.getProcessBusinessKey());
    }
}
