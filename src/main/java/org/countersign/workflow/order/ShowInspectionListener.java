package org.countersign.workflow.order;

import java.util.ArrayList;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskView;
import org.springframework.stereotype.Component;

/** Shows what waits for its inspection. */
@Component
class ShowInspectionListener implements TaskListener {

    private final OrderView view;
    private final GoodsReceiving receiving;

    ShowInspectionListener(OrderView view, GoodsReceiving receiving) {
        this.view = view;
        this.receiving = receiving;
    }

    @Override
    public void notify(DelegateTask task) {
        var receipt = receiving.receipt(new DocumentNumber(task.getExecution().getProcessBusinessKey()));
        var order = view.show(task, receipt.purchaseOrder());
        var choices = new ArrayList<Map<String, Object>>();
        choices.add(Map.of("value", "all", "label", "Everything that waits passed"));
        for (var line : receipt.lines()) {
            if (line.uninspected().signum() > 0) {
                var ordered = order.line(line.line());
                choices.add(Map.of(
                        "value",
                        Integer.toString(line.line()),
                        "label",
                        "Line " + line.line() + ": " + ordered.description() + " ("
                                + Figures.quantity(line.uninspected(), line.unitOr(ordered.unit())) + " to inspect)"));
            }
        }
        TaskView.of(task)
                .text("viewReceipt", receipt.number())
                .text("viewDeliveryNote", receipt.deliveryNote())
                .table("viewToInspect", choices);
    }
}
