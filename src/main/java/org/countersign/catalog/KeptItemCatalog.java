package org.countersign.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
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

    @Override
    public List<Item> items(Collection<String> numbers) {
        return numbers.isEmpty() ? List.of() : items.findAllById(numbers);
    }

    @Override
    public List<Item> search(String text, int most) {
        var sought = text.strip();
        if (sought.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<String, Item>();
        var upper = sought.toUpperCase(Locale.ROOT);
        Stream.of(
                        items.findByNumberStartingWithOrderByNumber(sought, Limit.of(most)),
                        upper.equals(sought)
                                ? List.<Item>of()
                                : items.findByNumberStartingWithOrderByNumber(upper, Limit.of(most)),
                        items.findBySupplierItemStartingWithOrderByNumber(sought, Limit.of(most)),
                        items.findByGtinStartingWithOrderByNumber(sought, Limit.of(most)),
                        items.findByNameContainingIgnoreCaseOrderByName(sought, Limit.of(most)))
                .flatMap(List::stream)
                .forEach(item -> found.putIfAbsent(item.number(), item));
        return found.values().stream().limit(most).toList();
    }

    @Override
    public List<Item> numbered(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : items.findByNumberInOrSupplierItemInOrGtinInOrderByNumber(numbers, numbers, numbers, Limit.of(5));
    }
}
