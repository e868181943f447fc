package org.countersign.console.web.order;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.console.OrderTimeline;
import org.countersign.console.page.Words;
import org.countersign.purchasing.PurchaseOrderLine;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** The timeline of an order in the reader's words: the trail keeps values as they are for whoever reads it raw. */
final class TimelineWords {

    private static final Pattern RECEIVED =
            Pattern.compile("Receipt\\[line=(\\d+), quantity=([\\d.]+), rejected=([\\d.]+)]");
    private static final Pattern RETURNED = Pattern.compile("[{ ](\\d+)=([\\d.]+)");
    private static final Pattern ANSWERED =
            Pattern.compile("\\b(line|quantity|unit price|promised) (\\d{4}-\\d\\d-\\d\\d|[\\d.]*\\d)");
    private static final Pattern CHANGED = Pattern.compile(
            "(?:(quantity|unit price|requested) )?(null|\\d{4}-\\d\\d-\\d\\d|[\\d.]*\\d) -> (null|\\d{4}-\\d\\d-\\d\\d|[\\d.]*\\d)");
    private static final Pattern AMOUNT = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(?: ([A-Z]{3}))?");

    private static final Set<String> NUMBERS_ONLY =
            Set.of("purchase-order.closed", "purchase-order.closed-short", "purchase-order.reopened");

    private static final List<String> DETAILS = List.of(
            "to",
            "reason",
            "comment",
            "note",
            "message",
            "reference",
            "deliveryNote",
            "accepted",
            "recipient",
            "response",
            "channel",
            "supplier",
            "total",
            "payable",
            "paid",
            "amount",
            "number",
            "invoice",
            "promised",
            "lines",
            "change",
            "revision",
            "level",
            "state",
            "result",
            "exceptions");

    private final Words say;
    private final Map<String, String> currencies;
    private final String currency;
    private final Map<Integer, PurchaseOrderLine> lines;

    /**
     * @param currencies in which a document's amounts are where they name none, by number
     * @param currency in which those of all other documents are
     * @param lines of the order as it is now, in whose units its goods are told
     */
    TimelineWords(Words say, Map<String, String> currencies, String currency, Collection<PurchaseOrderLine> lines) {
        this.say = say;
        this.currencies = Map.copyOf(currencies);
        this.currency = currency;
        this.lines = lines.stream().collect(Collectors.toMap(PurchaseOrderLine::line, Function.identity()));
    }

    /**
     * One event of the timeline.
     *
     * @param event as the trail has it
     * @param sentence what happened, in words
     * @param details what was said with it, by a word for it
     */
    record Told(OrderTimeline.Event event, String sentence, Map<String, String> details) {}

    Told told(OrderTimeline.Event event) {
        var key = event.event();
        var words = key.replace('.', ' ').replace('-', ' ');
        var putRight = say.putRight(key, event.details());
        var sentence = putRight == null
                ? say.textOr("orders.event." + key, Character.toUpperCase(words.charAt(0)) + words.substring(1))
                : putRight;
        var details = new LinkedHashMap<String, String>();
        for (var field : DETAILS) {
            var value = text(event, field, event.details().get(field));
            if (value != null && !(field.equals("lines") && NUMBERS_ONLY.contains(key))) {
                details.put(say.text("orders.detail." + field), value);
            }
        }
        return new Told(event, sentence, details);
    }

    private @Nullable String text(OrderTimeline.Event from, String field, @Nullable Object value) {
        if (value == null
                || value.toString().isBlank()
                || value instanceof Collection<?> many && many.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()) {
            return null;
        }
        var event = from.event();
        return switch (field) {
            case "to" -> event.startsWith("approval.") ? say.name(new UserId(value.toString())) : null;
            case "total", "payable", "paid", "amount" -> amount(value.toString(), from.document());
            case "reason" ->
                say.explained(Explanation.kept(
                        value.toString(), from.details().get("reasonParts") instanceof String parts ? parts : null));
            case "response" -> say.textOr("orders.response." + value, value.toString());
            case "channel" -> say.textOr("orders.channel." + value, value.toString());
            case "state" ->
                event.startsWith("goods-receipt") ? say.textOr("orders.receiptState." + value, value.toString()) : null;
            case "result" -> say.textOr("orders.matchResult." + value, value.toString());
            case "exceptions", "accepted" -> joined(value);
            case "lines" -> event.startsWith("change-order.") ? changesSaid(joined(value)) : linesSaid(joined(value));
            case "promised" -> promised(value);
            case "number" -> event.equals("invoice.captured") ? value.toString() : null;
            default -> value.toString();
        };
    }

