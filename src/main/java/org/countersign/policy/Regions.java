package org.countersign.policy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import org.countersign.policy.KnownColumns.Presence;
import org.countersign.policy.PolicyTable.Input;
import org.jspecify.annotations.Nullable;

/**
 * The values of a fact, parted so that every condition of a column holds either everywhere or nowhere in a part: at the
 * values that conditions name, and between them. Each part is shown by one of its values.
 */
final class Regions {

    /** A value, or one of these. */
    enum Special {
        /** The fact is not given. */
        MISSING,
        /** A text that no condition names. */
        ELSE,
        /** In an example: it does not matter what the fact is. */
        WHATEVER
    }

    /** Whether a condition holds. */
    enum Truth {
        YES,
        NO,
        /** A formula. */
        PERHAPS
    }

    private Regions() {}

    /**
     * One value of each part.
     *
     * @param withMissing whether the fact may not be given
     */
    static List<Object> of(Input input, Presence presence, boolean withMissing, Cell allowed, List<Cell> conditions) {
        var values = switch (input.type()) {
            case STRING -> texts(allowed, conditions);
            case BOOLEAN -> List.<Object>of(true, false);
            case DATE -> moments(conditions);
            case INTEGER, LONG, DOUBLE -> numbers(input, allowed, conditions);
            case OTHER -> List.<Object>of(Special.ELSE);
        };
        if (presence == Presence.ALWAYS || !withMissing && presence == Presence.UNKNOWN) {
            return values;
        }
        var all = new ArrayList<>(values);
        all.add(Special.MISSING);
        return all;
    }

    private static List<Object> texts(Cell allowed, List<Cell> conditions) {
        if (allowed instanceof Cell.Tests listed && !listed.not()) {
            return new ArrayList<>(new LinkedHashSet<>(literals(List.of(allowed))));
        }
        var values = new LinkedHashSet<>(literals(conditions));
        values.removeIf(value -> !(value instanceof String));
        var all = new ArrayList<Object>(values);
        all.add(Special.ELSE);
        return all;
    }

    private static List<Object> numbers(Input input, Cell allowed, List<Cell> conditions) {
        var least = KnownColumns.least(input);
        var all = new ArrayList<>(conditions);
        all.add(allowed);
        var bounds = new TreeSet<BigDecimal>();
        literals(all).stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .forEach(bounds::add);
        if (least != null) {
            bounds.add(least);
        }
        var whole = input.type().isWhole();
        return numbers(new ArrayList<>(bounds), whole).stream()
                .filter(number -> least == null || number.compareTo(least) >= 0)
                .filter(number -> !whole || number.stripTrailingZeros().scale() <= 0)
                .filter(number -> holds(allowed, number) != Truth.NO)
                .<Object>map(number -> number)
                .toList();
    }

    private static List<BigDecimal> numbers(List<BigDecimal> bounds, boolean whole) {
        if (bounds.isEmpty()) {
            return List.of(BigDecimal.ONE);
        }
        var values = new ArrayList<BigDecimal>();
        values.add(below(bounds.get(0), whole));
        for (int index = 0; index < bounds.size(); index++) {
            var bound = bounds.get(index);
            values.add(bound);
            if (index + 1 < bounds.size()) {
                values.add(between(bound, bounds.get(index + 1), whole));
            }
        }
        values.add(floor(bounds.get(bounds.size() - 1)).add(BigDecimal.ONE));
        return values;
    }

    private static BigDecimal below(BigDecimal bound, boolean whole) {
        if (bound.signum() > 0 && !whole) {
            return between(BigDecimal.ZERO, bound, false);
        }
        return floor(bound).compareTo(bound) < 0 ? floor(bound) : bound.subtract(BigDecimal.ONE);
    }

    private static BigDecimal floor(BigDecimal number) {
        return number.setScale(0, RoundingMode.FLOOR);
    }

    /** A number between two others that people like to read; for whole numbers it may be one that is not whole. */
    private static BigDecimal between(BigDecimal low, BigDecimal high, boolean whole) {
        if (whole) {
            return floor(low).add(BigDecimal.ONE).compareTo(high) < 0
                    ? floor(low).add(BigDecimal.ONE)
                    : middle(low, high);
        }
        var middle = middle(low, high);
        for (int digits = 1; digits < middle.precision(); digits++) {
            var rounded = middle.round(new MathContext(digits, RoundingMode.HALF_UP));
            if (rounded.compareTo(low) > 0 && rounded.compareTo(high) < 0) {
                return new BigDecimal(rounded.toPlainString());
            }
        }
        return middle;
    }

