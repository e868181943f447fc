package org.countersign.shared;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What lies in the database's being busy or away for a moment, and in nothing that was asked of it. */
public final class PassingTrouble {

    private PassingTrouble() {}

    /** Whether the same step may well succeed a moment later. */
    public static boolean isBehind(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && isPassing(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Connections that broke, and transactions that the database rolled back, deadlocks above all. */
    private static boolean isPassing(String state) {
        return state.startsWith("08") || state.startsWith("40");
    }
}
