package org.countersign.catalog;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;

/** All items. */
interface Items extends JpaRepository<Item, String>, JpaSpecificationExecutor<Item> {

    List<Item> findByNumberStartingWithOrderByNumber(String beginning, Limit limit);

    List<Item> findBySupplierItemStartingWithOrderByNumber(String beginning, Limit limit);

    List<Item> findByGtinStartingWithOrderByNumber(String beginning, Limit limit);

    List<Item> findByNameContainingIgnoreCaseOrderByName(String part, Limit limit);

    List<Item> findByNumberInOrSupplierItemInOrGtinInOrderByNumber(
            Collection<String> numbers, Collection<String> supplierItems, Collection<String> gtins, Limit limit);

    @Query("select distinct i.category from Item i where i.category is not null order by i.category")
    List<String> categories(Limit most);
}
