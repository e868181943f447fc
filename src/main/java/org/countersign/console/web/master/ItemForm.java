package org.countersign.console.web.master;

import java.util.Locale;
import org.countersign.catalog.Item;
import org.countersign.catalog.ItemDetails;
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
        String contract) {

    static ItemForm empty(String currency) {
        return new ItemForm("", "", "", "EA", "", currency, "", "", "", "");
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
                SupplierForm.text(item.contract()));
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
                SupplierForm.text(sent.getFirst("contract")));
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
                Formats.trimmed(contract));
    }
}
