package org.countersign.shared;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the file of the embedded database small. A commit that is to survive a crash is written at once, as new pages at the
 * end of the file, and H2 tidies up behind them only where it writes later, in the background. Without this a file would grow
 * by several megabytes with each purchase.
 */
@Component
@ConditionalOnExpression("'${spring.datasource.url:}'.startsWith('jdbc:h2:file:')")
class EmbeddedDatabaseUpkeep {

    /** Parts of the file of which less is still needed, in percent, are written anew, so that their room can be used again. */
    private static final int NEEDED_PERCENT = 60;

    /** Commits wait while a portion is written. */
    private static final int BYTES_AT_ONCE = 512 << 10;

    private static final Duration LONGEST = Duration.ofMillis(500);

    private final DataSource database;

    EmbeddedDatabaseUpkeep(DataSource database) {
        this.database = database;
    }

    /** Tidies up for about half a second at most; a database in memory is left alone. */
    @Scheduled(initialDelay = 30, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void tidyUp() throws SQLException {
        try (var connection = database.getConnection()) {
            if (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                    && session.getDatabase().isPersistent()) {
                tidyUp(session.getDatabase().getStore().getMvStore());
            }
        }
    }

    private static void tidyUp(MVStore store) {
        var end = System.nanoTime() + LONGEST.toNanos();
        var more = true;
        while (more && System.nanoTime() < end) {
            more = store.compact(NEEDED_PERCENT, BYTES_AT_ONCE);
        }
    }
}
