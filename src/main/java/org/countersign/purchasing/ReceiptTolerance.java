package org.countersign.purchasing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Port to the policy that says what has to be received, and how much more than ordered may be kept. */
public interface ReceiptTolerance {

    /**
     * What may be kept beyond the ordered quantity of a line in all, in percent of it; zero means exactly (R14).
     *
     * @param category of the line
     * @param supplier number of the supplier
     */
    BigDecimal percentOver(@Nullable String category, String supplier);

    /**
     * Whether lines of this category are matched two-way: then no receipt is needed, and the matched invoice counts as
     * one. Services are, as shipped.
     *
     * @param category of the line
     * @param supplier number of the supplier
     */
    boolean receivedByInvoice(@Nullable String category, String supplier);
}
