package org.countersign.workflow.order;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.ReceiptState;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows goods that came for a closed order or line, or more than were ordered. */
@Component
class ShowLateReceiptListener implements TaskListener {

    private final OrderView view;
    private final GoodsReceiving receiving;

    ShowLateReceiptListener(OrderView view, GoodsReceiving receiving) {
        this.view = view;
        this.receiving = receiving;
    }

    @Override
    public void notify(DelegateTask task) {
        var receipt = receiving.receipt(new DocumentNumber(task.getExecution().getProcessBusinessKey()));
        var order = view.show(task, receipt.purchaseOrder());
        TaskView.of(task)
                .text("viewReceipt", receipt.number())
                .text("viewSurplus", receipt.state() == ReceiptState.SURPLUS ? "yes" : "")
                .text("viewDeliveryNote", receipt.deliveryNote())
                .text(
                        "viewArrived",
                        receipt.lines().stream()
                                .map(line -> line.line() + ". "
                                        + order.line(line.line()).description() + ": "
                                        + Figures.quantity(
                                                line.quantity(),
                                                line.unitOr(
                                                        order.line(line.line()).unit())))
                                .collect(Collectors.joining(", ")));
    }
}
