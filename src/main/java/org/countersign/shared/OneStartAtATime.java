package org.countersign.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Lets servers on one MariaDB start one after the other: each makes and changes tables, deploys models, creates the first
 * administrator and rights, and two that did so at once would do it twice or fail. Held from before the first use of the
 * database until the server is ready, by a connection: of a server that dies meanwhile the database lets go by itself.
 */
@Component
@ConditionalOnExpression("'${spring.datasource.url:}'.startsWith('jdbc:mariadb:')")
class OneStartAtATime
        implements BeanPostProcessor, ApplicationListener<ApplicationReadyEvent>, DisposableBean, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(OneStartAtATime.class);

    /** A lock belongs to the whole database server, and its name has at most 64 characters. */
    private static final String NAME = "left(concat('countersign-start/', database()), 64)";

    private static final int LOOK_SECONDS = 5;

    private final Duration patience;
    private @Nullable Connection held;

    OneStartAtATime(@Value("${countersign.start-patience:10m}") Duration patience) {
        this.patience = patience;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource database && held == null) {
            try {
                take(database);
            } catch (SQLException e) {
                throw new IllegalStateException("The database cannot be reached", e);
            }
        }
        return bean;
    }

    private void take(DataSource database) throws SQLException {
        var connection = database.getConnection();
        var end = System.nanoTime() + patience.toNanos();
        for (int wait = 0; !isMine(connection, wait); wait = LOOK_SECONDS) {
            if (wait == 0) {
                LOG.info("Another server starts on this database: this one waits until it is ready");
            } else if (System.nanoTime() > end) {
                connection.close();
                throw new StartRefused(
                        "Another server has been starting on this database for " + patience.toSeconds() + " seconds.",
                        "Look at its log. If it is gone for good, its connection to the database is not: end it there"
                                + " (SHOW PROCESSLIST), or wait until the database notices, and start this server again.");
            }
        }
        held = connection;
    }

    private static boolean isMine(Connection connection, int wait) throws SQLException {
        try (var statement = connection.prepareStatement("select get_lock(" + NAME + ", ?)")) {
            statement.setInt(1, wait);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        release();
    }

    @Override
    public void destroy() {
        release();
    }

    private void release() {
        var connection = held;
        if (connection == null) {
            return;
        }
        held = null;
        try (connection;
                var statement = connection.prepareStatement("select release_lock(" + NAME + ")")) {
            statement.executeQuery().close();
        } catch (SQLException e) {
            LOG.warn("The next server may have to wait until the database notices that this one has started", e);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
