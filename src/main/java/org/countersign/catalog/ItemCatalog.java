package org.countersign.catalog;

import java.util.Optional;

/** What other modules ask about items. Read only, needs no right. */
public interface ItemCatalog {

    /** The item of this number. */
    Optional<Item> item(String number);
}
