package org.countersign.receiving;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.purchasing.PurchaseOrderLine;
import org.jspecify.annotations.Nullable;

/**
 * What an advice announces of one order line in all, as a receipt can book it.
 *
 * @param quantity in the unit
 * @param unit one that the order line knows
 * @param lot where it tells one lot
 * @param serialNumbers of the pieces
 */
public record AnnouncedLine(
        BigDecimal quantity, String unit, @Nullable String lot, List<String> serialNumbers) {

    /** Nothing where the advice does not name the line, or tells it in a unit that the line does not know. */
    public static Optional<AnnouncedLine> of(DespatchAdvice advice, PurchaseOrderLine line) {
        var said = advice.lines().stream()
                .filter(one -> Objects.equals(one.orderLine(), line.line()))
                .toList();
        var units = line.units();
        if (said.isEmpty()
                || said.stream()
                        .anyMatch(one -> units.count(one.quantity(), one.unit()).isEmpty())) {
            return Optional.empty();
        }
        var counted = said.stream()
                .map(one -> units.count(one.quantity(), one.unit()).orElseThrow())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var stated = line.stated(units.inOwn(counted));
        var lots = said.stream()
                .map(DespatchAdvice.Line::lot)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var serials = new ArrayList<String>();
        said.forEach(one -> serials.addAll(one.serialNumbers()));
        return Optional.of(
                new AnnouncedLine(stated.quantity(), stated.unit(), lots.size() == 1 ? lots.get(0) : null, serials));
    }
}
