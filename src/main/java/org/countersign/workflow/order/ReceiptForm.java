package org.countersign.workflow.order;

import static org.countersign.shared.RuleViolation.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.AnnouncedLine;
import org.countersign.receiving.DespatchAdvice;
import org.countersign.receiving.DespatchAnnouncements;
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
    private static final String ADVICE = "advice:";

    private ReceiptForm() {}

    /**
     * @param announced what was announced and has not come
     * @param byShare which lines people are offered to accept by percent or amount
     */
    static void show(
            TaskView task, PurchaseOrder order, List<DespatchAdvice> announced, Predicate<PurchaseOrderLine> byShare) {
        var choices = new ArrayList<Map<String, Object>>();
        announced.stream()
                .filter(advice -> !announced(order, advice).isEmpty())
                .forEach(advice -> choices.add(Map.of(
                        "value",
                        ADVICE + advice.id(),
                        "label",
                        "Just what delivery note " + advice.number() + " announces (" + said(order, advice) + ")")));
        choices.add(Map.of("value", EVERYTHING, "label", "Everything that is open arrived, and all of it is good"));
        open(order).forEach(line -> choices.add(choice(line, byShare.test(line))));
        task.table("viewReceivable", choices).table("viewUnits", units(order));
    }

    /** What the form asks of a line stands in its choice: a variable of its own would be written for every order. */
    private static Map<String, Object> choice(PurchaseOrderLine line, boolean byShare) {
        var open = line.stated(line.open());
        var choice = new LinkedHashMap<String, Object>();
        choice.put("value", Integer.toString(line.line()));
        choice.put(
                "label",
                "Line " + line.line() + ": " + line.description() + " ("
                        + Figures.quantity(open.quantity(), open.unit()) + " open)");
        if (byShare) {
            choice.put("share", "yes");
        }
        return choice;
    }

    /** @throws org.countersign.shared.RuleViolation when no line is named, or a quantity is no number */
    static ReceiptDraft read(DelegateTask task, PurchaseOrder order, DespatchAnnouncements announcements) {
        var chosen = TaskAnswer.text(task, LINE);
        if (chosen.startsWith(ADVICE)) {
            var advice = announcements.expectedOf(order).stream()
                    .filter(one -> chosen.equals(ADVICE + one.id()))
                    .findFirst();
            check(advice.isPresent(), TaskRule.FIELD_NEEDED, LINE);
            return new ReceiptDraft(advice.orElseThrow().number(), null, announced(order, advice.orElseThrow()));
        }
        return new ReceiptDraft(
                TaskView.written(task, "deliveryNote"),
                null,
                chosen.equals(EVERYTHING) ? everything(order) : List.of(line(task, order, chosen)));
    }

    private static List<ReceiptDraft.@Nullable Line> announced(PurchaseOrder order, DespatchAdvice advice) {
        var lines = new ArrayList<ReceiptDraft.@Nullable Line>();
        for (var line : order.lines()) {
            AnnouncedLine.of(advice, line)
                    .ifPresent(said -> lines.add(new ReceiptDraft.Line(
                            line.line(),
                            said.quantity(),
                            BigDecimal.ZERO,
                            null,
                            said.lot(),
                            List.copyOf(said.serialNumbers()),
                            said.unit())));
        }
        return lines;
    }

    private static String said(PurchaseOrder order, DespatchAdvice advice) {
        return announced(order, advice).stream()
                .filter(Objects::nonNull)
                .map(line -> Figures.quantity(line.quantity(), line.unit()))
                .collect(Collectors.joining(", "));
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

    /** Where a line knows several units the form shows what is open in pieces: which of them was counted has to be said. */
    private static ReceiptDraft.Line line(DelegateTask task, PurchaseOrder order, String chosen) {
        check(chosen.matches("\\d{1,6}"), TaskRule.NUMBER_NEEDED, LINE, chosen);
        var plain = order.lines().stream()
                .filter(line -> Integer.toString(line.line()).equals(chosen))
                .allMatch(line -> line.units().isPlain());
        check(plain || TaskView.written(task, "countedIn") != null, TaskRule.FIELD_NEEDED, "countedIn");
        var percent = TaskAnswer.taken(task, "acceptedPercent");
        var amount = TaskAnswer.taken(task, "acceptedAmount");
        var arrived = TaskAnswer.number(task, "arrived");
        var counted = percent == null && amount == null || arrived.signum() != 0;
        return new ReceiptDraft.Line(
                Integer.valueOf(chosen),
                counted ? arrived : null,
                TaskAnswer.number(task, "rejected"),
                TaskView.written(task, "reason"),
                TaskView.written(task, "lot"),
                serials(TaskView.written(task, "serialNumbers")),
                TaskView.written(task, "countedIn"),
                percent,
                amount);
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
