package org.countersign.approval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.shared.DocumentNumber;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The cycle that counts for a document: its last. A model asks for it at each gateway, many times in one transaction, in
 * which the answer does not change but by this module itself; so it is looked up once for each transaction. Whoever changes
 * a cycle that somebody else has superseded meanwhile fails at its version.
 */
@Component
class CurrentCycles {

    private final ApprovalCycles cycles;

    CurrentCycles(ApprovalCycles cycles) {
        this.cycles = cycles;
    }

    Optional<ApprovalCycle> of(DocumentNumber document) {
        var id = known().get(document.value());
        if (id != null) {
            return cycles.findById(id);
        }
        var found = cycles.current(document.value());
        found.ifPresent(cycle -> known().put(document.value(), cycle.id()));
        return found;
    }

    /**
     * The round that another one goes on from: it was approved, and what became known afterwards asked for more (R10). That
     * happens to requisitions alone; of other documents each round is an approval of its own.
     */
    Optional<ApprovalCycle> continuedBy(ApprovalCycle cycle) {
        return cycle.number() == 1 || !cycle.kind().equals(ApprovalKind.REQUISITION)
                ? Optional.empty()
                : cycles.findById(ApprovalCycle.idOf(cycle.document(), cycle.number() - 1))
                        .filter(before -> before.outcome() == ApprovalOutcome.APPROVED);
    }

    /** The same, locked until the transaction ends: answers to one document come one after the other. */
    Optional<ApprovalCycle> lock(DocumentNumber document) {
        return idOf(document).flatMap(cycles::lock);
    }

    /** A new cycle of the document counts from now on. */
    ApprovalCycle begin(ApprovalCycle cycle) {
        var begun = cycles.save(cycle);
        known().put(begun.document().value(), begun.id());
        return begun;
    }

    private Optional<String> idOf(DocumentNumber document) {
        var known = known();
        var id = known.get(document.value());
        if (id != null) {
            return Optional.of(id);
        }
        var found = cycles.currentIdOf(document.value());
        found.ifPresent(current -> known.put(document.value(), current));
        return found;
    }

    /** By document; outside a transaction nothing is remembered. */
    private Map<String, String> known() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Known known) {
            return known.ids;
        }
        var known = new Known();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return known.ids;
        }
        TransactionSynchronizationManager.bindResource(this, known);
        TransactionSynchronizationManager.registerSynchronization(known);
        return known.ids;
    }

    /** What one transaction has looked up. */
    private final class Known implements TransactionSynchronization {

        private final Map<String, String> ids = new HashMap<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(CurrentCycles.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(CurrentCycles.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(CurrentCycles.this);
        }
    }
}
