package org.countersign.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credit note that a difference waits for has not come. Published by the reminder.
 *
 * @param invoice our reference
 * @param exception id of the exception
 * @param reminder its number, from 1
 * @param type kind of the difference
 * @param handler who waits for it: id of a group, or {@code person:<user>}
 * @param supplier number of the supplier, null where it is not known
 * @param number the supplier's number of the invoice
 * @param expected what the credit note should come to
 * @param currency of the amount
 * @param since since when it is expected
 * @param comment what was said when it was; null where nothing was
 */
public record CreditMissing(
        InvoiceId invoice,
        String exception,
        int reminder,
        ExceptionType type,
        String handler,
        @Nullable String supplier,
        String number,
        BigDecimal expected,
        String currency,
        Instant since,
        @Nullable String comment) {}
