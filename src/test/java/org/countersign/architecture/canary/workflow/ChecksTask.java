package org.countersign.architecture.canary.workflow;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** A listener that does not say so. */
public class ChecksTask implements TaskListener {

    @Override
    public void notify(DelegateTask task) {}
}
