package org.countersign.architecture.canary.workflow;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.transaction.annotation.Transactional;

/** A listener with a transaction of its own. */
public class TransactionalListener implements TaskListener {

    @Override
    @Transactional
    public void notify(DelegateTask task) {}
}
