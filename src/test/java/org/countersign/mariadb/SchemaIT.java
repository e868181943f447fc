package org.countersign.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.support.MariaDbTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MariaDbTest
class SchemaIT {

    private static final String HELLO = "Grüße \uD83D\uDE00 \u4F60\u597D";

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Test
    @DisplayName("Every table, the engine's too, holds every character and tells upper from lower case")
    void everyTableHoldsEveryCharacter() {
        assertThat(jdbc.queryForList(
                        "select concat(table_name, ' ', table_collation) from information_schema.tables"
                                + " where table_schema = database() and table_collation <> 'utf8mb4_bin'",
                        String.class))
                .isEmpty();
        assertThat(jdbc.queryForObject(
                        "select count(*) from information_schema.tables where table_schema = database()"
                                + " and upper(table_name) like 'ACT\\_%'",
                        Integer.class))
                .isGreaterThan(40);
    }

    @Test
    @DisplayName("Transactions are read committed, the one isolation that the engine starts with")
    void transactionsAreReadCommitted() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    @DisplayName("An emoji survives in a comment, in a variable and in their history")
    void anEmojiSurvivesInTheEngine() {
        var task = tasks.newTask("emoji-" + UUID.randomUUID());
        task.setName(HELLO);
        tasks.saveTask(task);
        tasks.createComment(task.getId(), null, HELLO);
        tasks.setVariable(task.getId(), "comment", HELLO);
        tasks.complete(task.getId());

        assertThat(tasks.getTaskComments(task.getId()))
                .extracting("fullMessage")
                .containsExactly(HELLO);
        assertThat(history.createHistoricTaskInstanceQuery()
                        .taskId(task.getId())
                        .singleResult()
                        .getName())
                .isEqualTo(HELLO);
        assertThat(history.createHistoricVariableInstanceQuery()
                        .taskIdIn(task.getId())
                        .singleResult()
                        .getValue())
                .isEqualTo(HELLO);
        history.deleteHistoricTaskInstance(task.getId());
    }
}
