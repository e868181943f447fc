package org.countersign.workflow.config;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two people who act at once and merely collide in the database: the one that lost does it again, a few times, as if they
 * had come a moment later (R27). Only where the whole transaction can be repeated, so never inside another one.
 */
final class Conflicts {

    private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE = 15;

    /** Transaction rolled back by the database: deadlock, serialization failure, lock timeout, snapshot outdated. */
    private static final Set<String> STATES = Set.of("40001", "40P01", "HYT00");

    private static final Set<Integer> CODES = Set.of(1213, 1205, 1020, 90131, 50200);

    private Conflicts() {}

    /** Calls it, and calls it again while it merely collides. Inside a transaction it is called once. */
    static <T> T retried(Supplier<T> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return call.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isConflict(e)) {
                    throw e;
                }
                LOG.debug("A collision in the database, try {} follows", attempt + 1, e);
                pause(attempt, e);
            }
        }
    }

    /** Whether the cause lies in somebody else's having been faster, and in nothing else. */
    static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof jakarta.persistence.OptimisticLockException
                    || (cause instanceof SQLException sql && isConflict(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConflict(SQLException failure) {
        return STATES.contains(String.valueOf(failure.getSQLState())) || CODES.contains(failure.getErrorCode());
    }

    private static void pause(int attempt, RuntimeException because) {
        try {
            var longest = FIRST_PAUSE << attempt;
            Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw because;
        }
    }
}
