package org.countersign.architecture.canary.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A delegate that does not say so. */
public class SendsOrder implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {}
}
