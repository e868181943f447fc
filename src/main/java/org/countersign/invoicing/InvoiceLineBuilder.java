package org.countersign.invoicing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Tells what a line of a supplier's document says, one thing after the other; what is not told it does not say. */
public final class InvoiceLineBuilder {

    private @Nullable String line;
    private @Nullable String purchaseOrder;
    private @Nullable String orderLine;
    private @Nullable String item;
    private @Nullable String sellerItem;
    private @Nullable String standardItem;
    private @Nullable String description;
    private @Nullable BigDecimal quantity;
    private @Nullable String unit;
    private @Nullable BigDecimal unitPrice;
    private @Nullable BigDecimal priceBaseQuantity;
    private @Nullable BigDecimal lineAllowance;
    private @Nullable BigDecimal netAmount;
    private @Nullable BigDecimal taxRate;
    private @Nullable String taxCategory;
    private @Nullable String accounting;

    InvoiceLineBuilder() {}

    /** @param value the supplier's own number or name of the line */
    public InvoiceLineBuilder line(@Nullable String value) {
        this.line = value;
        return this;
    }

    /** @param value the order of this line, where the line names one */
    public InvoiceLineBuilder purchaseOrder(@Nullable String value) {
        this.purchaseOrder = value;
        return this;
    }

    /** @param value the order's line, as the supplier refers to it */
    public InvoiceLineBuilder orderLine(@Nullable String value) {
        this.orderLine = value;
        return this;
    }

    /** @param value our number of the item */
    public InvoiceLineBuilder item(@Nullable String value) {
        this.item = value;
        return this;
    }

    /** @param value the supplier's number of the item */
    public InvoiceLineBuilder sellerItem(@Nullable String value) {
        this.sellerItem = value;
        return this;
    }

    /** @param value its number by a standard, such as the GTIN (BT-157) */
    public InvoiceLineBuilder standardItem(@Nullable String value) {
        this.standardItem = value;
        return this;
    }

    /** @param value what it is */
    public InvoiceLineBuilder description(@Nullable String value) {
        this.description = value;
        return this;
    }

    /** @param value in {@code unit} */
    public InvoiceLineBuilder quantity(@Nullable BigDecimal value) {
        this.quantity = value;
        return this;
    }

    /** @param value UN/ECE Recommendation 20 code */
    public InvoiceLineBuilder unit(@Nullable String value) {
        this.unit = value;
        return this;
    }

    /** @param value net price of {@code priceBaseQuantity} units */
    public InvoiceLineBuilder unitPrice(@Nullable BigDecimal value) {
        this.unitPrice = value;
        return this;
    }

    /** @param value 1 where it is not given */
    public InvoiceLineBuilder priceBaseQuantity(@Nullable BigDecimal value) {
        this.priceBaseQuantity = value;
        return this;
    }

    /** @param value what was taken off (negative: put on) this line beside its price */
    public InvoiceLineBuilder lineAllowance(@Nullable BigDecimal value) {
        this.lineAllowance = value;
        return this;
    }

    /** @param value net amount of the line */
    public InvoiceLineBuilder netAmount(@Nullable BigDecimal value) {
        this.netAmount = value;
        return this;
    }

    /** @param value percent */
    public InvoiceLineBuilder taxRate(@Nullable BigDecimal value) {
        this.taxRate = value;
        return this;
    }

    /** @param value UNCL 5305 code of its tax, such as S or AE (BT-151) */
    public InvoiceLineBuilder taxCategory(@Nullable String value) {
        this.taxCategory = value;
        return this;
    }

    /** @param value cost centre or account to book it on (BT-133) */
    public InvoiceLineBuilder accounting(@Nullable String value) {
        this.accounting = value;
        return this;
    }

    /** As told. */
    public InvoiceDraft.Line build() {
        return new InvoiceDraft.Line(
                line,
                purchaseOrder,
                orderLine,
                item,
                sellerItem,
                standardItem,
                description,
                quantity,
                unit,
                unitPrice,
                priceBaseQuantity,
                lineAllowance,
                netAmount,
                taxRate,
                taxCategory,
                accounting);
    }
}
