package org.countersign.purchasing;

import org.countersign.shared.UserId;

/**
 * An order came to nothing: it was called off, or the supplier's refusal stands. Published in the transaction that ended
 * it.
 *
 * @param number the order
 * @param declined whether the supplier declined it; otherwise we called it off
 * @param reason why, in the words of who said it
 * @param by the purchasing agent who ended it
 */
public record PurchaseOrderEnded(PurchaseOrderNumber number, boolean declined, String reason, UserId by) {}
