package org.countersign.supplier;

/** What we think of a supplier. */
public enum SupplierStatus {
    /** First choice of its categories. */
    PREFERRED,
    /** Checked by purchasing. */
    APPROVED,
    /** Not checked yet: the shipped policy asks purchasing as well. */
    NEW,
    /** Nothing may be ordered. */
    BLOCKED
}
