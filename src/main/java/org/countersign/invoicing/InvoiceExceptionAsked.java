package org.countersign.invoicing;

import java.math.BigDecimal;
import java.util.Set;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked to settle differences of one kind of an invoice. Published in the transaction that created the task,
 * where any of them is new.
 *
 * @param invoice our reference
 * @param exception id of the first difference that is new
 * @param round how often that one arose, from 1
 * @param task id of the task in which it is answered
 * @param type its kind
 * @param handler who is asked: id of a group, or {@code person:<user>}
 * @param supplier number of the supplier, null where it is not known
 * @param number the supplier's number of the invoice
 * @param orders the orders that it names
 * @param amount what they come to
 * @param currency of the amount
 * @param explanation in words that a clerk understands
 * @param count how many they are
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
        int count,
        @Nullable Reply reply) {

    /** What the supplier answered, and what it wrote. */
    public record Reply(SupplierSays says, @Nullable String text) {}

    public InvoiceExceptionAsked {
        orders = Set.copyOf(orders);
    }
}
