package org.countersign.shared;

import java.util.List;
import java.util.Optional;

/** Port to the numbers of documents, for modules that know nothing of purchasing, where the numbers are drawn (R22). */
public interface GaplessNumbers {

    /**
     * The next number of the gapless series of sales orders, in the caller's transaction: others wait until it ends, and a
     * rollback gives the number back.
     */
    String nextSalesOrder();

    /** The last number that was given in each series, of this year and the years before; the latest year first. */
    List<String> lastNumbers();

    /**
     * Gives no number up to this one any more, whatever series it belongs to: documents that a restored backup does not know may
     * bear them.
     *
     * @return how many were passed over; empty where it is no number of a series, or lies too far ahead
     */
    Optional<Long> passOver(String number);

    /** The next number of the gapless series of payment runs, likewise. */
    String nextPaymentRun();
}
