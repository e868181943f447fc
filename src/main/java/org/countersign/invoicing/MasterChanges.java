package org.countersign.invoicing;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The suppliers and items that one transaction changes: an import changes thousands of them, and an invoice that many of them
 * concern is compared again once.
 */
final class MasterChanges implements TransactionSynchronization {

    private final Set<String> suppliers = new TreeSet<>();
    private final Set<String> items = new TreeSet<>();
    private final Set<String> identifiers = new TreeSet<>();
    private final Consumer<MasterChanges> told;

    private MasterChanges(Consumer<MasterChanges> told) {
        this.told = told;
    }

    /** Those of the transaction that is on its way. @param told what is done with all of them, before it is committed */
    static MasterChanges here(Consumer<MasterChanges> told) {
        if (TransactionSynchronizationManager.getResource(MasterChanges.class) instanceof MasterChanges begun) {
            return begun;
        }
        var changes = new MasterChanges(told);
        changes.resume();
        TransactionSynchronizationManager.registerSynchronization(changes);
        return changes;
    }

    void supplier(String number) {
        suppliers.add(number);
    }

    /** @param called all that it is or was called by on invoices */
    void item(String number, Set<String> called) {
        items.add(number);
        identifiers.addAll(called);
    }

    /** Numbers of the suppliers. */
    Set<String> suppliers() {
        return suppliers;
    }

    /** Numbers of the items. */
    Set<String> items() {
        return items;
    }

    /** What the items are or were called by on invoices. */
    Set<String> identifiers() {
        return identifiers;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        told.accept(this);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(MasterChanges.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(MasterChanges.class, this);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(MasterChanges.class);
    }
}
