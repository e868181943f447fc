package org.countersign.workflow.config;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.workflow.support.TaskAnswer;
import org.springframework.stereotype.Component;

/** Stands where the product's own listeners stand: refuses an answer that is none. */
@Component
class DoorsExampleListener implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        TaskAnswer.of(task, "approve", "reject");
    }
}
