package org.countersign.dispatch;

import java.time.Instant;
import org.countersign.purchasing.ChangeOrder;
import org.countersign.purchasing.PurchaseOrder;
import org.countersign.supplier.Supplier;
import org.jspecify.annotations.Nullable;

/** Port to the texts of the mails that a supplier gets about an order. */
public interface SupplierLetters {

    /**
     * The mail that brings the order.
     *
     * @param link the page on which the supplier answers
     * @param linkUntil until when the link works
     * @param answerBy until when we would like to have the answer
     */
    Letter order(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, Instant answerBy);

    /**
     * The mail that asks for the answer that is missing.
     *
     * @param answerBy until when we would like to have the answer
     * @param number 1 for the first reminder
     */
    Letter reminder(
            PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, Instant answerBy, int number);

    /**
     * The mail that says what became of the supplier's proposal.
     *
     * @param accepted whether the proposed dates stand now; otherwise the order stands as it was
     * @param note what purchasing says about it
     */
    Letter proposalAnswered(
            PurchaseOrder order,
            Supplier supplier,
            String link,
            Instant linkUntil,
            boolean accepted,
            @Nullable String note);

    /**
     * The mail that brings the new terms of an order that was changed.
     *
     * @param change what changed
     * @param answerBy until when we would like to have the answer to the new terms
     */
    Letter changed(
            PurchaseOrder order,
            Supplier supplier,
            ChangeOrder change,
            String link,
            Instant linkUntil,
            Instant answerBy);

    /**
     * The mail that says that an order which was sent is called off.
     *
     * @param reason why
     */
    Letter cancelled(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil, String reason);

    /** The mail that brings a new link to the order's page, because the supplier asked for one. */
    Letter newLink(PurchaseOrder order, Supplier supplier, String link, Instant linkUntil);

    /**
     * A mail's texts.
     *
     * @param subject one line
     * @param text as plain text
     * @param html as HTML
     */
    record Letter(String subject, String text, String html) {}
}
