package org.countersign.console.web.invoice;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may say of lines: which line of an order they belong to.
 *
 * @param rows the lines
 * @param more how many lines are not shown
 * @param lines all lines of the orders that the invoice names, to choose from
 */
record PairingPage(List<Row> rows, int more, List<Choice> lines) {

    /** Whether a line is beside none; the others may be beside the wrong one. */
    public boolean isNeeded() {
        return rows.stream().anyMatch(Row::alone);
    }

    /**
     * A line of the invoice.
     *
     * @param order the order that it is compared with; null where it names none that we have
     * @param alone whether it is beside no line of an order
     * @param choices what it may mean, the most likely first
     * @param said what somebody said before; null where nobody did
     * @param typed what was typed and refused; empty otherwise
     */
    record Row(
            int position,
            String label,
            String description,
            BigDecimal net,
            @Nullable String order,
            boolean alone,
            List<Choice> choices,
            @Nullable String said,
            String typed) {}

    /** A line of an order: how a form names it, what it is, and why it may be meant. */
    record Choice(String value, String text, @Nullable String hint) {}
}