    private static String joined(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(Object::toString).collect(Collectors.joining("; "))
                : value.toString();
    }

    private String promised(Object value) {
        if (!(value instanceof Map<?, ?> dates)) {
            return value.toString();
        }
        var byLine = new TreeMap<Integer, String>();
        dates.forEach((line, date) ->
                byLine.put(Integer.valueOf(String.valueOf(line)), say.date(LocalDate.parse(String.valueOf(date)))));
        return byLine.entrySet().stream()
                .map(date -> say.text("orders.detail.line", date.getKey(), date.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** Lines as the trail has them, for whoever reads it raw, said in the reader's words. */
    private String linesSaid(String lines) {
        var received = RECEIVED.matcher(lines)
                .replaceAll(part -> Matcher.quoteReplacement(say.text(
                        part.group(3).equals("0") ? "orders.detail.line" : "orders.detail.lineRejected",
                        part.group(1),
                        counted(part.group(1), part.group(2)),
                        counted(part.group(1), part.group(3)))));
        var returned = RETURNED.matcher(received);
        if (returned.find()) {
            return returned.results()
                    .map(part -> say.text("orders.detail.line", part.group(1), counted(part.group(1), part.group(2))))
                    .collect(Collectors.joining("; "));
        }
        return ANSWERED.matcher(received)
                .replaceAll(part -> Matcher.quoteReplacement(
                        switch (part.group(1)) {
                            case "line" -> say.text("orders.line") + " " + part.group(2);
                            case "quantity" -> say.text("orders.quantity") + " " + number(part.group(2));
                            case "unit price" -> say.text("orders.price") + " " + number(part.group(2));
                            default -> say.text("orders.promisedOn", say.date(LocalDate.parse(part.group(2))));
                        }));
    }

    /** What changes of an order, as the trail has it, in the reader's words. */
    private String changesSaid(String lines) {
        var terms = CHANGED.matcher(lines)
                .replaceAll(part -> Matcher.quoteReplacement(
                        (part.group(1) == null ? "" : say.text("orders.detail." + key(part.group(1))) + " ")
                                + term(part.group(2)) + " → " + term(part.group(3))));
        return terms.replaceAll(
                        "\\bline (\\d+) removed\\b", Matcher.quoteReplacement(say.text("orders.line")) + " $1 −")
                .replaceAll("\\bline (\\d+) added\\b", Matcher.quoteReplacement(say.text("orders.line")) + " $1 +")
                .replaceAll("\\bline (\\d+)\\b", Matcher.quoteReplacement(say.text("orders.line")) + " $1");
    }

    private static String key(String field) {
        return switch (field) {
            case "quantity" -> "quantity";
            case "unit price" -> "price";
            default -> "requested";
        };
    }

    private String term(String value) {
        return value.equals("null") ? "–" : value.contains("-") ? say.date(LocalDate.parse(value)) : number(value);
    }

    /** Goods are kept as they are counted, in the smallest of the line's units; of a line that is gone only the number is known. */
    private String counted(String line, String number) {
        var of = lines.get(Integer.valueOf(line));
        return of == null ? number(number) : say.quantity(of.stated(of.units().inOwn(new BigDecimal(number))));
    }

    private String number(String number) {
        return say.number(new BigDecimal(number));
    }

    private String amount(String value, String document) {
        var amount = AMOUNT.matcher(value);
        if (!amount.matches()) {
            return value;
        }
        var named = amount.group(2);
        return say.amount(
                new BigDecimal(amount.group(1)), named == null ? currencies.getOrDefault(document, currency) : named);
    }
}
