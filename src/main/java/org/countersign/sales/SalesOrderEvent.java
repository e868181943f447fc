package org.countersign.sales;

import java.time.Instant;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What became of a sales order's approval, for those who tell whoever raised it.
 *
 * @param number its number
 * @param outcome {@code APPROVED}, {@code REJECTED} or {@code RETURNED}
 * @param customer name of the customer
 * @param note why it was rejected, what has to change
 * @param at when it happened
 */
public record SalesOrderEvent(
        SalesOrderNumber number,
        SalesOrderStatus outcome,
        String title,
        String customer,
        UserId requester,
        Money total,
        @Nullable String note,
        Instant at) {}
