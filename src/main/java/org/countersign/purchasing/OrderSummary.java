package org.countersign.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order in one row of a list.
 *
 * @param number its number
 * @param title what it is about
 * @param supplier number of the supplier
 * @param requester who asked for it
 * @param status where it stands
 * @param changePending whether a change that the supplier proposed waits for an answer
 * @param invoicingStatus how much is invoiced
 * @param paymentStatus how much is paid
 * @param currency of its prices, ISO 4217
 * @param amount net total as ordered
 * @param createdAt when it was made, UTC
 * @param dueBy the earliest day, asked for or promised, on which something still open was to come
 */
public record OrderSummary(
        String number,
        String title,
        String supplier,
        String requester,
        OrderStatus status,
        boolean changePending,
        InvoicingStatus invoicingStatus,
        PaymentStatus paymentStatus,
        String currency,
        BigDecimal amount,
        Instant createdAt,
        @Nullable LocalDate dueBy) {

    /** Net total as ordered. */
    public Money total() {
        return new Money(amount, Currency.getInstance(currency)).rounded();
    }

    /** Whether something is open that was asked for, or promised, before this day. */
    public boolean isLate(LocalDate today) {
        return dueBy != null && dueBy.isBefore(today);
    }
}
