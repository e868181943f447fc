package org.countersign.architecture.canary.workflow;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A delegate that believes that it can save a transaction. */
public class CatchingDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {
        try {
            execution.getBpmnModelInstance();
        } catch (IllegalStateException e) {
            throw new BpmnError("CAUGHT", e);
        }
    }
}
