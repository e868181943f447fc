package org.countersign.catalog;

import java.util.Set;

/**
 * An item was changed. Published in the same transaction.
 *
 * @param number of the item
 * @param fields that are not as they were
 * @param identifiers by which documents may name it, now and before: its number, the supplier's own, its GTIN
 */
public record ItemChanged(String number, Set<String> fields, Set<String> identifiers) {

    public ItemChanged {
        fields = Set.copyOf(fields);
        identifiers = Set.copyOf(identifiers);
    }
}
