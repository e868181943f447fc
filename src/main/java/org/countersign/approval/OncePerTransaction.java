package org.countersign.approval;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Answers that do not change within a transaction, and are found out once in each. Outside one nothing is remembered. */
final class OncePerTransaction<K, V> {

    V of(K question, Supplier<V> answer) {
        var known = known();
        var before = known.get(question);
        if (before != null) {
            return before;
        }
        var found = answer.get();
        known.put(question, found);
        return found;
    }

    @SuppressWarnings("unchecked")
    private Map<K, V> known() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Known known) {
            return (Map<K, V>) known.answers;
        }
        var known = new Known(this);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.bindResource(this, known);
            TransactionSynchronizationManager.registerSynchronization(known);
        }
        return (Map<K, V>) known.answers;
    }

    private static final class Known implements TransactionSynchronization {

        private final OncePerTransaction<?, ?> owner;
        private final Map<?, ?> answers = new HashMap<>();

        private Known(OncePerTransaction<?, ?> owner) {
            this.owner = owner;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(owner);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(owner, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(owner);
        }
    }
}
