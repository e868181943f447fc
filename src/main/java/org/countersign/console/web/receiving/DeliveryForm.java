package org.countersign.console.web.receiving;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.countersign.console.page.FormProblems;
import org.countersign.console.page.Words;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.receiving.AnnouncedLine;
import org.countersign.receiving.DespatchAdvice;
import org.countersign.receiving.ReceiptDraft;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What somebody wrote into the form of a delivery, as it was written, so that it can be shown again.
 *
 * @param form drawn when the form was first shown: what comes twice with it is booked once
 * @param deliveryNote the supplier's number of the delivery
 * @param arrived by line
 * @param rejected by line
 * @param reason by line
 * @param lot by line
 * @param serials by line, parted by commas, semicolons or ends of lines
 * @param unit by line, the one that was counted in
 * @param percent by line, of a service that is accepted so
 * @param amount by line, of a service that is accepted so
 */
record DeliveryForm(
        String form,
        String deliveryNote,
        Map<Integer, String> arrived,
        Map<Integer, String> rejected,
        Map<Integer, String> reason,
        Map<Integer, String> lot,
        Map<Integer, String> serials,
        Map<Integer, String> unit,
        Map<Integer, String> percent,
        Map<Integer, String> amount) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern FIELD =
            Pattern.compile("(arrived|rejected|reason|lot|serials|unit|percent|amount)\\.([0-9]{1,6})");
    private static final Pattern PATH = Pattern.compile(
            "lines\\[([0-9]+)]\\.(line|quantity|rejected|reason|lot|serialNumbers|unit|percent|amount)");

    static DeliveryForm empty() {
        return new DeliveryForm(
                UUID.randomUUID().toString(),
                "",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    static DeliveryForm read(MultiValueMap<String, String> sent) {
        var fields = Map.of(
                "arrived", new TreeMap<Integer, String>(),
                "rejected", new TreeMap<Integer, String>(),
                "reason", new TreeMap<Integer, String>(),
                "lot", new TreeMap<Integer, String>(),
                "serials", new TreeMap<Integer, String>(),
                "unit", new TreeMap<Integer, String>(),
                "percent", new TreeMap<Integer, String>(),
                "amount", new TreeMap<Integer, String>());
        sent.forEach((name, values) -> {
            var field = FIELD.matcher(name);
            var value = values.isEmpty() ? "" : values.get(0).strip();
            var written = field.matches() ? fields.get(field.group(1)) : null;
            if (written != null && !value.isEmpty()) {
                written.put(Integer.valueOf(field.group(2)), value);
            }
        });
        var form = sent.getFirst("form");
        return new DeliveryForm(
                form != null && FORM.matcher(form).matches()
                        ? form
                        : UUID.randomUUID().toString(),
                text(sent.getFirst("deliveryNote")),
                fields.getOrDefault("arrived", new TreeMap<>()),
                fields.getOrDefault("rejected", new TreeMap<>()),
                fields.getOrDefault("reason", new TreeMap<>()),
                fields.getOrDefault("lot", new TreeMap<>()),
                fields.getOrDefault("serials", new TreeMap<>()),
                fields.getOrDefault("unit", new TreeMap<>()),
                fields.getOrDefault("percent", new TreeMap<>()),
                fields.getOrDefault("amount", new TreeMap<>()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * A form that begins with what was announced, as far as this order knows it: nothing is booked until somebody does.
     *
     * @param mine the lines that the person may book
     */
    static DeliveryForm announced(DespatchAdvice advice, List<PurchaseOrderLine> mine) {
        var form = empty();
        var arrived = new TreeMap<Integer, String>();
        var lot = new TreeMap<Integer, String>();
        var serials = new TreeMap<Integer, String>();
        var unit = new TreeMap<Integer, String>();
        for (var line : mine) {
            var announced = AnnouncedLine.of(advice, line);
            announced.ifPresent(said -> {
                arrived.put(line.line(), said.quantity().stripTrailingZeros().toPlainString());
                unit.put(line.line(), said.unit());
                if (said.lot() != null) {
                    lot.put(line.line(), said.lot());
                }
                if (!said.serialNumbers().isEmpty()) {
                    serials.put(line.line(), String.join("\n", said.serialNumbers()));
                }
            });
        }
        return new DeliveryForm(
                form.form(), advice.number(), arrived, Map.of(), Map.of(), lot, serials, unit, Map.of(), Map.of());
    }

    /** The same form with everything that an advice announces of these lines; what was entered stays. */
    DeliveryForm withAllOf(DespatchAdvice advice, List<PurchaseOrderLine> mine) {
        var said = announced(advice, mine);
        var all = new TreeMap<>(said.arrived);
        List.of(percent, amount).forEach(shares -> all.keySet().removeAll(shares.keySet()));
        var counted = new TreeMap<>(unit);
        said.unit.forEach((line, code) -> {
            if (!arrived.containsKey(line)) {
                counted.put(line, code);
            }
        });
        all.putAll(arrived);
        return new DeliveryForm(form, deliveryNote, all, rejected, reason, lot, serials, counted, percent, amount);
    }

    /** The same form with everything that is open of these lines; what was entered stays. */
    DeliveryForm withAllOf(List<PurchaseOrderLine> lines) {
        var all = new TreeMap<>(arrived);
        var counted = new TreeMap<>(unit);
        lines.stream()
                .filter(line -> line.open().signum() > 0
                        && !arrived.containsKey(line.line())
                        && !percent.containsKey(line.line())
                        && !amount.containsKey(line.line()))
                .forEach(line -> {
                    var open = line.stated(line.open());
                    all.put(line.line(), open.quantity().stripTrailingZeros().toPlainString());
                    counted.put(line.line(), open.unit());
                });
        return new DeliveryForm(form, deliveryNote, all, rejected, reason, lot, serials, counted, percent, amount);
    }

    /** The same form with everything that is open of one line, whatever was entered. */
    DeliveryForm withAllOf(PurchaseOrderLine line) {
        var others = new TreeMap<>(arrived);
        var percents = new TreeMap<>(percent);
        var amounts = new TreeMap<>(amount);
        List.of(others, percents, amounts).forEach(field -> field.remove(line.line()));
        return new DeliveryForm(form, deliveryNote, others, rejected, reason, lot, serials, unit, percents, amounts)
                .withAllOf(List.of(line));
    }

    /** The lines of which something was entered, ascending. */
    List<Integer> lines() {
        var lines = new TreeMap<Integer, Boolean>();
        List.of(arrived, rejected, reason, lot, serials, percent, amount)
                .forEach(field -> field.keySet().forEach(line -> lines.put(line, true)));
        return List.copyOf(lines.keySet());
    }

    /** What is to be booked. */
    ReceiptDraft draft() {
        var draft = new ArrayList<ReceiptDraft.@Nullable Line>();
        lines().forEach(line -> draft.add(new ReceiptDraft.Line(
                line,
                number(arrived.get(line)),
                number(rejected.get(line)),
                reason.get(line),
                lot.get(line),
                numbers(serials.get(line)),
                unit.get(line),
                number(percent.get(line)),
                number(amount.get(line)))));
        return new ReceiptDraft(deliveryNote.isEmpty() ? null : deliveryNote, null, draft);
    }

    private static @Nullable List<@Nullable String> numbers(@Nullable String text) {
        return text == null
                ? null
                : Pattern.compile("[,;\\s]+")
                        .splitAsStream(text)
                        .filter(number -> !number.isEmpty())
                        .<@Nullable String>map(number -> number)
                        .toList();
    }

    /** Fields that should be numbers and are none, as they are named in the form. */
    List<String> unreadable() {
        var faulty = new ArrayList<String>();
        arrived.forEach((line, text) -> note(faulty, "arrived." + line, text));
        rejected.forEach((line, text) -> note(faulty, "rejected." + line, text));
        percent.forEach((line, text) -> note(faulty, "percent." + line, text));
        amount.forEach((line, text) -> note(faulty, "amount." + line, text));
        return faulty;
    }

    private static void note(List<String> faulty, String name, String text) {
        if (number(text) == null) {
            faulty.add(name);
        }
    }

    /** What was refused, each message at the field of this form. */
    FormProblems problems(RuleViolation violation, Words say) {
        var said = FormProblems.of(violation, say);
        var here = new LinkedHashMap<String, String>();
        violation
                .fields()
                .forEach(field -> here.merge(
                        fieldName(field), String.valueOf(said.at(field.field())), (one, two) -> one + " " + two));
        lineOf(violation).ifPresent(line -> here.put(fieldOf(line) + line, String.valueOf(said.sentence())));
        return new FormProblems(said.sentence(), here);
    }

    private String fieldOf(Integer line) {
        return percent.containsKey(line) ? "percent." : amount.containsKey(line) ? "amount." : "arrived.";
    }

    /** The line that an order's refusal is about: its first argument. */
    private Optional<Integer> lineOf(RuleViolation violation) {
        return Set.of("purchasing", "receiving").contains(violation.rule().module())
                        && violation.fields().isEmpty()
                ? violation.arguments().stream()
                        .limit(1)
                        .filter(argument -> argument.matches("[0-9]{1,6}"))
                        .map(Integer::valueOf)
                        .filter(lines()::contains)
                        .findFirst()
                : Optional.empty();
    }

    private String fieldName(FieldProblem field) {
        var path = PATH.matcher(field.field());
        if (!path.matches()) {
            return field.field();
        }
        var line = lines().get(Integer.parseInt(path.group(1)));
        return switch (path.group(2)) {
            case "rejected", "reason", "lot", "unit", "percent", "amount" -> path.group(2) + "." + line;
            case "serialNumbers" -> "serials." + line;
            default -> "arrived." + line;
        };
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var number = new BigDecimal(text.replace(',', '.'));
            return Math.abs(number.scale()) > 30 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether nothing was entered. */
    boolean isEmpty() {
        return lines().isEmpty();
    }

    /** The lines that a person may book, those with something open first. */
    static List<PurchaseOrderLine> openFirst(PurchaseOrder order) {
        var sorted = new ArrayList<>(order.lines());
        sorted.sort((one, two) ->
                Boolean.compare(one.open().signum() == 0, two.open().signum() == 0));
        return sorted;
    }
}
