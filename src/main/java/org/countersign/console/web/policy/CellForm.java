package org.countersign.console.web.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.console.page.DecimalText;
import org.countersign.policy.Cell;
import org.countersign.policy.ColumnType;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A cell as people choose it: a way of saying, and what goes with it. Whatever fits none of the ways is said as FEEL.
 *
 * @param mode the way: {@code any}, {@code one}, {@code none}, {@code missing}, {@code is}, {@code from}, {@code above},
 *     {@code below}, {@code upTo}, {@code range}, {@code between}, {@code yes}, {@code no}, {@code value}, {@code person} or {@code feel}
 * @param values of which one has to be, or none must be
 * @param low a figure, day or text
 * @param high the upper end of a range
 * @param feel the cell as FEEL, whatever the way
 */
record CellForm(String mode, List<String> values, String low, String high, String feel) {

    static final String ANY = "any";
    static final String FEEL = "feel";
    private static final String VALUE = "value";
    private static final String PERSON = "person:";

    CellForm {
        values = List.copyOf(values);
    }

    /** The way in which somebody would have chosen what the cell says. */
    static CellForm of(Cell cell, String feel, Locale language) {
        if (cell instanceof Cell.Nothing) {
            return new CellForm(ANY, List.of(), "", "", "");
        }
        if (cell instanceof Cell.Answer answer && answer.value() instanceof String text && text.startsWith(PERSON)) {
            return new CellForm("person", List.of(), text.substring(PERSON.length()), "", feel);
        }
        if (cell instanceof Cell.Answer answer) {
            return new CellForm(
                    answer.value() instanceof Boolean truth ? truth ? "yes" : "no" : VALUE,
                    List.of(),
                    shown(answer.value(), language),
                    "",
                    feel);
        }
        return cell instanceof Cell.Tests tests
                ? of(tests, feel, language)
                : new CellForm(FEEL, List.of(), "", "", feel);
    }

    private static CellForm of(Cell.Tests tests, String feel, Locale language) {
        var texts = tests.tests().stream()
                .filter(test -> test instanceof Cell.Is is && is.value() instanceof String)
                .map(test -> ((Cell.Is) test).value().toString())
                .toList();
        if (texts.size() == tests.tests().size()) {
            return new CellForm(tests.not() ? "none" : "one", texts, "", "", feel);
        }
        if (tests.not() || tests.tests().size() > 1) {
            return new CellForm(FEEL, List.of(), "", "", feel);
        }
        var test = tests.tests().get(0);
        if (test instanceof Cell.IsMissing) {
            return new CellForm("missing", List.of(), "", "", feel);
        }
        if (test instanceof Cell.Is is) {
            return is.value() instanceof Boolean truth
                    ? new CellForm(truth ? "yes" : "no", List.of(), "", "", feel)
                    : new CellForm("is", List.of(), shown(is.value(), language), "", feel);
        }
        return of((Cell.Within) test, feel, language);
    }

    private static CellForm of(Cell.Within within, String feel, Locale language) {
        var low = within.low();
        var high = within.high();
        var mode = low == null
                ? within.withHigh() ? "upTo" : "below"
                : high == null
                        ? within.withLow() ? "from" : "above"
                        : !within.withLow() ? FEEL : within.withHigh() ? "between" : "range";
        return new CellForm(
                mode,
                List.of(),
                low == null ? "" : shown(low, language),
                high == null ? "" : shown(high, language),
                feel);
    }

    private static String shown(Object value, Locale language) {
        return value instanceof BigDecimal number ? DecimalText.of(number, language) : value.toString();
    }

