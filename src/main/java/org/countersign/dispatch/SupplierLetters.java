package org.countersign.dispatch;

import java.time.Instant;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.supplier.Supplier;

/** Port to the texts of the mails that a supplier gets about an order. */
public interface SupplierLetters {

    /**
     * The mail that brings the order.
     *
     * @param link the page on which the supplier answers
     * @param linkUntil until when the link works
     */
    Letter order(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil);

    /**
     * The mail that asks for the answer that is missing.
     *
     * @param number 1 for the first reminder
     */
    Letter reminder(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, int number);

    /**
     * A mail's texts.
     *
     * @param subject one line
     * @param text as plain text
     * @param html as HTML
     */
    record Letter(String subject, String text, String html) {}
}
