package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A requisition as somebody wrote it, not checked yet. Everything may be missing; the aggregate says what is wrong.
 *
 * @param title what it is about, up to 200 characters
 * @param costCenter code of the cost centre that pays
 * @param currency ISO 4217; null for the base currency
 * @param urgency {@code low}, {@code normal}, {@code high}; null for normal
 * @param neededBy the date on which everything is needed unless a line says otherwise
 */
public record RequisitionDraft(
        @Nullable String title,
        @Nullable String costCenter,
        @Nullable String department,
        @Nullable String project,
        @Nullable String jobCode,
        @Nullable String location,
        @Nullable String currency,
        @Nullable String urgency,
        @Nullable LocalDate neededBy,
        @Nullable String justification,
        @Nullable List<@Nullable Line> lines) {

    /**
     * One line.
     *
     * @param item number of a catalog item; its description, category, unit, price and supplier fill what is left out
     * @param category free text that policies look at
     * @param quantity above zero, up to six decimals
     * @param unit UN/ECE Recommendation 20 code; null for {@code EA}
     * @param unitPrice net, zero or more, up to eight decimals
     * @param taxRate percent; null for zero
     * @param supplier number of the supplier; may stay empty until after approval
     * @param deliveryDate requested date of this line
     * @param link where it can be seen, {@code https} only; nothing is fetched from there
     */
    public record Line(
            @Nullable String item,
            @Nullable String description,
            @Nullable String category,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal taxRate,
            @Nullable String supplier,
            @Nullable String costCenter,
            @Nullable LocalDate deliveryDate,
            @Nullable String link) {

        /** A line without a link. */
        public Line(
                @Nullable String item,
                @Nullable String description,
                @Nullable String category,
                @Nullable BigDecimal quantity,
                @Nullable String unit,
                @Nullable BigDecimal unitPrice,
                @Nullable BigDecimal taxRate,
                @Nullable String supplier,
                @Nullable String costCenter,
                @Nullable LocalDate deliveryDate) {
            this(
                    item,
                    description,
                    category,
                    quantity,
                    unit,
                    unitPrice,
                    taxRate,
                    supplier,
                    costCenter,
                    deliveryDate,
                    null);
        }
    }

    /** The same with the dates left out, for templates. */
    RequisitionDraft withoutDates() {
        return new RequisitionDraft(
                title,
                costCenter,
                department,
                project,
                jobCode,
                location,
                currency,
                urgency,
                null,
                justification,
                lines == null
                        ? null
                        : lines.stream()
                                .filter(Objects::nonNull)
                                .map(line -> new Line(
                                        line.item(),
                                        line.description(),
                                        line.category(),
                                        line.quantity(),
                                        line.unit(),
                                        line.unitPrice(),
                                        line.taxRate(),
                                        line.supplier(),
                                        line.costCenter(),
                                        null,
                                        line.link()))
                                .toList());
    }
}
