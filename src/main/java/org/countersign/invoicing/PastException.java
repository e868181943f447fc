package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import org.countersign.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * The differences of one kind of an invoice, which somebody was asked about.
 *
 * @param position where they stand among the others, to go on behind them
 * @param seller as the invoice names it; empty where it names none
 * @param number the supplier's number of the invoice
 * @param total what they come to, in the invoice's currency
 * @param baseTotal the same in base currency at the rate of the day of the capture; null where no rate is known
 * @param isLimited whether who accepts them may do so up to a limit alone
 */
public record PastException(
        String position,
        InvoiceId invoice,
        String seller,
        String number,
        ExceptionType type,
        Money total,
        @Nullable BigDecimal baseTotal,
        boolean isLimited,
        Instant capturedAt) {

    /**
     * Which differences are looked at.
     *
     * @param open those that nobody has settled yet, whenever their invoice was captured; else all of invoices captured in the time
     * @param from the first moment of the time
     * @param until the first moment behind it
     */
    public record Range(boolean open, Instant from, Instant until) {}
}
