package org.countersign.shared;

import java.util.function.IntSupplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes rows that need not be kept: a slice at a time, each in a transaction of its own, so that nobody waits for it long; and
 * no more than many in a night, the rest in the next one.
 */
public final class OldRows {

    /** Rows of a slice. */
    public static final int SLICE = 500;

    private static final int MOST_SLICES = 200;

    private OldRows() {}

    /**
     * Deletes slices until one is empty.
     *
     * @param slice deletes one, and says how many rows of what is counted that were
     * @return how many were deleted
     */
    public static int delete(PlatformTransactionManager transactions, IntSupplier slice) {
        var transaction = new TransactionTemplate(transactions);
        var all = 0;
        for (int slices = 0; slices < MOST_SLICES; slices++) {
            var some = transaction.execute(status -> slice.getAsInt());
            if (some == null || some == 0) {
                return all;
            }
            all += some;
        }
        return all;
    }
}
