package org.countersign.workflow.order;

import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.context.DelegateExecutionContext;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.receiving.DespatchAnnouncements;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.ReceivingWorkflow;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The processes {@code late-receipt} and {@code goods-inspection} as receiving sees them. */
@Component
class LateReceiptProcess implements ReceivingWorkflow {

    private static final String INSPECTION = "goods-inspection";

    private final EngineGateway engine;
    private final TaskService tasks;
    private final ObjectProvider<DespatchAnnouncements> announcements;
    private final ObjectProvider<GoodsReceiving> receiving;

    LateReceiptProcess(
            EngineGateway engine,
            TaskService tasks,
            ObjectProvider<DespatchAnnouncements> announcements,
            ObjectProvider<GoodsReceiving> receiving) {
        this.engine = engine;
        this.tasks = tasks;
        this.announcements = announcements;
        this.receiving = receiving;
    }

    @Override
    public void announced(PurchaseOrder order) {
        var expected = announcements.getObject().expectedOf(order);
        var goods = receiving.getObject();
        engine.asProduct(() -> {
            var open = tasks.createTaskQuery()
                    .processInstanceBusinessKey(order.number().value())
                    .taskDefinitionKey("userTask_receiveGoods")
                    .list();
            open.forEach(task -> ReceiptForm.show(
                    TaskView.of(tasks, task.getId()), order, expected, line -> goods.isAcceptedByShare(order, line)));
            return open.size();
        });
    }

    @Override
    public void arrivedUnexpected(GoodsReceipt receipt) {
        engine.start("late-receipt", receipt.number(), Map.of());
    }

    @Override
    public void toInspect(GoodsReceipt receipt) {
        engine.start(INSPECTION, receipt.number(), Map.of());
    }

    @Override
    public void inspected(GoodsReceipt receipt) {
        // The task that books a finding is completed by the same call: it must not be interrupted by its own message.
        var running = DelegateExecutionContext.getCurrentDelegationExecution();
        var byItsTask = running != null
                && "userTask_inspectGoods".equals(running.getCurrentActivityId())
                && receipt.number().value().equals(running.getProcessBusinessKey());
        if (!byItsTask) {
            engine.tell("goods-inspection.inspected", receipt.number());
        }
    }
}
