package org.countersign.purchasing;

import org.countersign.shared.Actor;

/**
 * A change of an order was proposed; its old terms stand until it is applied (R11).
 *
 * @param order its order
 * @param change number of the change
 * @param by who proposed it
 */
public record ChangeOrderProposed(PurchaseOrderNumber order, int change, Actor by) {}
