package org.countersign.workflow.support;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.countersign.policy.Cell;
import org.countersign.policy.CellReader;
import org.countersign.policy.ColumnType;
import org.countersign.policy.PolicyTable;
import org.jspecify.annotations.Nullable;

/**
 * Tells which facts a table cannot tell apart: amounts between the same two thresholds, texts that none of its cells names. It
 * answers all of them alike, so that one of them is enough to be evaluated. Where a cell or a column is more than plain values
 * and ranges, no two facts count as alike unless they are equal.
 */
final class FactClasses {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern OR_ELSE =
            Pattern.compile("if\\s+(\\w+)\\s*=\\s*null\\s+then\\s+(-?[\\w.]+)\\s+else\\s+\\1");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Set<String> WORDS = Set.of("true", "false", "null");
    private static final String ANOTHER_TEXT = "\u0000other";
    /** No text has it: a cell may ask for the empty one. */
    private static final String NOT_GIVEN = "\u0000none";

    private final List<Column> columns;
    private final boolean plain;

    private FactClasses(List<Column> columns, boolean plain) {
        this.columns = columns;
        this.plain = plain;
    }

    /** @param orElse name of the fact, or number, that is asked about where the fact is not given; null where none is */
    private record Column(
            String fact, @Nullable String orElse, ColumnType type, BigDecimal[] bounds, Set<Object> values) {}

    static FactClasses of(PolicyTable table, CellReader reader) {
        var columns = new ArrayList<Column>();
        var plain = table.rules().stream()
                .flatMap(rule -> rule.outputs().stream())
                .map(reader::answer)
                .allMatch(cell -> cell instanceof Cell.Answer || cell instanceof Cell.Nothing);
        for (var index = 0; index < table.inputs().size() && plain; index++) {
            var column = column(table, index, reader);
            plain = column != null;
            if (column != null) {
                columns.add(column);
            }
        }
        return new FactClasses(columns, plain);
    }

    private static @Nullable Column column(PolicyTable table, int index, CellReader reader) {
        var input = table.inputs().get(index);
        var expression = input.expression().strip();
        var orElse = OR_ELSE.matcher(expression);
        var either = orElse.matches();
        if (!either && (!NAME.matcher(expression).matches() || WORDS.contains(expression))) {
            return null;
        }
        var bounds = new TreeSet<BigDecimal>();
        var values = new HashSet<Object>();
        for (var rule : table.rules()) {
            var cell = reader.condition(rule.inputs().get(index));
            if (!(cell instanceof Cell.Nothing) && !(cell instanceof Cell.Tests tests && add(tests, bounds, values))) {
                return null;
            }
        }
        return new Column(
                either ? orElse.group(1) : expression,
                either ? orElse.group(2) : null,
                input.type(),
                bounds.toArray(new BigDecimal[0]),
                values);
    }

    private static boolean add(Cell.Tests tests, Set<BigDecimal> bounds, Set<Object> values) {
        for (var test : tests.tests()) {
            if (test instanceof Cell.Is is) {
                if (is.value() instanceof BigDecimal number) {
                    bounds.add(number);
                } else if (is.value() instanceof String || is.value() instanceof Boolean) {
                    values.add(is.value());
                } else {
                    return false;
                }
            } else if (test instanceof Cell.Within within
                    && !(isNumber(within.low(), bounds) && isNumber(within.high(), bounds))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(@Nullable Object bound, Set<BigDecimal> bounds) {
        if (bound instanceof BigDecimal number) {
            bounds.add(number);
        }
        return bound == null || bound instanceof BigDecimal;
    }

    /** Equal for facts that the table answers alike. */
    Object classOf(Map<String, ? extends @Nullable Object> facts) {
        if (!plain) {
            return new HashMap<>(facts);
        }
        return columns.stream().map(column -> classOf(column, facts)).toList();
    }

    private static Object classOf(Column column, Map<String, ? extends @Nullable Object> facts) {
        var value = facts.get(column.fact());
        var orElse = column.orElse();
        if (value == null && orElse != null && !WORDS.contains(orElse)) {
            value = NUMBER.matcher(orElse).matches() ? Double.valueOf(orElse) : facts.get(orElse);
        }
        if (value == null) {
            return NOT_GIVEN;
        }
        if (value instanceof Number number) {
            return isComparedAsItIs(column.type(), number)
                    ? Arrays.binarySearch(column.bounds(), new BigDecimal(number.toString()))
                    : number;
        }
        return value instanceof String
                        && isOfTexts(column.type())
                        && !column.values().contains(value)
                ? ANOTHER_TEXT
                : value;
    }

    /** Columns of another type read a text as a number, a date or a truth before they compare it. */
    private static boolean isOfTexts(ColumnType type) {
        return type == ColumnType.STRING || type == ColumnType.OTHER;
    }

    /** Columns of whole numbers cut off the rest of others before they compare them. */
    private static boolean isComparedAsItIs(ColumnType type, Number number) {
        return type == ColumnType.DOUBLE
                || (type == ColumnType.INTEGER || type == ColumnType.LONG)
                        && (number instanceof Integer || number instanceof Long);
    }
}
