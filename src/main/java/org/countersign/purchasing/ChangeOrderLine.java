package org.countersign.purchasing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/** What a change order makes of one line: the old terms beside the new ones. */
@Entity
@Table(name = "change_order_lines")
public class ChangeOrderLine {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** More than any bound that a policy names: what was nothing before has grown beyond all measure. */
    private static final BigDecimal BEYOND_MEASURE = BigDecimal.valueOf(1_000_000);

    @Id
    @Column(name = "id")
    private String id;

    @ManyToOne
    @JoinColumn(name = "change_order")
    private @Nullable ChangeOrder change;

    @Column(name = "line_number")
    private int line;

    @Column(name = "item")
    private @Nullable String item;

    @Column(name = "category")
    private @Nullable String category;

    @Column(name = "unit")
    private String unit;

    @Column(name = "pack_units")
    private @Nullable String packUnits;

    @Column(name = "tax_rate")
    private BigDecimal taxRate;

    @Column(name = "cost_center")
    private @Nullable String costCenter;

    @Column(name = "added")
    private boolean added;

    @Column(name = "old_description")
    private @Nullable String oldDescription;

    @Column(name = "new_description")
    private String newDescription;

    @Column(name = "old_quantity")
    private @Nullable BigDecimal oldQuantity;

    @Column(name = "new_quantity")
    private BigDecimal newQuantity;

    @Column(name = "old_price")
    private @Nullable BigDecimal oldPrice;

    @Column(name = "new_price")
    private BigDecimal newPrice;

    @Column(name = "old_date")
    private @Nullable LocalDate oldDate;

    @Column(name = "new_date")
    private @Nullable LocalDate newDate;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeOrderLine() {}

    private ChangeOrderLine(
            int line,
            @Nullable String item,
            @Nullable String category,
            String unit,
            BigDecimal taxRate,
            @Nullable String costCenter,
            String description,
            BigDecimal quantity,
            BigDecimal price,
            @Nullable LocalDate date) {
        this.id = "";
        this.line = line;
        this.item = item;
        this.category = category;
        this.unit = unit;
        this.taxRate = taxRate;
        this.costCenter = costCenter;
        this.newDescription = description;
        this.newQuantity = quantity;
        this.newPrice = price;
        this.newDate = date;
    }

    /** Other terms of a line that is there. */
    static ChangeOrderLine changing(
            PurchaseOrderLine old,
            String description,
            BigDecimal quantity,
            BigDecimal price,
            @Nullable LocalDate date) {
        var line = new ChangeOrderLine(
                old.line(),
                old.item(),
                old.category(),
                old.unit(),
                old.taxRate(),
                old.costCenter(),
                description,
                quantity,
                price,
                date);
        line.oldDescription = old.description();
        line.oldQuantity = old.ordered();
        line.oldPrice = old.unitPrice();
        line.oldDate = old.requestedDate();
        return line;
    }

    /** A line that comes in. */
    static ChangeOrderLine adding(
            int number,
            @Nullable String item,
            @Nullable String category,
            String unit,
            BigDecimal taxRate,
            @Nullable String costCenter,
            String description,
            BigDecimal quantity,
            BigDecimal price,
            @Nullable LocalDate date) {
        var line = new ChangeOrderLine(
                number, item, category, unit, taxRate, costCenter, description, quantity, price, date);
        line.added = true;
        return line;
    }

    void belongTo(ChangeOrder owner) {
        change = owner;
        id = owner.id() + "/" + line;
    }

    /** What differs. Empty where nothing does. */
    public List<ChangeField> fields() {
        if (added) {
            return List.of(ChangeField.LINE_ADDED);
        }
        var fields = new ArrayList<ChangeField>();
        if (newQuantity.signum() == 0 && quantityBefore().signum() != 0) {
            fields.add(ChangeField.LINE_REMOVED);
        } else {
            if (newQuantity.compareTo(quantityBefore()) != 0) {
                fields.add(ChangeField.QUANTITY);
            }
            if (newPrice.compareTo(priceBefore()) != 0) {
                fields.add(ChangeField.UNIT_PRICE);
            }
        }
        if (!Objects.equals(oldDate, newDate)) {
            fields.add(ChangeField.DELIVERY_DATE);
        }
        if (!newDescription.equals(oldDescription)) {
            fields.add(ChangeField.TEXT);
        }
        return List.copyOf(fields);
    }

    /** By how much the order becomes dearer by this field alone; negative where it becomes cheaper. Exact, not rounded. */
    public Money increase(ChangeField field, Currency currency) {
        var more = switch (field) {
            case LINE_ADDED -> newQuantity.multiply(newPrice);
            case LINE_REMOVED -> quantityBefore().multiply(priceBefore()).negate();
            case QUANTITY -> newQuantity.subtract(quantityBefore()).multiply(newPrice);
            case UNIT_PRICE -> newPrice.subtract(priceBefore()).multiply(newQuantity);
            case DELIVERY_DATE, TEXT -> BigDecimal.ZERO;
        };
        return new Money(more, currency);
    }

