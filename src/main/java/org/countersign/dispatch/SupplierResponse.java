package org.countersign.dispatch;

/** What a supplier answers to an order. */
public enum SupplierResponse {
    /** The order as it is, with dates perhaps. */
    ACCEPTED,
    /** The supplier does not deliver. */
    DECLINED,
    /** The supplier would deliver at other dates, in other quantities or at other prices. */
    CHANGES_PROPOSED
}