    /** What somebody has chosen in the fields whose names begin so. */
    static CellForm of(MultiValueMap<String, String> fields, String name) {
        var values = new LinkedHashSet<>(fields.getOrDefault(name + "values", List.of()));
        Arrays.stream(first(fields, name + "others").split("[,;\n]"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .forEach(values::add);
        return new CellForm(
                first(fields, name + "mode"),
                new ArrayList<>(values),
                first(fields, name + "low"),
                first(fields, name + "high"),
                first(fields, name + "feel"));
    }

    /** The same as {@link #of(Cell, String, Locale)} gives it: a person stands where other answers do. */
    CellForm written() {
        return mode.equals("person") ? new CellForm(mode, values, high, "", feel) : this;
    }

    private static String first(MultiValueMap<String, String> fields, String name) {
        var value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** What is wrong with how somebody has chosen a cell, beside what any check of a table finds. */
    enum Slip {
        FIGURE_MISSING,
        NO_FIGURE,
        DAY_MISSING,
        NO_DAY,
        NONE_TICKED,
        USER_MISSING
    }

    /**
     * What is wrong with the choice; empty where it can be said in FEEL. What somebody meant as one figure never becomes a list of
     * figures, nor what they have not said yet a cell that says nothing.
     */
    Optional<Slip> slip(ColumnType type, Locale language) {
        return switch (mode) {
            case "one" -> values.isEmpty() ? Optional.of(Slip.NONE_TICKED) : Optional.empty();
            case "person" -> high.isEmpty() ? Optional.of(Slip.USER_MISSING) : Optional.empty();
            case "is", VALUE, "from", "above" -> slip(low, type, language);
            case "below", "upTo" -> slip(high, type, language);
            case "range", "between" -> slip(low, type, language).or(() -> slip(high, type, language));
            default -> Optional.empty();
        };
    }

    private static Optional<Slip> slip(String written, ColumnType type, Locale language) {
        return switch (type) {
            case INTEGER, LONG, DOUBLE ->
                written.isEmpty()
                        ? Optional.of(Slip.FIGURE_MISSING)
                        : DecimalText.parse(written, language).isPresent()
                                ? Optional.empty()
                                : Optional.of(Slip.NO_FIGURE);
            case DATE ->
                written.isEmpty()
                        ? Optional.of(Slip.DAY_MISSING)
                        : moment(written).equals(written) ? Optional.of(Slip.NO_DAY) : Optional.empty();
            case STRING, OTHER, BOOLEAN -> Optional.empty();
        };
    }

    /** The end of it that is no figure or day. */
    String slipped(ColumnType type, Locale language) {
        var first = !mode.equals("below")
                && !mode.equals("upTo")
                && slip(low, type, language).isPresent();
        return first ? low : high;
    }

    /** The cell in FEEL, where nothing is wrong with the choice. */
    String toFeel(ColumnType type, Locale language) {
        var from = literal(low, type, language);
        var to = literal(high, type, language);
        return switch (mode) {
            case "one" -> texts();
            case "none" -> values.isEmpty() ? "" : "not(" + texts() + ")";
            case "missing" -> "null";
            case "is", VALUE -> from;
            case "person" -> high.isEmpty() ? "" : quoted(PERSON + high);
            case "from" -> from.isEmpty() ? "" : ">= " + from;
            case "above" -> from.isEmpty() ? "" : "> " + from;
            case "below" -> to.isEmpty() ? "" : "< " + to;
            case "upTo" -> to.isEmpty() ? "" : "<= " + to;
            case "range" -> "[" + from + ".." + to + ")";
            case "between" -> "[" + from + ".." + to + "]";
            case "yes" -> "true";
            case "no" -> "false";
            case FEEL -> feel;
            default -> "";
        };
    }

    private String texts() {
        return values.stream().map(CellForm::quoted).collect(Collectors.joining(","));
    }

    private static String literal(@Nullable String written, ColumnType type, Locale language) {
        if (written == null || written.isEmpty()) {
            return "";
        }
        return switch (type) {
            case INTEGER, LONG, DOUBLE ->
                DecimalText.parse(written, language)
                        .map(number -> number.stripTrailingZeros().toPlainString())
                        .orElse(written);
            case DATE -> moment(written);
            case STRING, OTHER -> quoted(written);
            case BOOLEAN -> written;
        };
    }

    private static String moment(String written) {
        try {
            var text = written.length() == 10 ? written + "T00:00:00" : written;
            var moment = LocalDateTime.parse(text).toString();
            return "date and time(\"" + (moment.length() == 16 ? moment + ":00" : moment) + "\")";
        } catch (DateTimeException e) {
            return written;
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
