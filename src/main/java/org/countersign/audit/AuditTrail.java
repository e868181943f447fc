package org.countersign.audit;

/** The append-only record of everything that changed (R25). Cannot be switched off. */
public interface AuditTrail {

    /**
     * Appends an entry in the caller's transaction: it stands if and only if the change that it describes does.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException without a transaction
     */
    void record(AuditEvent event);
}
