package org.countersign.workflow.order;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.ReceiptDraft;
import org.countersign.workflow.support.TaskRule;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;

/** The form in which a receiver books what arrived: one row for each open line. */
final class ReceiptForm {

    private static final String LINES = "receivedLines";
    private static final String DELIVERY_NOTE = "deliveryNote";

    private ReceiptForm() {}

    static void show(DelegateTask task, PurchaseOrder order) {
        TaskView.of(task)
                .input(
                        LINES,
                        order.lines().stream()
                                .filter(line -> line.open().signum() > 0)
                                .map(ReceiptForm::row)
                                .toList());
    }

    private static Map<String, Object> row(PurchaseOrderLine line) {
        return Map.of(
                "line", line.line(),
                "description", line.description(),
                "unit", line.unit(),
                "open", plain(line.open()),
                "arrived", line.open().stripTrailingZeros(),
                "rejected", 0);
    }

    /** @throws org.countersign.shared.RuleViolation when a cell is no number, or nothing arrived */
    static ReceiptDraft read(DelegateTask task) {
        var lines = TaskView.rows(task, LINES).stream()
                .map(ReceiptForm::line)
                .filter(Objects::nonNull)
                .toList();
        check(!lines.isEmpty(), TaskRule.FIELD_NEEDED, "arrived");
        return new ReceiptDraft(TaskView.written(task, DELIVERY_NOTE), null, List.copyOf(lines));
    }

    private static ReceiptDraft.@Nullable Line line(Map<String, Object> row) {
        var arrived = number(row.get("arrived"), "arrived");
        if (arrived.signum() == 0) {
            return null;
        }
        var reason = row.get("reason");
        return new ReceiptDraft.Line(
                number(row.get("line"), "line").intValue(),
                arrived,
                number(row.get("rejected"), "rejected"),
                reason instanceof String text && !text.isBlank() ? text.trim() : null);
    }

    private static BigDecimal number(@Nullable Object cell, String name) {
        var text = cell == null
                ? "0"
                : cell instanceof BigDecimal decimal
                        ? decimal.toPlainString()
                        : cell.toString().trim();
        check(text.matches("-?\\d{1,13}(\\.\\d{1,12})?"), TaskRule.NUMBER_NEEDED, name, text);
        return new BigDecimal(text);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
