package org.countersign.console.web.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemDetails;
import org.countersign.catalog.PackUnit;
import org.countersign.console.page.DecimalText;
import org.countersign.shared.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The form of an item: what was entered, as it was entered. The fields are named as over REST. */
record ItemForm(
        String number,
        String name,
        String category,
        String unit,
        String price,
        String currency,
        String supplier,
        String supplierItem,
        String gtin,
        String contract,
        List<PackUnit> packs) {

    static ItemForm empty(String currency) {
        return new ItemForm("", "", "", "EA", "", currency, "", "", "", "", List.of());
    }

    static ItemForm of(Item item, Locale language) {
        return new ItemForm(
                item.number(),
                item.name(),
                SupplierForm.text(item.category()),
                item.unit(),
                item.price() == null ? "" : DecimalText.of(item.price(), language),
                item.currency(),
                SupplierForm.text(item.supplier()),
                SupplierForm.text(item.supplierItem()),
                SupplierForm.text(item.gtin()),
                SupplierForm.text(item.contract()),
                item.packUnits());
    }

    static ItemForm read(MultiValueMap<String, String> sent) {
        return new ItemForm(
                SupplierForm.text(sent.getFirst("number")),
                SupplierForm.text(sent.getFirst("name")),
                SupplierForm.text(sent.getFirst("category")),
                SupplierForm.text(sent.getFirst("unit")),
                SupplierForm.text(sent.getFirst("price")),
                SupplierForm.text(sent.getFirst("currency")),
                SupplierForm.text(sent.getFirst("supplier")),
                SupplierForm.text(sent.getFirst("supplierItem")),
                SupplierForm.text(sent.getFirst("gtin")),
                SupplierForm.text(sent.getFirst("contract")),
                packs(sent));
    }

    /** One row is a unit and a factor; a row that was left empty says nothing. */
    private static List<PackUnit> packs(MultiValueMap<String, String> sent) {
        var units = sent.getOrDefault("packUnit", List.of());
        var factors = sent.getOrDefault("packFactor", List.of());
        var packs = new ArrayList<PackUnit>();
        for (int row = 0; row < Math.min(units.size(), factors.size()); row++) {
            var pack = new PackUnit(units.get(row).strip(), factors.get(row).strip());
            if (!(pack.unit() + pack.factor()).isEmpty()) {
                packs.add(pack);
            }
        }
        return packs;
    }

    /** The rows that the form shows: what was entered, and two more. */
    public List<PackUnit> rows() {
        var rows = new ArrayList<>(packs);
        rows.add(new PackUnit("", ""));
        rows.add(new PackUnit("", ""));
        return rows;
    }

    /** Whether the price, if there is one, is a number. */
    boolean hasReadablePrice(Locale language) {
        return price.isEmpty() || DecimalText.parse(price, language).isPresent();
    }

    /** @param key the item's number, where it is known already */
    ItemDetails details(@Nullable String key, Locale language) {
        return new ItemDetails(
                key == null ? Formats.trimmed(number) : key,
                Formats.trimmed(name),
                Formats.trimmed(category),
                Formats.trimmed(unit),
                DecimalText.parse(price, language).orElse(null),
                Formats.trimmed(currency),
                Formats.trimmed(supplier),
                Formats.trimmed(supplierItem),
                Formats.trimmed(gtin),
                Formats.trimmed(contract),
                packs);
    }
}
