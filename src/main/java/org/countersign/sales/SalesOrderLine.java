package org.countersign.sales;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.Currency;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/** One line of a sales order. */
@Embeddable
public class SalesOrderLine {

    @Column(name = "item")
    private @Nullable String item;

    @Column(name = "description")
    private String description;

    @Column(name = "quantity")
    private BigDecimal quantity;

    @Column(name = "unit")
    private String unit;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected SalesOrderLine() {}

    SalesOrderLine(@Nullable String item, String description, BigDecimal quantity, String unit, BigDecimal unitPrice) {
        this.item = item;
        this.description = description;
        this.quantity = quantity;
        this.unit = unit;
        this.unitPrice = unitPrice;
    }

    /** Number of the catalog item, if it is one. */
    public @Nullable String item() {
        return item;
    }

    /** What is sold. */
    public String description() {
        return description;
    }

    /** In {@link #unit()}, above zero. */
    public BigDecimal quantity() {
        return quantity;
    }

    /** UN/ECE Recommendation 20 code. */
    public String unit() {
        return unit;
    }

    /** Net price of one unit in the sales order's currency. */
    public BigDecimal unitPrice() {
        return unitPrice;
    }

    /** Net amount of the line, rounded once (R12). */
    public Money amount(Currency currency) {
        return Money.ofLine(quantity, unitPrice, currency);
    }
}
