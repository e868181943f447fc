package org.countersign.invoicing;

import java.math.BigDecimal;
import org.countersign.shared.Limit;
import org.jspecify.annotations.Nullable;

/**
 * What the match policy allows, cumulatively over all invoices of a line (R13); zero means exactly (R14). Absolute amounts
 * are in the order's currency.
 *
 * @param mode what is compared
 * @param price how much dearer a line may be in all, of what was ordered at the order's price
 * @param priceUnder how much cheaper it may be in all
 * @param quantity how much more than ordered a line may have
 * @param lineTotal how far the total of a line may lie from its quantity times its price
 * @param tax how far the tax of a document may lie from the tax of its own lines
 * @param total how far the totals of a document may lie from its own lines
 * @param rounding how far a document may round what is to be paid; null for anything below one unit of the currency
 * @param unplanned how much freight and other cost that nobody ordered an order may bear in all; null where nothing is said of
 *     it, so that it is judged by the order's total
 */
public record Tolerances(
        MatchMode mode,
        Limit price,
        Limit priceUnder,
        Limit quantity,
        BigDecimal lineTotal,
        BigDecimal tax,
        BigDecimal total,
        @Nullable BigDecimal rounding,
        @Nullable Limit unplanned) {

    /** Both limits of the price hold, cheaper is always right, and nothing is said of roundings and of freight. */
    public Tolerances(
            MatchMode mode,
            BigDecimal pricePercent,
            BigDecimal priceAbsolute,
            BigDecimal quantityPercent,
            BigDecimal tax,
            BigDecimal total) {
        this(
                mode,
                Limit.ofBoth(pricePercent, priceAbsolute),
                Limit.NONE,
                Limit.ofPercent(quantityPercent),
                total,
                tax,
                total,
                null,
                null);
    }

    /** Whether a document may round so far (R19). */
    boolean allowsRounding(BigDecimal by) {
        return rounding == null ? by.compareTo(BigDecimal.ONE) < 0 : by.compareTo(rounding) <= 0;
    }
}
