package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An invoice waits for goods or services that nobody has received yet. Published by the reminder.
 *
 * @param invoice our reference
 * @param number the supplier's number
 * @param supplier number of the supplier, null where it is not known
 * @param orders the orders whose receipts are missing
 * @param reminder its number, from 1
 * @param since since when it waits
 * @param handler who receives: id of a group, or {@code person:<user>}
 * @param requesters who ordered services, and confirms them
 * @param lines what is missing
 */
public record ReceiptMissing(
        InvoiceId invoice,
        String number,
        @Nullable String supplier,
        Set<PurchaseOrderNumber> orders,
        int reminder,
        Instant since,
        String handler,
        Set<UserId> requesters,
        List<Line> lines) {

    public ReceiptMissing {
        orders = Set.copyOf(orders);
        requesters = Set.copyOf(requesters);
        lines = List.copyOf(lines);
    }

    /** A line of which nothing has arrived: what, and how much was ordered. */
    public record Line(
            String description,
            @Nullable BigDecimal ordered,
            @Nullable String unit) {}
}
