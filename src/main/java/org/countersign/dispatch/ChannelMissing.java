package org.countersign.dispatch;

import org.countersign.purchasing.PurchaseOrderNumber;

/**
 * An order is ready, but its supplier has no mail address: a purchasing agent hands it over. Published in the transaction
 * that found it out.
 *
 * @param order the order
 */
public record ChannelMissing(PurchaseOrderNumber order) {}
