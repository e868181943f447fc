package org.countersign.workflow.order;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.ReceiptDraft;
import org.countersign.workflow.support.Figures;
import org.countersign.workflow.support.TaskAnswer;
import org.countersign.workflow.support.TaskRule;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;

/** The form in which a receiver books what arrived: everything that is open, or one line with its quantities. */
final class ReceiptForm {

    private static final String LINE = "receivedLine";
    private static final String EVERYTHING = "all";

    private ReceiptForm() {}

    static void show(DelegateTask task, PurchaseOrder order) {
        var choices = new ArrayList<Map<String, Object>>();
        choices.add(Map.of("value", EVERYTHING, "label", "Everything that is open arrived, and all of it is good"));
        open(order)
                .forEach(line -> choices.add(Map.of(
                        "value",
                        Integer.toString(line.line()),
                        "label",
                        "Line " + line.line() + ": " + line.description() + " ("
                                + Figures.quantity(line.open(), line.unit()) + " open)")));
        TaskView.of(task).table("viewReceivable", choices);
    }

    /** @throws org.countersign.shared.RuleViolation when no line is named, or a quantity is no number */
    static ReceiptDraft read(DelegateTask task, PurchaseOrder order) {
        var chosen = TaskAnswer.text(task, LINE);
        return new ReceiptDraft(
                TaskView.written(task, "deliveryNote"),
                null,
                chosen.equals(EVERYTHING) ? everything(order) : List.of(line(task, chosen)));
    }

    private static List<ReceiptDraft.@Nullable Line> everything(PurchaseOrder order) {
        return open(order).stream()
                .<ReceiptDraft.@Nullable Line>map(
                        line -> new ReceiptDraft.Line(line.line(), line.open(), BigDecimal.ZERO, null))
                .toList();
    }

    private static ReceiptDraft.Line line(DelegateTask task, String chosen) {
        check(chosen.matches("\\d{1,6}"), TaskRule.NUMBER_NEEDED, LINE, chosen);
        return new ReceiptDraft.Line(
                Integer.valueOf(chosen),
                TaskAnswer.number(task, "arrived"),
                TaskAnswer.number(task, "rejected"),
                TaskView.written(task, "reason"));
    }

    private static List<PurchaseOrderLine> open(PurchaseOrder order) {
        return order.lines().stream().filter(line -> line.open().signum() > 0).toList();
    }
}
