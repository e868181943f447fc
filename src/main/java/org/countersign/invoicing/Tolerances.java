package org.countersign.invoicing;

import java.math.BigDecimal;

/**
 * What the match policy allows. Percentages and amounts hold both, and cumulatively over all invoices of a line (R13);
 * zero means exactly (R14). Absolute amounts are in the order's currency.
 *
 * @param mode what is compared
 * @param pricePercent how much dearer a line may be, in percent of what was ordered at the order's price
 * @param priceAbsolute how much dearer a line may be in all
 * @param quantityPercent how much more than ordered a line may have, in percent of the ordered quantity
 * @param tax how far the tax of a document may lie from the tax of its own lines
 * @param total how far the totals of a document may lie from its own lines
 */
public record Tolerances(
        MatchMode mode,
        BigDecimal pricePercent,
        BigDecimal priceAbsolute,
        BigDecimal quantityPercent,
        BigDecimal tax,
        BigDecimal total) {}
