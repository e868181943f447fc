package org.countersign.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What other modules ask about items. Read only, needs no right. */
public interface ItemCatalog {

    /** The item of this number. */
    Optional<Item> item(String number);

    /** The items of these numbers, in no order. */
    List<Item> items(Collection<String> numbers);

    /**
     * Items that a person looks for: those whose number, supplier's number or GTIN begins with the text come first, then
     * those with it in their name.
     *
     * @param most how many at the most
     */
    List<Item> search(String text, int most);

    /** Items of which one of these is the number, the supplier's number or the GTIN; at most five. */
    List<Item> numbered(Collection<String> numbers);
}
