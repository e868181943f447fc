package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.countersign.shared.FieldProblem;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;

/** Reads numbers and dates, and notes those that are none. */
final class XmlValues {

    private final List<FieldProblem> problems = new ArrayList<>();

    @Nullable
    BigDecimal decimal(XmlNode node, String path) {
        var text = node.text();
        if (text == null) {
            return null;
        }
        if (text.matches("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})")) {
            return new BigDecimal(text);
        }
        problems.add(new FieldProblem(path, "is no decimal number: \"" + text + "\""));
        return null;
    }

    /** Null where it is zero, which says as little as nothing. */
    @Nullable
    BigDecimal unlessZero(XmlNode node, String path) {
        var value = decimal(node, path);
        return value == null || value.signum() == 0 ? null : value;
    }

    /**
     * How much of a line is charged. Where an invoice names none it is one; a credit that names none is for the price, and
     * nothing of the goods is taken back (R16).
     */
    @Nullable
    BigDecimal quantity(XmlNode node, InvoiceType type, String path) {
        if (node.text() == null) {
            return type == InvoiceType.CREDIT_NOTE ? null : BigDecimal.ONE;
        }
        return decimal(node, path);
    }

    /** What allowances take off a line, less what charges put on it; null where they come to nothing. */
    @Nullable
    BigDecimal takenOff(Stream<XmlNode> adjustments, Predicate<XmlNode> isCharge, String amount, String path) {
        var taken = BigDecimal.ZERO;
        for (var one : adjustments.toList()) {
            var value = decimal(one.child(amount), path + amount);
            if (value != null) {
                taken = isCharge.test(one) ? taken.subtract(value) : taken.add(value);
            }
        }
        return taken.signum() == 0 ? null : taken;
    }

    /** A day as UBL writes it, with or without a time zone. */
    @Nullable
    LocalDate date(XmlNode node, String path) {
        var text = node.text();
        return text == null
                ? null
                : date(text.length() > 10 ? text.substring(0, 10) : text, DateTimeFormatter.ISO_LOCAL_DATE, text, path);
    }

    /** A day as CII writes it: {@code 20261122} in format 102. */
    @Nullable
    LocalDate compactDate(XmlNode node, String path) {
        var text = node.child("DateTimeString").text();
        if (text == null) {
            return date(node.child("DateTime"), path);
        }
        return date(text.length() > 8 ? text.substring(0, 8) : text, DateTimeFormatter.BASIC_ISO_DATE, text, path);
    }

    private @Nullable LocalDate date(String day, DateTimeFormatter format, String text, String path) {
        try {
            return LocalDate.parse(day, format);
        } catch (DateTimeException e) {
            problems.add(new FieldProblem(path, "is no date: \"" + text + "\""));
            return null;
        }
    }

    /** The rates that the document's own tax table names, for lines that give only the category. */
    Map<String, BigDecimal> ratesByCategory(Stream<XmlNode> table, String category, String percent) {
        var rates = new HashMap<String, BigDecimal>();
        var ambiguous = new HashSet<String>();
        table.forEach(row -> {
            var id = row.child(category).text();
            var rate = decimal(row.child(percent), percent);
            if (id != null && rate != null) {
                var before = rates.put(id, rate);
                if (before != null && before.compareTo(rate) != 0) {
                    ambiguous.add(id);
                }
            }
        });
        ambiguous.forEach(rates::remove);
        return rates;
    }

    /** @throws RuleViolation where something could not be read (422) */
    void demandReadable() {
        if (!problems.isEmpty()) {
            throw new RuleViolation(
                    InvoicingRule.UNREADABLE_DOCUMENT,
                    problems,
                    problems.get(0).field() + " " + problems.get(0).message() + ".");
        }
    }
}
