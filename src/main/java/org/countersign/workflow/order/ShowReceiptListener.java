package org.countersign.workflow.order;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows what is open on the form in which a receiver books what arrives. */
@Component
class ShowReceiptListener implements TaskListener {

    private final OrderView view;

    ShowReceiptListener(OrderView view) {
        this.view = view;
    }

    @Override
    public void notify(DelegateTask task) {
        ReceiptForm.show(
                task, view.show(task, Objects.requireNonNull(task.getExecution().getProcessBusinessKey())));
    }
}
