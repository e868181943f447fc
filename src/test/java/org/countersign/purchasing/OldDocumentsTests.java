package org.countersign.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OldDocumentsTests {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource("jdbc:h2:mem:old-documents;DB_CLOSE_DELAY=-1", "sa", "");
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @Test
    @DisplayName("Documents from before the search wait to be indexed; those that are complete do not")
    void oldDocumentsWaitToBeIndexed() {
        migrateTo("202611210910");
        requisition("REQ-1");
        invoice("INV-1", "RE-0471");
        invoice("INV-2", "A-1");
        migrateTo("202611220100");
        requisition("REQ-2");
        jdbc.update("insert into requisition_words (requisition, word) values ('REQ-2', 'req-2'), ('REQ-2', 'wax')");
        migrateTo("latest");

        assertThat(waiting("requisition", "requisitions_to_index")).containsExactly("REQ-1");
        assertThat(waiting("invoice", "invoices_to_index")).containsExactly("INV-1");
    }

    private void requisition(String number) {
        jdbc.update(
                "insert into requisitions (number, version, requester, status, title, cost_center, currency, urgency,"
                        + " created_at) values (?, 0, 'anna', 'DRAFT', 'Wax', 'CC', 'EUR', 'normal', '2026-01-01 00:00:00')",
                number);
    }

    private void invoice(String id, String number) {
        jdbc.update(
                "insert into invoices (id, version, status, number, type, currency, payable, media_type, captured_by,"
                        + " captured_at, extras, over_accepted, paid) values (?, 0, 'CAPTURED', ?, 'INVOICE', 'EUR', 1,"
                        + " 'application/json', 'ap', '2026-01-01 00:00:00', 0, 0, 0)",
                id,
                number);
    }

    private List<String> waiting(String column, String table) {
        return jdbc.queryForList("select " + column + " from " + table, String.class);
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
