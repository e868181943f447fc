package org.countersign.invoicing;

import java.util.List;

/**
 * An invoice was rejected, and its supplier is told. Published in the transaction that rejects it.
 *
 * @param invoice our reference
 * @param number the supplier's number of the invoice
 * @param supplier number of the supplier
 * @param recipient where the mail goes
 * @param reason why
 * @param differences what differs
 * @param currency of their amounts
 */
public record SupplierRefused(
        InvoiceId invoice,
        String number,
        String supplier,
        String recipient,
        String reason,
        List<QuestionedDifference> differences,
        String currency) {

    public SupplierRefused {
        differences = List.copyOf(differences);
    }
}