    /**
     * The same in percent of what the field was before; a line that comes in, of the order's old total.
     *
     * @param oldTotal of the order
     */
    public BigDecimal increasePercent(ChangeField field, Money oldTotal) {
        return switch (field) {
            case LINE_ADDED -> percent(newQuantity.multiply(newPrice), oldTotal.amount());
            case LINE_REMOVED -> HUNDRED.negate();
            case QUANTITY -> percent(newQuantity.subtract(quantityBefore()), quantityBefore());
            case UNIT_PRICE -> percent(newPrice.subtract(priceBefore()), priceBefore());
            case DELIVERY_DATE, TEXT -> BigDecimal.ZERO;
        };
    }

    /** How much more, in percent of what it was; rounded up, so that no bound is met by rounding. */
    static BigDecimal percent(BigDecimal more, BigDecimal before) {
        if (before.signum() == 0) {
            return more.signum() > 0 ? BEYOND_MEASURE : BigDecimal.ZERO;
        }
        return more.multiply(HUNDRED).divide(before, 10, RoundingMode.CEILING);
    }

    private BigDecimal quantityBefore() {
        return oldQuantity == null ? BigDecimal.ZERO : oldQuantity;
    }

    private BigDecimal priceBefore() {
        return oldPrice == null ? BigDecimal.ZERO : oldPrice;
    }

    /** Its number on the order. */
    public int line() {
        return line;
    }

    /** Number of the catalog item, if it is one. */
    public @Nullable String item() {
        return item;
    }

    /** The category that policies look at. */
    public @Nullable String category() {
        return category;
    }

    /** UN/ECE Recommendation 20 code. */
    public String unit() {
        return unit;
    }

    ChangeOrderLine countedIn(@Nullable String units) {
        packUnits = units;
        return this;
    }

    /** The units that a line which comes in may be counted in; null where it has but one. */
    @Nullable
    String packUnits() {
        return packUnits;
    }

    /** Percent. */
    public BigDecimal taxRate() {
        return taxRate;
    }

    /** Code of the cost centre that pays. */
    public @Nullable String costCenter() {
        return costCenter;
    }

    /** Whether the line comes in with the change. */
    public boolean isAdded() {
        return added;
    }

    /** Whether nothing of the line is ordered after the change. */
    public boolean isRemoved() {
        return newQuantity.signum() == 0;
    }

    /** What was ordered, in words; null for a line that comes in. */
    public @Nullable String oldDescription() {
        return oldDescription;
    }

    /** What is ordered after the change, in words. */
    public String newDescription() {
        return newDescription;
    }

    /** How much was ordered; null for a line that comes in. */
    public @Nullable BigDecimal oldQuantity() {
        return oldQuantity;
    }

    /** How much is ordered after the change. */
    public BigDecimal newQuantity() {
        return newQuantity;
    }

    /** The old net price of one unit; null for a line that comes in. */
    public @Nullable BigDecimal oldPrice() {
        return oldPrice;
    }

    /** The new net price of one unit. */
    public BigDecimal newPrice() {
        return newPrice;
    }

    /** When it was asked for. */
    public @Nullable LocalDate oldDate() {
        return oldDate;
    }

    /** When it is asked for after the change. */
    public @Nullable LocalDate newDate() {
        return newDate;
    }

    /** The old net amount, rounded once (R12); null for a line that comes in. */
    public @Nullable Money oldAmount(Currency currency) {
        return oldQuantity == null || oldPrice == null ? null : Money.ofLine(oldQuantity, oldPrice, currency);
    }

    /** The new net amount, rounded once (R12). */
    public Money newAmount(Currency currency) {
        return Money.ofLine(newQuantity, newPrice, currency);
    }

    /** The change in words for the trail, for example {@code line 2, quantity 10 -> 12, unit price 3.5 -> 4}. */
    @Override
    public String toString() {
        var text = new StringBuilder("line ").append(line);
        if (added) {
            return text.append(" added: ")
                    .append(plain(newQuantity))
                    .append(' ')
                    .append(unit)
                    .append(" of ")
                    .append(newDescription)
                    .append(" at ")
                    .append(plain(newPrice))
                    .toString();
        }
        for (var field : fields()) {
            switch (field) {
                case QUANTITY ->
                    text.append(", quantity ")
                            .append(plain(quantityBefore()))
                            .append(" -> ")
                            .append(plain(newQuantity));
                case LINE_REMOVED ->
                    text.append(" removed: ").append(plain(quantityBefore())).append(" -> 0");
                case UNIT_PRICE ->
                    text.append(", unit price ")
                            .append(plain(priceBefore()))
                            .append(" -> ")
                            .append(plain(newPrice));
                case DELIVERY_DATE ->
                    text.append(", requested ").append(oldDate).append(" -> ").append(newDate);
                case TEXT ->
                    text.append(", text ").append(oldDescription).append(" -> ").append(newDescription);
                case LINE_ADDED -> throw new IllegalStateException("A line that was there cannot come in");
            }
        }
        return text.toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
