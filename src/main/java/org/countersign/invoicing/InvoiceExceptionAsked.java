package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.Set;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked to settle a difference of an invoice. Published in the transaction that created the task.
 *
 * @param invoice our reference
 * @param exception id of the exception
 * @param round how often it arose, from 1
 * @param task id of the task in which it is answered
 * @param type its kind
 * @param handler who is asked: id of a group, or {@code person:<user>}
 * @param supplier number of the supplier, null where it is not known
 * @param number the supplier's number of the invoice
 * @param orders the orders that it names
 * @param amount what it is about
 * @param currency of the amount
 * @param explanation in words that a clerk understands
 * @param reply what the supplier answered, where that is why somebody is asked again; null otherwise
 */
public record InvoiceExceptionAsked(
        InvoiceId invoice,
        String exception,
        int round,
        String task,
        ExceptionType type,
        String handler,
        @Nullable String supplier,
        String number,
        Set<PurchaseOrderNumber> orders,
        BigDecimal amount,
        String currency,
        Explanation explanation,
        @Nullable Reply reply) {

    /** What the supplier answered, and what it wrote. */
    public record Reply(SupplierSays says, @Nullable String text) {}

    public InvoiceExceptionAsked {
        orders = Set.copyOf(orders);
    }
}
