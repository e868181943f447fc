package org.countersign.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item as clients write and read it.
 *
 * @param number its key; cannot be changed later
 * @param name what it is
 * @param category free text that policies look at
 * @param unit UN/ECE Recommendation 20 code; {@code EA} if not given
 * @param price last agreed price of one unit
 * @param currency ISO 4217 code of the price; the base currency if not given
 * @param supplier number of the preferred supplier
 * @param supplierItem the supplier's own number of it
 * @param gtin its GTIN
 * @param contract number of the contract by which the supplier sells it at its price
 * @param packUnits the other units in which it is bought, taken in and invoiced
 */
public record ItemDetails(
        @Nullable String number,
        @Nullable String name,
        @Nullable String category,
        @Nullable String unit,
        @Nullable BigDecimal price,
        @Nullable String currency,
        @Nullable String supplier,
        @Nullable String supplierItem,
        @Nullable String gtin,
        @Nullable String contract,
        @Nullable List<PackUnit> packUnits) {

    /** An item that is counted in its own unit only. */
    public ItemDetails(
            @Nullable String number,
            @Nullable String name,
            @Nullable String category,
            @Nullable String unit,
            @Nullable BigDecimal price,
            @Nullable String currency,
            @Nullable String supplier,
            @Nullable String supplierItem,
            @Nullable String gtin,
            @Nullable String contract) {
        this(number, name, category, unit, price, currency, supplier, supplierItem, gtin, contract, null);
    }

    /** Everything that is kept of an item. */
    public static ItemDetails of(Item item) {
        return new ItemDetails(
                item.number(),
                item.name(),
                item.category(),
                item.unit(),
                item.price(),
                item.currency(),
                item.supplier(),
                item.supplierItem(),
                item.gtin(),
                item.contract(),
                item.packUnits());
    }
}
