package org.countersign.architecture.canary.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A delegate that anybody may call. */
public class PublicDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {}
}
