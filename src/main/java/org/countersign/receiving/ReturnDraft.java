package org.countersign.receiving;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to go back, as somebody wrote it down, not checked yet.
 *
 * @param reason required, up to 500 characters
 * @param lines one at least
 */
public record ReturnDraft(@Nullable String reason, @Nullable List<@Nullable Line> lines) {

    /**
     * What goes back of one order line.
     *
     * @param line number of the order line
     * @param quantity above zero and not more than is here
     * @param unit in which it was counted; null for the unit of the order line
     */
    public record Line(
            @Nullable Integer line,
            @Nullable BigDecimal quantity,
            @Nullable String unit) {

        /** What goes back, counted in the unit of the order line. */
        public Line(@Nullable Integer line, @Nullable BigDecimal quantity) {
            this(line, quantity, null);
        }
    }
}
