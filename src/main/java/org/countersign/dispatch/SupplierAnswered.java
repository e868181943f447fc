package org.countersign.dispatch;

import org.countersign.purchasing.PurchaseOrderNumber;

/**
 * A supplier answered an order over its link. Published in the transaction that records the answer.
 *
 * @param order the order
 * @param answer the answer
 */
public record SupplierAnswered(PurchaseOrderNumber order, Acknowledgement answer) {}
