package org.countersign.workflow.order;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows an order on the form of its task. */
@Component
class ShowOrderListener implements TaskListener {

    private final OrderView view;

    ShowOrderListener(OrderView view) {
        this.view = view;
    }

    @Override
    public void notify(DelegateTask task) {
        view.show(task, Objects.requireNonNull(task.getExecution().getProcessBusinessKey()));
    }
}
