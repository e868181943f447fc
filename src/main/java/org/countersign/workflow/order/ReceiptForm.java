package org.countersign.workflow.order;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
                                + Figures.quantity(
                                        line.stated(line.open()).quantity(),
                                        line.stated(line.open()).unit())
                                + " open)")));
        TaskView.of(task).table("viewReceivable", choices).table("viewUnits", units(order));
    }

    /** @throws org.countersign.shared.RuleViolation when no line is named, or a quantity is no number */
    static ReceiptDraft read(DelegateTask task, PurchaseOrder order) {
        var chosen = TaskAnswer.text(task, LINE);
        return new ReceiptDraft(
                TaskView.written(task, "deliveryNote"),
                null,
                chosen.equals(EVERYTHING) ? everything(order) : List.of(line(task, chosen)));
    }

    /** The units of lines that know several: a form knows no choice that depends on another one. */
    private static List<Map<String, Object>> units(PurchaseOrder order) {
        var units = new TreeSet<String>();
        open(order).stream()
                .filter(line -> !line.units().isPlain())
                .forEach(line -> units.addAll(line.units().sizes().keySet()));
        return units.stream()
                .map(unit -> Map.<String, Object>of("value", unit, "label", Figures.unit(unit)))
                .toList();
    }

    private static List<ReceiptDraft.@Nullable Line> everything(PurchaseOrder order) {
        return open(order).stream()
                .<ReceiptDraft.@Nullable Line>map(line -> {
                    var open = line.stated(line.open());
                    return new ReceiptDraft.Line(
                            line.line(), open.quantity(), BigDecimal.ZERO, null, null, null, open.unit());
                })
                .toList();
    }

    private static ReceiptDraft.Line line(DelegateTask task, String chosen) {
        check(chosen.matches("\\d{1,6}"), TaskRule.NUMBER_NEEDED, LINE, chosen);
        return new ReceiptDraft.Line(
                Integer.valueOf(chosen),
                TaskAnswer.number(task, "arrived"),
                TaskAnswer.number(task, "rejected"),
                TaskView.written(task, "reason"),
                TaskView.written(task, "lot"),
                serials(TaskView.written(task, "serialNumbers")),
                TaskView.written(task, "countedIn"));
    }

    private static @Nullable List<@Nullable String> serials(@Nullable String written) {
        return written == null
                ? null
                : Pattern.compile("[,;\\s]+")
                        .splitAsStream(written)
                        .filter(number -> !number.isEmpty())
                        .<@Nullable String>map(number -> number)
                        .toList();
    }

    private static List<PurchaseOrderLine> open(PurchaseOrder order) {
        return order.lines().stream().filter(line -> line.open().signum() > 0).toList();
    }
}
