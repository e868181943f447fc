package org.countersign.purchasing;

import org.jspecify.annotations.Nullable;

/** Port to the policy that says what has to be received, and how far a line may differ from what was ordered. */
public interface ReceiptTolerance {

    /**
     * How much more or less than ordered is taken, and what becomes of more than that.
     *
     * @param category of the line
     * @param supplier number of the supplier
     * @throws IllegalStateException when the table cannot be applied, with the reason
     */
    ReceiptPolicy policy(@Nullable String category, String supplier);

    /**
     * Whether lines of this category are matched two-way: then no receipt is needed, and the matched invoice counts as
     * one. Services are, as shipped.
     *
     * @param category of the line
     * @param supplier number of the supplier
     */
    boolean receivedByInvoice(@Nullable String category, String supplier);
}
