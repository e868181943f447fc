package org.countersign.console.web.master;

import java.math.BigDecimal;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemDetails;
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
        String gtin) {

    static ItemForm empty(String currency) {
        return new ItemForm("", "", "", "EA", "", currency, "", "", "");
    }

    static ItemForm of(Item item) {
        return new ItemForm(
                item.number(),
                item.name(),
                SupplierForm.text(item.category()),
                item.unit(),
                item.price() == null ? "" : item.price().stripTrailingZeros().toPlainString(),
                item.currency(),
                SupplierForm.text(item.supplier()),
                SupplierForm.text(item.supplierItem()),
                SupplierForm.text(item.gtin()));
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
                SupplierForm.text(sent.getFirst("gtin")));
    }

    /** Whether the price, if there is one, is a number. */
    boolean hasReadablePrice() {
        return price.isEmpty() || priceOrNull() != null;
    }

    /** @param key the item's number, where it is known already */
    ItemDetails details(@Nullable String key) {
        return new ItemDetails(
                key == null ? Formats.trimmed(number) : key,
                Formats.trimmed(name),
                Formats.trimmed(category),
                Formats.trimmed(unit),
                priceOrNull(),
                Formats.trimmed(currency),
                Formats.trimmed(supplier),
                Formats.trimmed(supplierItem),
                Formats.trimmed(gtin));
    }

    private @Nullable BigDecimal priceOrNull() {
        try {
            var number = price.isEmpty() ? null : new BigDecimal(price.replace(',', '.'));
            return number == null || Math.abs(number.scale()) > 30 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
