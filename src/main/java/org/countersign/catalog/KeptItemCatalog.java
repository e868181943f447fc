package org.countersign.catalog;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The items as purchasing agents keep them. */
@Component
@Transactional(readOnly = true)
class KeptItemCatalog implements ItemCatalog {

    private final Items items;

    KeptItemCatalog(Items items) {
        this.items = items;
    }

    @Override
    public Optional<Item> item(String number) {
        return items.findById(number);
    }
}
