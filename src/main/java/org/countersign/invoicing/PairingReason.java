package org.countersign.invoicing;

/** Why a line of an order may be the one that a line of an invoice means. */
public enum PairingReason {
    /** The invoice names our number of the item. */
    ITEM,
    /** The invoice names the supplier's number of the item. */
    SUPPLIER_ITEM,
    /** The invoice names the item's number by a standard, such as the GTIN. */
    GTIN,
    /** It is described in the same words. */
    DESCRIPTION,
    /** Price and quantity are the same, and nothing else is: a hint, and never enough. */
    PRICE_AND_QUANTITY;

    /** Whether it says what is meant, and not just what might be. */
    boolean names() {
        return this != PRICE_AND_QUANTITY;
    }
}
