package org.countersign.dispatch;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A supplier's answer as it was given, not yet checked.
 *
 * @param response required
 * @param reference the supplier's own number for it
 * @param note a remark; the reason where the supplier declines, required then
 * @param lines what is said line by line; a proposal needs one change at least
 */
public record SupplierAnswer(
        @Nullable SupplierResponse response,
        @Nullable String reference,
        @Nullable String note,
        @Nullable List<Line> lines) {

    /**
     * What is said about one line.
     *
     * @param line number of the order's line
     * @param quantity null leaves it as ordered
     * @param unitPrice null leaves it as ordered
     * @param promisedDate when it will be delivered
     */
    public record Line(
            @Nullable Integer line,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable LocalDate promisedDate) {}
}