    private static BigDecimal middle(BigDecimal low, BigDecimal high) {
        return low.add(high).divide(BigDecimal.valueOf(2));
    }

    private static List<Object> moments(List<Cell> conditions) {
        var bounds = new TreeSet<LocalDateTime>();
        literals(conditions).stream()
                .filter(LocalDateTime.class::isInstance)
                .map(LocalDateTime.class::cast)
                .forEach(bounds::add);
        if (bounds.isEmpty()) {
            return List.of(Special.ELSE);
        }
        var values = new ArrayList<Object>();
        values.add(bounds.first().minusDays(1));
        LocalDateTime before = null;
        for (var bound : bounds) {
            if (before != null) {
                values.add(before.plus(ChronoUnit.MILLIS.between(before, bound) / 2, ChronoUnit.MILLIS));
            }
            values.add(bound);
            before = bound;
        }
        values.add(bounds.last().plusDays(1));
        return values.stream().distinct().toList();
    }

    private static List<Object> literals(List<Cell> cells) {
        var literals = new ArrayList<Object>();
        for (var cell : cells) {
            if (cell instanceof Cell.Tests tests) {
                for (var test : tests.tests()) {
                    if (test instanceof Cell.Is is) {
                        literals.add(is.value());
                    } else if (test instanceof Cell.Within within) {
                        addTo(literals, within.low());
                        addTo(literals, within.high());
                    }
                }
            }
        }
        return literals;
    }

    private static void addTo(List<Object> literals, @Nullable Object value) {
        if (value != null) {
            literals.add(value);
        }
    }

    /** Whether a condition holds for a value, and so for all of its part. */
    static Truth holds(Cell condition, Object value) {
        if (condition instanceof Cell.Nothing) {
            return Truth.YES;
        }
        if (!(condition instanceof Cell.Tests tests)) {
            return Truth.PERHAPS;
        }
        var truth = Truth.NO;
        for (var test : tests.tests()) {
            var one = holds(test, value);
            truth = one == Truth.YES || truth == Truth.YES ? Truth.YES : one == Truth.PERHAPS ? one : truth;
        }
        if (!tests.not() || truth == Truth.PERHAPS) {
            return truth;
        }
        // The engine gives no answer where a range is asked about a fact that is not given, turned round or not.
        if (value == Special.MISSING && tests.tests().stream().anyMatch(Cell.Within.class::isInstance)) {
            return tests.tests().size() == 1 ? Truth.NO : Truth.PERHAPS;
        }
        return truth == Truth.YES ? Truth.NO : Truth.YES;
    }

    private static Truth holds(Cell.Test test, Object value) {
        if (test instanceof Cell.IsMissing) {
            return truth(value == Special.MISSING);
        }
        if (test instanceof Cell.Is is) {
            return truth(
                    is.value() instanceof BigDecimal number && value instanceof BigDecimal other
                            ? number.compareTo(other) == 0
                            : is.value().equals(value));
        }
        var within = (Cell.Within) test;
        if (value == Special.MISSING) {
            return Truth.NO;
        }
        if (!areComparable(value, within.low()) || !areComparable(value, within.high())) {
            return Truth.PERHAPS;
        }
        return truth(
                isAbove(value, within.low(), within.withLow()) && isBelow(value, within.high(), within.withHigh()));
    }

    private static boolean isAbove(Object value, @Nullable Object low, boolean with) {
        return low == null || compare(value, low) > (with ? -1 : 0);
    }

    private static boolean isBelow(Object value, @Nullable Object high, boolean with) {
        return high == null || compare(value, high) < (with ? 1 : 0);
    }

    private static boolean areComparable(Object value, @Nullable Object bound) {
        return bound == null
                || value instanceof BigDecimal && bound instanceof BigDecimal
                || value instanceof LocalDateTime && bound instanceof LocalDateTime;
    }

    private static int compare(Object value, Object bound) {
        if (value instanceof BigDecimal number && bound instanceof BigDecimal other) {
            return number.compareTo(other);
        }
        if (value instanceof LocalDateTime moment && bound instanceof LocalDateTime other) {
            return Integer.signum(moment.compareTo(other));
        }
        throw new IllegalArgumentException(value + " and " + bound + " cannot be compared");
    }

    private static Truth truth(boolean holds) {
        return holds ? Truth.YES : Truth.NO;
    }
}
