package org.countersign.supplier;

import java.util.Optional;

/** What other modules ask about suppliers. Read only, needs no right. */
public interface SupplierDirectory {

    /** The supplier of this number, blocked or not. */
    Optional<Supplier> supplier(String number);
}
