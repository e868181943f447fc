package org.countersign.console.web.sales;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.console.page.DecimalText;
import org.countersign.sales.SalesOrder;
import org.countersign.sales.SalesOrderDraft;
import org.countersign.shared.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The form of a sales order: what was entered, as it was entered. The fields are named as over REST. */
record SalesOrderForm(String customer, String title, String reference, String currency, List<Line> lines) {

    private static final int BLANK = 2;
    private static final int MOST = 1000;

    /** One line as it was entered. */
    record Line(String item, String description, String quantity, String unit, String unitPrice) {

        static final Line EMPTY = new Line("", "", "", "", "");

        boolean isBlank() {
            return (item + description + quantity + unitPrice).isBlank();
        }
    }

    static SalesOrderForm empty(String currency) {
        return new SalesOrderForm("", "", "", currency, List.of()).withBlankLines();
    }

    static SalesOrderForm of(SalesOrder order, Locale language) {
        return new SalesOrderForm(
                        order.customer(),
                        order.title(),
                        Objects.requireNonNullElse(order.reference(), ""),
                        order.currency().getCurrencyCode(),
                        order.lines().stream()
                                .map(line -> new Line(
                                        Objects.requireNonNullElse(line.item(), ""),
                                        line.description(),
                                        DecimalText.of(line.quantity(), language),
                                        line.unit(),
                                        DecimalText.of(line.unitPrice(), 2, language)))
                                .toList())
                .withBlankLines();
    }

    /** What was sent, without the lines that were left blank: what is wrong stands at the line it is about. */
    static SalesOrderForm read(MultiValueMap<String, String> sent) {
        return new SalesOrderForm(
                text(sent, "customer"),
                text(sent, "title"),
                text(sent, "reference"),
                text(sent, "currency"),
                IntStream.range(0, MOST)
                        .takeWhile(at -> sent.containsKey("lines[" + at + "].description"))
                        .mapToObj(at -> "lines[" + at + "].")
                        .map(path -> new Line(
                                text(sent, path + "item"),
                                text(sent, path + "description"),
                                text(sent, path + "quantity"),
                                text(sent, path + "unit"),
                                text(sent, path + "unitPrice")))
                        .filter(line -> !line.isBlank())
                        .toList());
    }

    SalesOrderForm withBlankLines() {
        var all = new ArrayList<>(lines);
        for (var more = 0; more < BLANK; more++) {
            all.add(Line.EMPTY);
        }
        return new SalesOrderForm(customer, title, reference, currency, all);
    }

    /** The fields that hold no figure where one belongs, with what was written there. */
    Map<String, String> noFigures(Locale language) {
        var found = new LinkedHashMap<String, String>();
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            if (!line.quantity().isEmpty() && figure(line.quantity(), language) == null) {
                found.put("lines[" + at + "].quantity", line.quantity());
            }
            if (!line.unitPrice().isEmpty() && figure(line.unitPrice(), language) == null) {
                found.put("lines[" + at + "].unitPrice", line.unitPrice());
            }
        }
        return found;
    }

    SalesOrderDraft draft(Locale language) {
        return new SalesOrderDraft(
                customerNumber(),
                Formats.trimmed(title),
                Formats.trimmed(reference),
                Formats.trimmed(currency),
                lines.stream()
                        .map(line -> new SalesOrderDraft.Line(
                                Formats.trimmed(line.item()),
                                Formats.trimmed(line.description()),
                                figure(line.quantity(), language),
                                Formats.trimmed(line.unit()),
                                figure(line.unitPrice(), language)))
                        .toList());
    }

    /** The field proposes customers as {@code Name (number)}. */
    private @Nullable String customerNumber() {
        var text = Formats.trimmed(customer);
        if (text == null || !text.endsWith(")") || text.indexOf('(') < 0) {
            return text;
        }
        return text.substring(text.lastIndexOf('(') + 1, text.length() - 1);
    }

    private static @Nullable BigDecimal figure(String written, Locale language) {
        return DecimalText.parse(written, language).orElse(null);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "").strip();
    }
}
