package org.countersign.console.web.requisition;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line as it stands in the form: everything as it was typed. */
public class LineForm {

    private String item = "";
    private String description = "";
    private String category = "";
    private String quantity = "";
    private String unit = "";
    private String unitPrice = "";
    private String taxRate = "";
    private String supplier = "";
    private String costCenter = "";
    private String deliveryDate = "";
    private String link = "";

    /** An empty line. */
    public LineForm() {}

    /** The same line again, for another date. */
    LineForm copy() {
        var copy = new LineForm();
        copy.item = item;
        copy.description = description;
        copy.category = category;
        copy.quantity = quantity;
        copy.unit = unit;
        copy.unitPrice = unitPrice;
        copy.taxRate = taxRate;
        copy.supplier = supplier;
        copy.costCenter = costCenter;
        copy.deliveryDate = deliveryDate;
        copy.link = link;
        return copy;
    }

    /** Whether nothing was typed; the unit, which always says something, aside. */
    public boolean isBlank() {
        return Stream.of(
                        item,
                        description,
                        category,
                        quantity,
                        unitPrice,
                        taxRate,
                        supplier,
                        costCenter,
                        deliveryDate,
                        link)
                .allMatch(String::isBlank);
    }

    /** Whether something is said that most lines do not say. */
    public boolean hasMore() {
        return Stream.of(item.isBlank() ? category : "", taxRate, costCenter, deliveryDate, link)
                .anyMatch(text -> !text.isBlank());
    }

    /** Number of a catalog item. */
    public String getItem() {
        return item;
    }

    /** Sets the number of a catalog item. */
    public void setItem(@Nullable String item) {
        this.item = text(item);
    }

    /** What is wanted. */
    public String getDescription() {
        return description;
    }

    /** Sets what is wanted. */
    public void setDescription(@Nullable String description) {
        this.description = text(description);
    }

    /** The category. */
    public String getCategory() {
        return category;
    }

    /** Sets the category. */
    public void setCategory(@Nullable String category) {
        this.category = text(category);
    }

    /** How many. */
    public String getQuantity() {
        return quantity;
    }

    /** Sets how many. */
    public void setQuantity(@Nullable String quantity) {
        this.quantity = text(quantity);
    }

    /** Code of the unit. */
    public String getUnit() {
        return unit;
    }

    /** Sets the code of the unit. */
    public void setUnit(@Nullable String unit) {
        this.unit = text(unit);
    }

    /** Net price of one. */
    public String getUnitPrice() {
        return unitPrice;
    }

    /** Sets the net price of one. */
    public void setUnitPrice(@Nullable String unitPrice) {
        this.unitPrice = text(unitPrice);
    }

    /** Percent. */
    public String getTaxRate() {
        return taxRate;
    }

    /** Sets the percentage of tax. */
    public void setTaxRate(@Nullable String taxRate) {
        this.taxRate = text(taxRate);
    }

    /** Name and number of the supplier. */
    public String getSupplier() {
        return supplier;
    }

    /** Sets name and number of the supplier. */
    public void setSupplier(@Nullable String supplier) {
        this.supplier = text(supplier);
    }

    /** Name and code of the line's own cost centre. */
    public String getCostCenter() {
        return costCenter;
    }

    /** Sets name and code of the line's own cost centre. */
    public void setCostCenter(@Nullable String costCenter) {
        this.costCenter = text(costCenter);
    }

    /** When it is wanted. */
    public String getDeliveryDate() {
        return deliveryDate;
    }

    /** Sets when it is wanted. */
    public void setDeliveryDate(@Nullable String deliveryDate) {
        this.deliveryDate = text(deliveryDate);
    }

    /** Where it can be seen. */
    public String getLink() {
        return link;
    }

    /** Sets where it can be seen. */
    public void setLink(@Nullable String link) {
        this.link = text(link);
    }

    private static String text(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
