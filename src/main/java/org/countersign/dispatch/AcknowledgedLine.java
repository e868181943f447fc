package org.countersign.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a supplier says about one line; what is left empty stays as ordered. */
@Embeddable
public class AcknowledgedLine {

    @Column(name = "line_number")
    private int line;

    @Column(name = "quantity")
    private @Nullable BigDecimal quantity;

    @Column(name = "unit_price")
    private @Nullable BigDecimal unitPrice;

    @Column(name = "promised_date")
    private @Nullable LocalDate promisedDate;

    /** For the persistence provider. */
    protected AcknowledgedLine() {}

    AcknowledgedLine(
            int line, @Nullable BigDecimal quantity, @Nullable BigDecimal unitPrice, @Nullable LocalDate promisedDate) {
        this.line = line;
        this.quantity = quantity;
        this.unitPrice = unitPrice;
        this.promisedDate = promisedDate;
    }

    /** Number of the order's line. */
    public int line() {
        return line;
    }

    /** The quantity that the supplier would deliver. */
    public @Nullable BigDecimal quantity() {
        return quantity;
    }

    /** The price of one unit that the supplier would ask. */
    public @Nullable BigDecimal unitPrice() {
        return unitPrice;
    }

    /** The date at which the supplier would deliver. */
    public @Nullable LocalDate promisedDate() {
        return promisedDate;
    }
}
