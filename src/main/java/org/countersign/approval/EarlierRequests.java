package org.countersign.approval;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Port to what the same requester asked of the same suppliers before (R10). */
public interface EarlierRequests {

    /** Whether there is anything that some policy might count. Quick, for most documents have nothing. */
    boolean any(ApprovalSubject subject);

    /**
     * What counts together with a document.
     *
     * @param days how far back, counted in days of the organisation from the day of submission
     * @return by number of the supplier; suppliers of whom nothing was asked are left out
     */
    Map<String, Earlier> of(ApprovalSubject subject, int days);

    /**
     * What was asked of one supplier.
     *
     * @param documents how many of them
     * @param amount in base currency, each document at the rate of its own submission
     * @param withoutRate the documents whose currency had no rate then (R03)
     */
    record Earlier(int documents, BigDecimal amount, List<String> withoutRate) {

        public Earlier {
            withoutRate = List.copyOf(withoutRate);
        }
    }
}
