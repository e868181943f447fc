package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseUpkeepTests {

    private static final int TRANSACTIONS = 3000;

    @TempDir
    Path directory;

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void embedded() {
        database.setURL("jdbc:h2:file:" + directory.resolve("kept") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
    }

    @Test
    @DisplayName("The embedded database's file stops growing with each transaction, and nothing of it is lost")
    void theFileStaysSmall() throws Exception {
        var grown = sizeAfter(() -> {});
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop all objects delete files");
            statement.execute("shutdown immediately");
        }
        var upkeep = new EmbeddedDatabaseUpkeep(database);
        var kept = sizeAfter(upkeep::tidyUp);

        assertThat(kept).isLessThan(grown / 2);
        assertThat(rows()).isEqualTo(TRANSACTIONS);
    }

    @Test
    @DisplayName("Who commits while it is tidied up loses nothing by a crash right after")
    void commitsBesideSurviveACrash() throws Exception {
        var upkeep = new EmbeddedDatabaseUpkeep(database);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set retention_time 0");
            table(statement);
            var tidying = new AtomicBoolean(true);
            var beside = Executors.newSingleThreadExecutor();
            var rounds = beside.submit(() -> {
                var done = 0;
                while (tidying.get()) {
                    upkeep.tidyUp();
                    done++;
                }
                return done;
            });
            fill(connection, statement, 2000, () -> {});
            tidying.set(false);
            assertThat(rounds.get(30, TimeUnit.SECONDS)).isGreaterThan(10);
            beside.shutdown();
            statement.execute("shutdown immediately");
        }
        assertThat(rows()).isEqualTo(2000);
    }

    @Test
    @DisplayName("A database in memory is left alone")
    void memoryIsLeftAlone() throws SQLException {
        database.setURL("jdbc:h2:mem:upkeep");
        new EmbeddedDatabaseUpkeep(database).tidyUp();
    }

    private long sizeAfter(Tidying tidying) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set retention_time 0");
            table(statement);
            fill(connection, statement, TRANSACTIONS, tidying);
        }
        return Files.size(directory.resolve("kept.mv.db"));
    }

    private static void table(Statement statement) throws SQLException {
        statement.execute("create table words (id int primary key, said varchar(200), weight int)");
        statement.execute("create index words_by_weight on words (weight, id)");
        statement.execute("create index words_by_text on words (said)");
    }

    private static void fill(Connection connection, Statement statement, int transactions, Tidying tidying)
            throws SQLException {
        connection.setAutoCommit(false);
        for (int at = 0; at < transactions; at++) {
            var said = String.valueOf(at * 7919 % 1000).repeat(200).substring(0, 200);
            statement.execute("insert into words values (" + at + ", '" + said + "', " + at * 31 % 997 + ")");
            connection.commit();
            if (at % 100 == 99) {
                tidying.tidyUp();
            }
        }
        connection.setAutoCommit(true);
    }

    private int rows() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from words where length(said) = 200")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private interface Tidying {
        void tidyUp() throws SQLException;
    }
}
