package org.countersign.invoicing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A supplier is asked about differences of its invoice, or reminded of that. Published in the transaction that keeps the
 * question.
 *
 * @param question its id
 * @param invoice our reference
 * @param number the supplier's number of the invoice
 * @param supplier number of the supplier
 * @param recipient where the mail goes
 * @param text what is asked beside the differences; null where nothing is
 * @param differences what differs
 * @param currency of their amounts
 * @param link last part of the address of the page on which the supplier answers
 * @param linkUntil until when it works
 * @param askedAt when the supplier was asked first
 * @param reminder 0 for the question itself
 * @param renewedAt when the supplier asked for a new link, which is all that this mail brings; null where we write unasked
 */
public record SupplierAsked(
        String question,
        InvoiceId invoice,
        String number,
        String supplier,
        String recipient,
        @Nullable String text,
        List<QuestionedDifference> differences,
        String currency,
        String link,
        Instant linkUntil,
        Instant askedAt,
        int reminder,
        @Nullable Instant renewedAt) {

    public SupplierAsked {
        differences = List.copyOf(differences);
    }
}
