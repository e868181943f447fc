package org.countersign.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.shared.Units;
import org.countersign.shared.web.DecimalJson;
import org.jspecify.annotations.Nullable;

/** Something that is bought regularly. */
@Entity
@Table(name = "items")
public class Item {

    /** As many as the database keeps, so that a price reads the same before and after. */
    private static final int PRICE_DIGITS = 8;

    @Id
    @Column(name = "number")
    private String number;

    @Column(name = "name")
    private String name;

    @Column(name = "category")
    private @Nullable String category;

    @Column(name = "unit")
    private String unit;

    @Column(name = "price")
    private @Nullable BigDecimal price;

    @Column(name = "currency")
    private String currency;

    @Column(name = "supplier")
    private @Nullable String supplier;

    @Column(name = "supplier_item")
    private @Nullable String supplierItem;

    @Column(name = "gtin")
    private @Nullable String gtin;

    @Column(name = "contract")
    private @Nullable String contract;

    @Column(name = "pack_units")
    private @Nullable String packUnits;

    @Version
    private @Nullable Long version;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected Item() {}

    /** A new item without anything but its key; {@link #become} fills it. */
    Item(String number) {
        this.number = number;
        this.name = "";
        this.unit = "";
        this.currency = "";
    }

    /** Takes over everything but the key. */
    void become(
            String name,
            @Nullable String category,
            String unit,
            @Nullable BigDecimal price,
            String currency,
            @Nullable String supplier,
            @Nullable String supplierItem,
            @Nullable String gtin,
            @Nullable String contract) {
        this.name = name;
        this.category = category;
        this.unit = unit;
        this.price = price == null ? null : price.setScale(PRICE_DIGITS, RoundingMode.UNNECESSARY);
        this.currency = currency;
        this.supplier = supplier;
        this.supplierItem = supplierItem;
        this.gtin = gtin;
        this.contract = contract;
    }

    void packedIn(@Nullable String packs) {
        packUnits = packs;
    }

    /** The state for the audit trail. */
    Map<String, @Nullable Object> facts() {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("name", name);
        facts.put("category", category);
        facts.put("unit", unit);
        facts.put("price", price == null ? null : DecimalJson.text(price));
        facts.put("currency", currency);
        facts.put("supplier", supplier);
        facts.put("supplierItem", supplierItem);
        facts.put("gtin", gtin);
        facts.put("contract", contract);
        facts.put("packUnits", packUnits);
        return facts;
    }

    /** Its number. */
    public String number() {
        return number;
    }

    /** What it is. */
    public String name() {
        return name;
    }

    /** Free text that policies look at; null where it has none. */
    public @Nullable String category() {
        return category;
    }

    /** UN/ECE Recommendation 20 code. */
    public String unit() {
        return unit;
    }

    /** Last agreed price of one unit; null where none is known. */
    public @Nullable BigDecimal price() {
        return price;
    }

    /** ISO 4217 code of the price. */
    public String currency() {
        return currency;
    }

    /** Number of the preferred supplier; null where there is none. */
    public @Nullable String supplier() {
        return supplier;
    }

    /** The supplier's own number of it. */
    public @Nullable String supplierItem() {
        return supplierItem;
    }

    /** Its GTIN. */
    public @Nullable String gtin() {
        return gtin;
    }

    /** Number of the contract by which the supplier sells it at its price; null where there is none. */
    public @Nullable String contract() {
        return contract;
    }

    /** The other units in which it is bought, taken in and invoiced, in the order in which they were written. */
    public List<PackUnit> packUnits() {
        return packUnits == null ? List.of() : PackUnit.all(packUnits);
    }

    /**
     * The units in which a quantity that is bought can be counted, as orders keep them.
     *
     * @return nothing where it has but one, or the quantity does not come out exactly in the smallest of them
     */
    public Optional<String> unitsOf(BigDecimal quantity, String inUnit) {
        var units = Units.ofItem(unit, packUnits, inUnit);
        return units.count(quantity, null).isPresent() ? Optional.ofNullable(units.text()) : Optional.empty();
    }

    /** Its price for one of another unit; of the same figure where the item does not know that unit. */
    public Optional<BigDecimal> priceIn(String inUnit) {
        var units = Units.ofItem(unit, packUnits, inUnit);
        if (price == null || units.isPlain() || inUnit.equals(unit)) {
            return Optional.ofNullable(price);
        }
        var whole =
                price.multiply(Optional.ofNullable(units.sizes().get(inUnit)).orElseThrow());
        var parts = Optional.ofNullable(units.sizes().get(unit)).orElseThrow();
        var rounded = whole.divide(parts, PRICE_DIGITS, RoundingMode.HALF_UP);
        return rounded.multiply(parts).compareTo(whole) == 0 ? Optional.of(rounded) : Optional.empty();
    }

    /** Whether something is bought as the contract has it: from its supplier, in its unit and currency, for no more than its price. */
    public boolean isBoughtByContract(@Nullable String from, String inUnit, BigDecimal unitPrice, String inCurrency) {
        return contract != null
                && supplier != null
                && supplier.equals(from)
                && currency.equals(inCurrency)
                && (unit.equals(inUnit) || packUnits().stream().anyMatch(pack -> inUnit.equals(pack.unit())))
                && priceIn(inUnit)
                        .filter(agreed -> unitPrice.compareTo(agreed) <= 0)
                        .isPresent();
    }
}
