package org.countersign.purchasing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Port to the policy that says how much more than ordered may be kept. */
public interface ReceiptTolerance {

    /**
     * What may be kept beyond the ordered quantity of a line in all, in percent of it; zero means exactly (R14).
     *
     * @param category of the line
     * @param supplier number of the supplier
     */
    BigDecimal percentOver(@Nullable String category, String supplier);
}
