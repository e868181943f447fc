package org.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.countersign.shared.NightlyWork;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
@DisplayName("At night")
class OldRowsTests {

    private static final String LONG_AGO = "2020-01-01 00:00:00";
    private static final String LATELY = "2026-02-20 00:00:00";

    @Autowired
    private List<NightlyWork> works;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    @DisplayName(
            "Mails to colleagues are forgotten after two years; those to suppliers, those of a kind that nobody knows, and"
                    + " those that are not through are kept")
    void oldMailsToColleaguesAreForgotten() {
        var old = mail("approval-asked", "SENT", LONG_AGO);
        var withheld = mail("requisition-ordered", "WITHHELD", LONG_AGO);
        var kept = List.of(
                mail("approval-asked", "SENT", LATELY),
                mail("approval-asked", "FAILED", LONG_AGO),
                mail("approval-asked", "SENDING", LONG_AGO),
                mail("order", "SENT", LONG_AGO),
                mail("of-tomorrow", "SENT", LONG_AGO));

        work("old-mails");

        assertThat(List.of(old, withheld))
                .allSatisfy(id -> assertThat(count("mails", "id", id)).isZero());
        assertThat(count("mail_attachments", "mail", old)).isZero();
        assertThat(kept).allSatisfy(id -> assertThat(count("mails", "id", id)).isEqualTo(1));
        jdbc.update("delete from mail_attachments where name = 'old-rows'");
        jdbc.update("delete from mails where document = 'OLD-ROWS'");
    }

    @Test
    @DisplayName("More than a slice of keys of clients is forgotten, and those of this month are kept")
    void oldKeysAreForgotten() {
        jdbc.batchUpdate(
                "insert into idempotency_keys (user_id, request_key, fingerprint, started_at) values (?, ?, 'x', ?)",
                java.util.stream.IntStream.range(0, 601)
                        .mapToObj(number -> new Object[] {"old-rows", "k" + number, number == 600 ? LATELY : LONG_AGO})
                        .toList());

        work("idempotency-keys");

        assertThat(jdbc.queryForList(
                        "select request_key from idempotency_keys where user_id = 'old-rows'", String.class))
                .containsExactly("k600");
        jdbc.update("delete from idempotency_keys where user_id = 'old-rows'");
    }

    @Test
    @DisplayName("What was done together is forgotten ninety days after it was finished, and never while it goes on")
    void oldBatchesAreForgotten() {
        var old = batch(LONG_AGO);
        var late = batch(LATELY);
        var open = batch(null);
        var rematch = UUID.randomUUID().toString();
        jdbc.update(
                "insert into invoice_rematches (id, version, reason, asked_by, asked_at, finished_at) values (?, 0, 'HAND',"
                        + " 'x', ?, ?)",
                rematch,
                LONG_AGO,
                LONG_AGO);
        jdbc.update(
                "insert into invoice_rematch_invoices (rematch, invoice, told, failed) values (?, 'INV-X', true, false)",
                rematch);

        work("old-batches");
        work("old-rematches");

        assertThat(count("stuck_batches", "id", old)).isZero();
        assertThat(count("stuck_batch_items", "batch", old)).isZero();
        assertThat(count("stuck_batches", "id", late)).isEqualTo(1);
        assertThat(count("stuck_batch_items", "batch", open)).isEqualTo(1);
        assertThat(count("invoice_rematch_invoices", "rematch", rematch)).isZero();
        assertThat(count("invoice_rematches", "id", rematch)).isZero();
        jdbc.update("delete from stuck_batch_items where stuck = 'old-rows'");
        jdbc.update("delete from stuck_batches where reason = 'old-rows'");
    }

    private String mail(String kind, String status, String at) {
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into mails (id, version, message_key, kind, document, recipients, subject, body_text, body_html,"
                        + " message_id, status, attempts, created_at) values (?, 0, ?, ?, 'OLD-ROWS', 'x@example.org', 'x', 'x',"
                        + " 'x', ?, ?, 1, ?)",
                id,
                kind + "/" + id,
                kind,
                id,
                status,
                at);
        jdbc.update(
                "insert into mail_attachments (mail, position, name, media_type, content) values (?, 0, 'old-rows', 'text/plain',"
                        + " ?)",
                id,
                new byte[] {1});
        return id;
    }

    private String batch(String finished) {
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into stuck_batches (id, remedy, reason, created_by, created_at, finished_at) values (?, 'RETRY',"
                        + " 'old-rows', 'x', ?, ?)",
                id,
                LONG_AGO,
                finished);
        jdbc.update(
                "insert into stuck_batch_items (batch, item_position, stuck, state) values (?, 0, 'old-rows', 'DONE')",
                id);
        return id;
    }

    private void work(String name) {
        works.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow()
                .work();
    }

    private int count(String table, String column, String value) {
        return jdbc.queryForObject("select count(*) from " + table + " where " + column + " = ?", Integer.class, value);
    }
}
