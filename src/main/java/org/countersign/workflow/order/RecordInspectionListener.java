package org.countersign.workflow.order;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.receiving.GoodsReceipt;
import org.countersign.receiving.GoodsReceiving;
import org.countersign.receiving.InspectionDraft;
import org.countersign.shared.DocumentNumber;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskAnswer;
import org.countersign.workflow.support.TaskRule;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands what an inspector found to the domain; a refused quantity keeps the task open. */
@Component
class RecordInspectionListener implements TaskListener {

    private static final String LINE = "inspectedLine";

    private final GoodsReceiving receiving;
    private final CurrentActor actor;

    RecordInspectionListener(GoodsReceiving receiving, CurrentActor actor) {
        this.receiving = receiving;
        this.actor = actor;
    }

    @Override
    public void notify(DelegateTask task) {
        var answer = TaskAnswer.of(task, "done");
        var receipt = receiving.receipt(new DocumentNumber(task.getExecution().getProcessBusinessKey()));
        var chosen = TaskAnswer.text(task, LINE);
        receiving.inspect(
                new PurchaseOrderNumber(receipt.purchaseOrder()),
                receipt.number().value(),
                new InspectionDraft(
                        chosen.equals("all") ? everything(receipt) : List.of(line(task, chosen)), answer.comment()),
                actor.get());
    }

    private static List<InspectionDraft.@Nullable Line> everything(GoodsReceipt receipt) {
        return receipt.lines().stream()
                .filter(line -> line.uninspected().signum() > 0)
                .<InspectionDraft.@Nullable Line>map(
                        line -> new InspectionDraft.Line(line.line(), BigDecimal.ZERO, null))
                .toList();
    }

    private static InspectionDraft.Line line(DelegateTask task, String chosen) {
        check(chosen.matches("\\d{1,6}"), TaskRule.NUMBER_NEEDED, LINE, chosen);
        return new InspectionDraft.Line(
                Integer.valueOf(chosen), TaskAnswer.number(task, "failed"), TaskView.written(task, "reason"));
    }
}
