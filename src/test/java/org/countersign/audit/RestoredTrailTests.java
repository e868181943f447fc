package org.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Restore;
import org.countersign.support.CoreTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CoreTest
class RestoredTrailTests {

    @TempDir
    private Path directory;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private AuditMac macs;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private AuditSealer sealer;

    @Autowired
    private AuditVerifier verifier;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private Clock clock;

    @Test
    @DisplayName(
            "R25: an anchor that is ahead of the database tells that it was set back; once that is released, the chain"
                    + " goes on from there, and what was anchored before does not count")
    void anAnchorAheadOfTheDatabaseTells() throws Exception {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status ->
                        trail.record(AuditEvent.of(new DocumentNumber("RT-1"), "restored.example", Actor.SYSTEM)));
        sealer.seal();
        var place = jdbc.queryForObject("select place from audit_head where id = 1", Long.class);
        var file = directory.resolve("anchor.log");
        var anchor = new AuditAnchor(file.toString(), macs);
        var restored = new RestoredTrail(anchor, verifier, jdbc, clock);
        assertThat(restored.isSetBack()).isFalse();

        anchor.note(new ChainHead(AuditSealer.GLOBAL, place, "here", ""), clock.instant());
        assertThat(restored.isSetBack()).isFalse();
        anchor.note(new ChainHead(AuditSealer.GLOBAL, place + 7, "lost", ""), clock.instant());
        Files.writeString(file, Files.readString(file) + "2026-11-22T00:00:00Z 0 forged 00 restored\n");
        assertThat(restored.isSetBack()).isTrue();
        assertThat(anchor.notes()).hasSize(3);

        restored.released(new Restore("drill", null, clock.instant(), null, 0, null, null, null));

        assertThat(restored.isSetBack()).isFalse();
        assertThat(anchor.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.place()).isEqualTo(place))
                .satisfies(note -> assertThat(note.genuine()).isTrue());
    }

    @Test
    @DisplayName(
            "R25: a server that was down while another one released the restore begins its own anchor anew, if the trail"
                    + " proves the release")
    void aServerThatWasDownBelievesTheTrail() {
        record("RT-2", "restored.example");
        var place = jdbc.queryForObject("select place from audit_head where id = 1", Long.class);
        var anchor = new AuditAnchor(directory.resolve("other.log").toString(), macs);
        anchor.note(
                new ChainHead(AuditSealer.GLOBAL, place + 9, "lost", ""),
                clock.instant().minus(Duration.ofHours(1)));
        var restored = new RestoredTrail(anchor, verifier, jdbc, clock);
        assertThat(restored.isSetBack()).isTrue();
        jdbc.update(
                "insert into audit_entries (document, seq, recorded_at, event, acted_by, before_values, after_values, mac)"
                        + " select 'restore:forged', seq, recorded_at, '" + Restore.RELEASED
                        + "', acted_by, before_values,"
                        + " after_values, mac from audit_entries where document = 'RT-2'");
        assertThat(restored.isSetBack()).isTrue();
        jdbc.update("delete from audit_entries where document = 'restore:forged'");

        record("restore:other", Restore.RELEASED);

        assertThat(restored.isSetBack()).isFalse();
        assertThat(anchor.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.begins()).isTrue());
    }

    @Test
    @DisplayName(
            "R25: what another server seals and notes while this one starts is no sign that the database was set back")
    void whatOthersSealMeanwhileIsNoSign() {
        record("RT-3", "restored.example");
        var others = new AuditAnchor(directory.resolve("shared.log").toString(), macs);
        others.note(head(), clock.instant());
        var meanwhile = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource())) {
            @Override
            public <T> List<T> query(String sql, RowMapper<T> mapper) {
                var found = super.query(sql, mapper);
                record("RT-3", "restored.meanwhile");
                others.note(head(), clock.instant());
                return found;
            }
        };

        assertThat(new RestoredTrail(others, verifier, meanwhile, clock).isSetBack())
                .isFalse();
    }

    private ChainHead head() {
        var place = jdbc.queryForObject("select place from audit_head where id = 1", Long.class);
        return new ChainHead(AuditSealer.GLOBAL, Objects.requireNonNull(place), "here", "");
    }

    private void record(String document, String event) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        status -> trail.record(AuditEvent.of(new DocumentNumber(document), event, Actor.SYSTEM)));
        sealer.seal();
    }
}
