package org.countersign.invoicing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A line as it is kept. */
@Embeddable
class InvoiceLine {

    @Column(name = "line_label")
    private @Nullable String line;

    @Column(name = "purchase_order")
    private @Nullable String purchaseOrder;

    @Column(name = "order_line")
    private @Nullable String orderLine;

    @Column(name = "item")
    private @Nullable String item;

    @Column(name = "seller_item")
    private @Nullable String sellerItem;

    @Column(name = "standard_item")
    private @Nullable String standardItem;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "quantity")
    private @Nullable BigDecimal quantity;

    @Column(name = "unit")
    private @Nullable String unit;

    @Column(name = "unit_price")
    private @Nullable BigDecimal unitPrice;

    @Column(name = "price_base_quantity")
    private @Nullable BigDecimal priceBaseQuantity;

    @Column(name = "line_allowance")
    private @Nullable BigDecimal lineAllowance;

    @Column(name = "net_amount")
    private @Nullable BigDecimal netAmount;

    @Column(name = "tax_rate")
    private @Nullable BigDecimal taxRate;

    @Column(name = "tax_category")
    private @Nullable String taxCategory;

    @Column(name = "accounting")
    private @Nullable String accounting;

    @Column(name = "assigned_order")
    private @Nullable String assignedOrder;

    /** For the persistence provider. */
    protected InvoiceLine() {}

    InvoiceLine(InvoiceDraft.Line from) {
        this.line = from.line();
        this.purchaseOrder = from.purchaseOrder();
        this.orderLine = from.orderLine();
        this.item = from.item();
        this.sellerItem = from.sellerItem();
        this.standardItem = from.standardItem();
        this.description = from.description();
        this.quantity = from.quantity();
        this.unit = from.unit();
        this.unitPrice = from.unitPrice();
        this.priceBaseQuantity = from.priceBaseQuantity();
        this.lineAllowance = from.lineAllowance();
        this.netAmount = from.netAmount();
        this.taxRate = from.taxRate();
        this.taxCategory = from.taxCategory();
        this.accounting = from.accounting();
    }

    /** A person said which order it is for. */
    void assign(String order) {
        assignedOrder = order;
    }

    InvoiceDraft.Line asReceived() {
        return with(purchaseOrder);
    }

    /** As received, but for the order that somebody said it is for. */
    InvoiceDraft.Line asAssigned() {
        return with(assignedOrder == null ? purchaseOrder : assignedOrder);
    }

    private InvoiceDraft.Line with(@Nullable String order) {
        return InvoiceDraft.Line.builder()
                .line(line)
                .purchaseOrder(order)
                .orderLine(orderLine)
                .item(item)
                .sellerItem(sellerItem)
                .standardItem(standardItem)
                .description(description)
                .quantity(quantity)
                .unit(unit)
                .unitPrice(unitPrice)
                .priceBaseQuantity(priceBaseQuantity)
                .lineAllowance(lineAllowance)
                .netAmount(netAmount)
                .taxRate(taxRate)
                .taxCategory(taxCategory)
                .accounting(accounting)
                .build();
    }
}
