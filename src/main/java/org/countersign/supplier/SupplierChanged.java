package org.countersign.supplier;

import java.util.Set;

/**
 * A supplier was changed. Published in the same transaction.
 *
 * @param number of the supplier
 * @param fields that are not as they were
 */
public record SupplierChanged(String number, Set<String> fields) {

    public SupplierChanged {
        fields = Set.copyOf(fields);
    }
}
