package org.countersign.workflow.change;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.ChangeOrderLine;
import org.countersign.workflow.support.Figures;
import org.jspecify.annotations.Nullable;

/** The lines of a change as forms show them: what was, and what would be. */
final class ChangeRows {

    private ChangeRows() {}

    static List<Map<String, Object>> of(ChangeOrder change) {
        return change.lines().stream().map(line -> row(line, change)).toList();
    }

    private static Map<String, Object> row(ChangeOrderLine line, ChangeOrder change) {
        var row = new LinkedHashMap<String, Object>();
        row.put("line", line.line());
        row.put("description", description(line));
        row.put("quantity", quantity(line));
        row.put("price", price(line));
        row.put("requested", changed(Figures.day(line.oldDate()), Figures.day(line.newDate()), line.isAdded()));
        row.put("amount", Figures.money(line.newAmount(change.currency())));
        return row;
    }

    static String description(ChangeOrderLine line) {
        var old = line.oldDescription();
        return changed(old == null ? "" : old, line.newDescription(), line.isAdded());
    }

    static String quantity(ChangeOrderLine line) {
        return changed(
                number(line.oldQuantity(), line), Figures.quantity(line.newQuantity(), line.unit()), line.isAdded());
    }

    static String price(ChangeOrderLine line) {
        return changed(Figures.price(line.oldPrice()), Figures.price(line.newPrice()), line.isAdded());
    }

    private static String number(@Nullable BigDecimal quantity, ChangeOrderLine line) {
        return Figures.quantity(quantity, line.unit());
    }

    private static String changed(String old, String now, boolean added) {
        return added || old.equals(now) ? now : (old.isEmpty() ? "–" : old) + Figures.TO + (now.isEmpty() ? "–" : now);
    }
}
