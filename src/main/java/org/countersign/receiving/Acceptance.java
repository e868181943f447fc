package org.countersign.receiving;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How a service was accepted that nobody counts: by percent of the order line, or by amount. It is kept as it was said, with
 * what it is worth; all that is accepted so of one line is worth together exactly what it is worth as a whole (R12).
 *
 * @param percent of the line, as it was said; null where an amount was said
 * @param amount net, in the currency of the order
 * @param ofQuantity how much was ordered then, in the line's unit
 * @param ofAmount what the line cost then, net
 */
@Embeddable
public record Acceptance(
        @Column(name = "accepted_percent") @Nullable BigDecimal percent,
        @Column(name = "accepted_amount") BigDecimal amount,
        @Column(name = "accepted_of_quantity") BigDecimal ofQuantity,
        @Column(name = "accepted_of_amount") BigDecimal ofAmount) {

    /** What it is worth, with the digits of money and not those that the database adds. */
    BigDecimal money() {
        return amount.setScale(
                Math.max(
                        Math.min(amount.scale(), 2),
                        Math.max(amount.stripTrailingZeros().scale(), 0)),
                RoundingMode.UNNECESSARY);
    }

    boolean isOf(BigDecimal quantity, BigDecimal worth) {
        return ofQuantity.compareTo(quantity) == 0 && ofAmount.compareTo(worth) == 0;
    }
}
