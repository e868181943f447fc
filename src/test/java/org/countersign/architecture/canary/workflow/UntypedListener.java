package org.countersign.architecture.canary.workflow;

import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** A listener that stores a serialized object. */
public class UntypedListener implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        task.setVariable("total", BigDecimal.ONE);
    }
}
