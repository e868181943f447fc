package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** One line of a requisition. */
@Embeddable
public class RequisitionLine {

    @Column(name = "item")
    private @Nullable String item;

    @Column(name = "description")
    private String description;

    @Column(name = "category")
    private @Nullable String category;

    @Column(name = "quantity")
    private BigDecimal quantity;

    @Column(name = "unit")
    private String unit;

    @Column(name = "unit_price")
    private BigDecimal unitPrice;

    @Column(name = "tax_rate")
    private BigDecimal taxRate;

    @Column(name = "supplier")
    private @Nullable String supplier;

    @Column(name = "cost_center")
    private @Nullable String costCenter;

    @Column(name = "delivery_date")
    private @Nullable LocalDate deliveryDate;

    @Column(name = "link")
    private @Nullable String link;

    @Column(name = "pack_units")
    private @Nullable String packUnits;

    @Column(name = "rejected_by")
    private @Nullable String rejectedBy;

    @Column(name = "rejection")
    private @Nullable String rejection;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected RequisitionLine() {}

    RequisitionLine(
            @Nullable String item,
            String description,
            @Nullable String category,
            BigDecimal quantity,
            String unit,
            BigDecimal unitPrice,
            BigDecimal taxRate,
            @Nullable String supplier,
            @Nullable String costCenter,
            @Nullable LocalDate deliveryDate,
            @Nullable String link) {
        this.item = item;
        this.description = description;
        this.category = category;
        this.quantity = quantity;
        this.unit = unit;
        this.unitPrice = unitPrice;
        this.taxRate = taxRate;
        this.supplier = supplier;
        this.costCenter = costCenter;
        this.deliveryDate = deliveryDate;
        this.link = link;
    }

    RequisitionLine countedIn(@Nullable String units) {
        packUnits = units;
        return this;
    }

    void name(String chosenSupplier) {
        this.supplier = chosenSupplier;
    }

    void reject(LineRejection why) {
        this.rejectedBy = why.by().value();
        this.rejection = why.reason();
    }

    /** Whether it was rejected while the rest of the requisition went on: it forms no order. */
    public boolean isRejected() {
        return rejectedBy != null;
    }

    /** Who rejected the line alone, and why; null where nobody did. */
    public @Nullable LineRejection rejection() {
        return rejectedBy == null ? null : new LineRejection(new UserId(rejectedBy), rejection);
    }

    /** Number of the catalog item, if it is one. */
    public @Nullable String item() {
        return item;
    }

    /** What is asked for. */
    public String description() {
        return description;
    }

    /** The category that policies look at. */
    public @Nullable String category() {
        return category;
    }

    /** In {@link #unit()}, above zero. */
    public BigDecimal quantity() {
        return quantity;
    }

    /** UN/ECE Recommendation 20 code. */
    public String unit() {
        return unit;
    }

    /** Net price of one unit in the requisition's currency. */
    public BigDecimal unitPrice() {
        return unitPrice;
    }

    /** Percent. */
    public BigDecimal taxRate() {
        return taxRate;
    }

    /** Number of the supplier; null until a purchasing agent names one. */
    public @Nullable String supplier() {
        return supplier;
    }

    /** Code of the line's own cost centre; null where the requisition's pays. */
    public @Nullable String costCenter() {
        return costCenter;
    }

    /** The requested date of this line. */
    public @Nullable LocalDate deliveryDate() {
        return deliveryDate;
    }

    /** Where it can be seen, an {@code https} address; null where none was given. */
    public @Nullable String link() {
        return link;
    }

    /** The units that its item had when it was asked for; null where it has but one. */
    @Nullable
    String packUnits() {
        return packUnits;
    }

    /** Net amount of the line, rounded once (R12). */
    public Money amount(Currency currency) {
        return Money.ofLine(quantity, unitPrice, currency);
    }
}
