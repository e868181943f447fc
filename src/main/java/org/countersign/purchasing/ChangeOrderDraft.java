package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order as somebody wrote it, not checked yet.
 *
 * @param reason why, up to 2000 characters
 * @param revision the revision of the order that was looked at; null for whichever stands
 * @param lines only the lines that change, and those that come in
 */
public record ChangeOrderDraft(
        @Nullable String reason,
        @Nullable Integer revision,
        @Nullable List<@Nullable Line> lines) {

    /**
     * One line. What is left out stays as it is.
     *
     * @param line its number on the order; null for a line that comes in
     * @param remove whether nothing of it is ordered any more, like a quantity of zero
     * @param item number of a catalog item; only for a line that comes in, like category, unit, tax rate and cost centre
     * @param quantity zero or more, up to six decimals
     * @param unitPrice net, zero or more, up to eight decimals
     * @param deliveryDate when it is asked for
     */
    public record Line(
            @Nullable Integer line,
            @Nullable Boolean remove,
            @Nullable String item,
            @Nullable String description,
            @Nullable String category,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal taxRate,
            @Nullable String costCenter,
            @Nullable LocalDate deliveryDate) {

        /** Other terms of a line that is there. */
        public static Line terms(
                int line,
                @Nullable BigDecimal quantity,
                @Nullable BigDecimal unitPrice,
                @Nullable LocalDate deliveryDate) {
            return new Line(line, null, null, null, null, quantity, null, unitPrice, null, null, deliveryDate);
        }

        boolean isRemoval() {
            return Boolean.TRUE.equals(remove);
        }
    }

    List<Line> written() {
        var written = new ArrayList<Line>();
        if (lines != null) {
            lines.stream().filter(Objects::nonNull).forEach(written::add);
        }
        return written;
    }
}
