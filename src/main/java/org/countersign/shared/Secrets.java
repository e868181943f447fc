package org.countersign.shared;

/** Keys that lie outside the database, so that who can write there can forge neither audit trail nor links. */
public interface Secrets {

    /**
     * The key for one purpose, the same at every start: 32 bytes derived from the installation's secret.
     *
     * @param purpose for example {@code audit} or {@code supplier-link}
     */
    byte[] key(String purpose);
}
