package org.countersign.receiving;

import java.time.Instant;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Money;
import org.countersign.shared.Units;

/**
 * Goods went back after they were invoiced, and no credit note has come for them in the time that suppliers are given.
 *
 * @param order the order
 * @param supplier number of its supplier
 * @param since when the oldest of these goods went back
 * @param reminder 1 for the first one
 * @param lines what is owed
 */
public record CreditOverdue(
        PurchaseOrderNumber order, String supplier, Instant since, long reminder, List<Line> lines) {

    public CreditOverdue {
        lines = List.copyOf(lines);
    }

    /** What is owed for one line of the order. */
    public record Line(String description, Units.Stated quantity, Money amount) {}
}
