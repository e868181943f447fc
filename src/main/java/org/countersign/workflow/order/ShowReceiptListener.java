package org.countersign.workflow.order;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.receiving.DespatchAnnouncements;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows what is open on the form in which a receiver books what arrives. */
@Component
class ShowReceiptListener implements TaskListener {

    private final OrderView view;
    private final DespatchAnnouncements announcements;
    private final GoodsReceiving receiving;

    ShowReceiptListener(OrderView view, DespatchAnnouncements announcements, GoodsReceiving receiving) {
        this.view = view;
        this.announcements = announcements;
        this.receiving = receiving;
    }

    @Override
    public void notify(DelegateTask task) {
        var order = view.show(task, Objects.requireNonNull(task.getExecution().getProcessBusinessKey()));
        ReceiptForm.show(
                TaskView.of(task),
                order,
                announcements.expectedOf(order),
                line -> receiving.isAcceptedByShare(order, line));
    }
}
