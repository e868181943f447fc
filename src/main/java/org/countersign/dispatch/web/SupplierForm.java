package org.countersign.dispatch.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.countersign.dispatch.SupplierAnswer;
import org.countersign.dispatch.SupplierResponse;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.purchasing.PurchaseOrderLine;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier filled in on its page, kept so that nothing has to be entered again where it could not be taken.
 *
 * @param response the form that was sent: the name of a {@link SupplierResponse}, or {@link #MESSAGE}
 * @param message what was written without deciding anything
 * @param lines proposed values by field, {@code date-1}, {@code quantity-1}, {@code price-1}
 */
record SupplierForm(
        String response,
        @Nullable String reference,
        @Nullable String note,
        @Nullable String message,
        Map<String, String> lines) {

    static final String MESSAGE = "MESSAGE";
    static final SupplierForm EMPTY = new SupplierForm("", null, null, null, Map.of());

    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_NOTE = 2000;
    private static final int WHOLE_DIGITS = 13;
    private static final int QUANTITY_DIGITS = 6;
    private static final int PRICE_DIGITS = 8;
    private static final Pattern LINE = Pattern.compile("(date|quantity|price)-\\d{1,6}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,20}([.,]\\d{0,20})?");

    static SupplierForm of(Map<String, String> fields) {
        var lines = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (LINE.matcher(name).matches() && !value.isBlank()) {
                lines.put(name, value.trim());
            }
        });
        return new SupplierForm(
                fields.containsKey("message") ? MESSAGE : fields.getOrDefault("response", ""),
                fields.get("reference"),
                fields.get("note"),
                fields.get("message"),
                Map.copyOf(lines));
    }

    /**
     * Something that cannot be taken as it is.
     *
     * @param response the form in which it stands
     * @param text which of the texts {@code supplier.problem...} says so
     * @param field the field, null where it is about the whole form
     */
    record Fault(String response, String text, @Nullable String field, Object... arguments) {}

    /** What is wrong with an answer, in the order of the page. */
    List<Fault> faults(PurchaseOrder order) {
        var faults = new ArrayList<Fault>();
        var known = known();
        if (known == null) {
            faults.add(new Fault("", "response", null));
            return faults;
        }
        if (reference != null && reference.trim().length() > LONGEST_REFERENCE) {
            faults.add(new Fault(response, "reference", "reference", LONGEST_REFERENCE));
        }
        if (note != null && note.trim().length() > LONGEST_NOTE) {
            faults.add(new Fault(response, "note", "note", LONGEST_NOTE));
        }
        if (known == SupplierResponse.DECLINED && (note == null || note.isBlank())) {
            faults.add(new Fault(response, "reason", "note"));
        }
        if (known == SupplierResponse.CHANGES_PROPOSED) {
            for (var line : order.lines()) {
                check(line.line(), "date", faults, date(line.line()) == null);
                check(line.line(), "quantity", faults, number("quantity", line.line(), QUANTITY_DIGITS) == null);
                check(line.line(), "price", faults, number("price", line.line(), PRICE_DIGITS) == null);
            }
            if (faults.isEmpty() && changes(order).isEmpty()) {
                faults.add(new Fault(response, "nothing", null));
            }
        }
        return faults;
    }

    private void check(int line, String what, List<Fault> faults, boolean unreadable) {
        var field = what + "-" + line;
        if (lines.containsKey(field) && unreadable) {
            faults.add(new Fault(response, what, field, line));
        }
    }

    /** The answer as it was given. An acceptance promises the dates that we want; a proposal says only what would differ. */
    SupplierAnswer answer(PurchaseOrder order) {
        var known = known();
        if (known == null) {
            return new SupplierAnswer(null, reference, note, List.of());
        }
        return new SupplierAnswer(
                known,
                reference,
                note,
                switch (known) {
                    case ACCEPTED ->
                        order.lines().stream()
                                .filter(line -> line.requestedDate() != null)
                                .map(line -> new SupplierAnswer.Line(line.line(), null, null, line.requestedDate()))
                                .toList();
                    case DECLINED -> List.of();
                    case CHANGES_PROPOSED -> changes(order);
                });
    }

    private @Nullable SupplierResponse known() {
        return Stream.of(SupplierResponse.values())
                .filter(one -> one.name().equals(response))
                .findFirst()
                .orElse(null);
    }

    private List<SupplierAnswer.Line> changes(PurchaseOrder order) {
        return order.lines().stream()
                .map(this::change)
                .filter(line -> line.quantity() != null || line.unitPrice() != null || line.promisedDate() != null)
                .toList();
    }

    private SupplierAnswer.Line change(PurchaseOrderLine line) {
        var date = date(line.line());
        return new SupplierAnswer.Line(
                line.line(),
                differing(number("quantity", line.line(), QUANTITY_DIGITS), line.ordered()),
                differing(number("price", line.line(), PRICE_DIGITS), line.unitPrice()),
                date == null || date.equals(line.requestedDate()) ? null : date);
    }

    private static @Nullable BigDecimal differing(@Nullable BigDecimal said, BigDecimal ordered) {
        return said == null || said.compareTo(ordered) == 0 ? null : said;
    }

    private @Nullable LocalDate date(int line) {
        var text = lines.get("date-" + line);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A number as browsers send it; a comma for the decimals is understood, one for thousands is not. */
    private @Nullable BigDecimal number(String what, int line, int digits) {
        var text = lines.get(what + "-" + line);
        if (text == null || !NUMBER.matcher(text).matches()) {
            return null;
        }
        var number = new BigDecimal(text.replace(',', '.')).stripTrailingZeros();
        return number.scale() > digits || number.precision() - number.scale() > WHOLE_DIGITS ? null : number;
    }
}
