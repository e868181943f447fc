package org.countersign.dispatch;

import org.countersign.purchasing.PurchaseOrderNumber;

/**
 * A supplier wrote to us about an order. Published in the transaction that records the message.
 *
 * @param id id of the message
 * @param order the order
 * @param text what was written
 */
public record SupplierMessageReceived(String id, PurchaseOrderNumber order, String text) {}
