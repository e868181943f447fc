package org.countersign.receiving;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.shared.Units;
import org.jspecify.annotations.Nullable;

/**
 * A line of a despatch advice beside its order, as the order stands now.
 *
 * @param line as it was announced; null for a line of the order that is open and not on its way
 * @param orderLine number of the order line; null where it is none of the order
 * @param difference what does not agree
 * @param by how much more or less it is than what is open; null where that cannot be said
 */
public record AdvisedLine(
        DespatchAdvice.@Nullable Line line,
        @Nullable Integer orderLine,
        Difference difference,
        Units.@Nullable Stated by) {

    /** How an announced line differs from what is open of its order. */
    public enum Difference {
        /** Just what is open is on its way. */
        NONE,
        /** It is no line of the order. */
        NOT_ORDERED,
        /** It is announced in a unit that the order line does not know. */
        OTHER_UNIT,
        /** More is on its way than is open. */
        MORE,
        /** Less is on its way than is open. */
        LESS,
        /** The line is open and nothing of it is on its way. */
        NOT_ANNOUNCED
    }

    /** All lines of an advice, and then what is open and not on its way. */
    static List<AdvisedLine> compare(DespatchAdvice advice, PurchaseOrder order) {
        var announced = new HashMap<Integer, BigDecimal>();
        for (var line : advice.lines()) {
            count(line, order).ifPresent(counted -> announced.merge(number(line), counted, BigDecimal::add));
        }
        var compared = new ArrayList<AdvisedLine>();
        for (var line : advice.lines()) {
            if (line.orderLine() == null) {
                compared.add(new AdvisedLine(line, null, Difference.NOT_ORDERED, null));
            } else if (count(line, order).isEmpty()) {
                compared.add(new AdvisedLine(line, line.orderLine(), Difference.OTHER_UNIT, null));
            } else {
                compared.add(compare(line, order, announced));
            }
        }
        for (var open : order.lines()) {
            if (open.open().signum() > 0 && advice.lines().stream().noneMatch(line -> number(line) == open.line())) {
                compared.add(new AdvisedLine(null, open.line(), Difference.NOT_ANNOUNCED, open.stated(open.open())));
            }
        }
        return compared;
    }

    private static AdvisedLine compare(
            DespatchAdvice.Line line, PurchaseOrder order, HashMap<Integer, BigDecimal> announced) {
        var ordered = order.line(number(line));
        var units = ordered.units();
        var off = announced.getOrDefault(ordered.line(), BigDecimal.ZERO).subtract(units.counted(ordered.open()));
        return new AdvisedLine(
                line,
                ordered.line(),
                off.signum() == 0 ? Difference.NONE : off.signum() > 0 ? Difference.MORE : Difference.LESS,
                off.signum() == 0 ? null : ordered.stated(units.inOwn(off.abs())));
    }

    private static Optional<BigDecimal> count(DespatchAdvice.Line line, PurchaseOrder order) {
        return line.orderLine() == null
                ? Optional.empty()
                : order.line(line.orderLine()).units().count(line.quantity(), line.unit());
    }

    private static int number(DespatchAdvice.Line line) {
        return line.orderLine() == null ? 0 : line.orderLine();
    }
}
