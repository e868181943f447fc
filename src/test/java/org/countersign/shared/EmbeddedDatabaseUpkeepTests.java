package org.countersign.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseUpkeepTests {

    private static final int TRANSACTIONS = 6000;

    @TempDir
    Path directory;

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void embedded() {
        database.setURL("jdbc:h2:file:" + directory.resolve("kept") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
    }

    @Test
    @DisplayName("The embedded database's file stops growing with each transaction, and nothing of it is lost")
    void theFileStaysSmall() throws SQLException, IOException {
        var grown = sizeAfter(() -> {});
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop all objects delete files");
            statement.execute("shutdown immediately");
        }
        var upkeep = new EmbeddedDatabaseUpkeep(database);
        var kept = sizeAfter(upkeep::tidyUp);

        assertThat(kept).isLessThan(grown / 4);
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*), max(length(said)) from words")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(TRANSACTIONS);
            assertThat(rows.getInt(2)).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("A database in memory is left alone")
    void memoryIsLeftAlone() throws SQLException {
        database.setURL("jdbc:h2:mem:upkeep");
        new EmbeddedDatabaseUpkeep(database).tidyUp();
    }

    private long sizeAfter(Tidying tidying) throws SQLException, IOException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set retention_time 0");
            statement.execute("create table words (id int primary key, said varchar(200), weight int)");
            statement.execute("create index words_by_weight on words (weight, id)");
            statement.execute("create index words_by_text on words (said)");
            connection.setAutoCommit(false);
            for (int at = 0; at < TRANSACTIONS; at++) {
                statement.execute("insert into words values (" + at + ", '"
                        + ("" + at * 7919 % 1000).repeat(200).substring(0, 200) + "', " + at * 31 % 997 + ")");
                connection.commit();
                if (at % 100 == 99) {
                    tidying.tidyUp();
                }
            }
        }
        return Files.size(directory.resolve("kept.mv.db"));
    }

    private interface Tidying {
        void tidyUp() throws SQLException;
    }
}
