package org.countersign.purchasing;

import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something became of a change order: it was applied, refused, sent back or taken back, or it no longer fits its order.
 *
 * @param order its order
 * @param change number of the change
 * @param status what became of it
 * @param note why
 * @param by who decided; the product where a rule did
 */
public record ChangeOrderEnded(
        PurchaseOrderNumber order,
        int change,
        ChangeOrderStatus status,
        @Nullable String note,
        UserId by) {}
