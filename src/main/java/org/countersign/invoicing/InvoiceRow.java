package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.jspecify.annotations.Nullable;

/**
 * An invoice in a list.
 *
 * @param id our reference
 * @param number the supplier's number
 * @param type invoice or credit note
 * @param status where it stands
 * @param supplier number of the supplier; null while nobody knows who it is from
 * @param issueDate when the supplier issued it
 * @param payBy until when it is to be paid
 * @param discountUntil until when less is to be paid; null where it is not, or no longer
 * @param currency ISO 4217 code
 * @param payable what is to be paid, as it counts: negative for a credit note
 * @param paid what was paid, counted likewise
 * @param capturedAt when it was captured, UTC
 * @param overdue whether it should have been paid by now
 * @param orders the orders that it names, ascending
 * @param waitingFor its open differences
 */
public record InvoiceRow(
        InvoiceId id,
        String number,
        InvoiceType type,
        InvoiceStatus status,
        @Nullable String supplier,
        @Nullable LocalDate issueDate,
        @Nullable LocalDate payBy,
        @Nullable LocalDate discountUntil,
        String currency,
        BigDecimal payable,
        BigDecimal paid,
        Instant capturedAt,
        boolean overdue,
        List<PurchaseOrderNumber> orders,
        List<Open> waitingFor) {

    public InvoiceRow {
        orders = List.copyOf(orders);
        waitingFor = List.copyOf(waitingFor);
    }

    /**
     * A difference that nobody settled yet.
     *
     * @param type its kind
     * @param handler who handles it, as {@link InvoiceException#handler()} says
     * @param waitsFor what it waits for before its handler is asked again; null where it is the handler's turn
     * @param since since when it waits, UTC; null where it does not
     */
    public record Open(
            ExceptionType type,
            @Nullable String handler,
            @Nullable ExceptionWait waitsFor,
            @Nullable Instant since) {}

    /**
     * A difference that waits for the supplier.
     *
     * @param invoice our reference
     * @param number the supplier's number
     * @param supplier number of the supplier; null where nobody knows
     * @param waitsFor an answer, or a credit note
     * @param since since when, UTC
     * @param amount the credit that is expected, else what the difference is about
     * @param currency of the amount
     */
    public record Waiting(
            InvoiceId invoice,
            String number,
            @Nullable String supplier,
            ExceptionWait waitsFor,
            Instant since,
            BigDecimal amount,
            String currency) {}
}
