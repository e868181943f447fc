package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ConflictsTests {

    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void noTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    @Test
    @DisplayName("R27: who merely collided does it again, and succeeds")
    void whoMerelyCollidedDoesItAgain() {
        var result = Conflicts.retried(() -> {
            if (calls.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("deadlock");
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void itGivesUpAfterAFewTries() {
        assertThatThrownBy(() -> Conflicts.retried(() -> {
                    calls.incrementAndGet();
                    throw new OptimisticLockingException("still");
                }))
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(calls).hasValue(6);
    }

    @Test
    void insideATransactionNothingIsRepeated() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
        assertThatThrownBy(() -> Conflicts.retried(() -> {
                    calls.incrementAndGet();
                    throw new OptimisticLockingException("once");
                }))
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aRefusalIsNotRepeated() {
        assertThatThrownBy(() -> Conflicts.retried(() -> {
                    calls.incrementAndGet();
                    throw new DataIntegrityViolationException("twice the same number");
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aDeadlockIsRecognizedHoweverDeepItLies() {
        var deadlock = new SQLException("Deadlock found", "40001", 1213);
        assertThat(Conflicts.isConflict(new IllegalStateException(new RuntimeException(deadlock))))
                .isTrue();
        assertThat(Conflicts.isConflict(new IllegalStateException("anything else")))
                .isFalse();
    }
}
