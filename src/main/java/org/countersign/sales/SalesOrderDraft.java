package org.countersign.sales;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sales order as somebody wrote it, not checked yet.
 *
 * @param customer number of the customer
 * @param title what it is about, up to 200 characters; the description of the first line if not given
 * @param reference the customer's own number for it
 * @param currency ISO 4217; null for the base currency
 */
public record SalesOrderDraft(
        @Nullable String customer,
        @Nullable String title,
        @Nullable String reference,
        @Nullable String currency,
        @Nullable List<@Nullable Line> lines) {

    /**
     * One line.
     *
     * @param item number of a catalog item; its description and unit fill what is left out, its price does not, for that is
     *     what we pay
     * @param quantity above zero, up to six decimals
     * @param unit UN/ECE Recommendation 20 code; null for {@code EA}
     * @param unitPrice net, zero or more, up to eight decimals
     */
    public record Line(
            @Nullable String item,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable String unit,
            @Nullable BigDecimal unitPrice) {}
}
