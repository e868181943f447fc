package org.countersign.shared;

/** Port to the numbers of documents, for modules that know nothing of purchasing, where the numbers are drawn (R22). */
public interface GaplessNumbers {

    /**
     * The next number of the gapless series of sales orders, in the caller's transaction: others wait until it ends, and a
     * rollback gives the number back.
     */
    String nextSalesOrder();

    /** The next number of the gapless series of payment runs, likewise. */
    String nextPaymentRun();
}
