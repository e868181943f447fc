package org.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.UserId;
import org.countersign.support.CoreTest;
import org.countersign.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever can write to the database, but has no key, tampers here; each test begins with an empty trail. */
@CoreTest
@TestPropertySource(properties = "countersign.audit.anchor-file=target/audit-chain-tests.log")
class AuditChainTests {

    private static final Path ANCHOR = Path.of("target/audit-chain-tests.log");
    private static final Actor ANNA = new Actor(new UserId("anna"), java.util.Set.of("requester"));
    private static final Actor AUDITOR = new Actor(new UserId("vera"), java.util.Set.of("auditor"));
    private static final DocumentNumber ONE = new DocumentNumber("REQ-2026-000001");
    private static final DocumentNumber OTHER = new DocumentNumber("REQ-2026-000002");

    @Autowired
    private AuditTrail trail;

    @Autowired
    private AuditLog log;

    @Autowired
    private AuditSealer sealer;

    @Autowired
    private AuditVerifier verifier;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TestClock clock;

    @Autowired
    private MockMvc mvc;

    private TransactionTemplate transaction;

    @BeforeEach
    void anEmptyTrail(@Autowired PlatformTransactionManager transactions) throws IOException {
        transaction = new TransactionTemplate(transactions);
        clock.set(Instant.parse("2026-03-02T09:00:00.123456Z"));
        synchronized (sealer) {
            for (var table : List.of("audit_unsealed", "audit_seals", "audit_entries", "audit_documents")) {
                jdbc.update("delete from " + table);
            }
            jdbc.update("update audit_head set place = 0, last_mac = '', mac = ''");
            Files.deleteIfExists(ANCHOR);
        }
    }

    @Test
    @DisplayName("R25: an entry says who, for whom, when, what before and after, and by which rule")
    void anEntryIsReadAsItWasRecorded() {
        record(AuditEvent.of(ONE, "requisition.answered", ANNA)
                .onBehalfOf(new UserId("max"))
                .rule("R05")
                .changed("total", new BigDecimal("10.50"), new BigDecimal("1E+2"))
                .with("neededBy", LocalDate.of(2026, 4, 1))
                .with("lines", List.of(Map.of("line", 1, "text", "Café 😀"))));

        var entry = log.entriesOf(ONE, OTHER).get(0);

        assertThat(entry.sequence()).isEqualTo(1);
        assertThat(entry.at()).isEqualTo(Instant.parse("2026-03-02T09:00:00.123456Z"));
        assertThat(entry.by()).isEqualTo(new UserId("anna"));
        assertThat(entry.onBehalfOf()).isEqualTo(new UserId("max"));
        assertThat(entry.rule()).isEqualTo("R05");
        assertThat(entry.before()).isEqualTo(Map.of("total", "10.50"));
        assertThat(entry.after())
                .containsEntry("total", "100")
                .containsEntry("neededBy", "2026-04-01")
                .containsEntry("lines", List.of(Map.of("line", 1, "text", "Café 😀")));
        assertThat(verifier.verify(ONE, AUDITOR).verified()).isTrue();
    }

    @Test
    @DisplayName("R25: an entry stands if and only if its change does")
    void anEntryIsRolledBackWithItsChange() {
        transaction.executeWithoutResult(status -> {
            trail.record(AuditEvent.of(ONE, "requisition.created", ANNA));
            status.setRollbackOnly();
        });

        assertThat(log.entriesOf(ONE)).isEmpty();
        assertThatThrownBy(() -> trail.record(AuditEvent.of(ONE, "requisition.created", ANNA)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    @DisplayName("R25: an untouched trail verifies, sealed or not yet")
    void anUntouchedTrailVerifies() {
        threeEntriesEach();
        assertThat(verifier.verify(ONE, AUDITOR).findings()).isEmpty();

        sealer.seal();

        assertThat(verifier.verify(ONE, AUDITOR).verified()).isTrue();
        var all = verifier.verifyAll(AUDITOR);
        assertThat(all.findings()).isEmpty();
        assertThat(all.verified()).isTrue();
        assertThat(all.documents()).isEqualTo(2);
        assertThat(all.entries()).isEqualTo(6);
        assertThat(all.sealed()).isEqualTo(6);
        assertThat(all.waiting()).isZero();
        assertThat(all.anchored()).isEqualTo(6);
    }

    @Test
    @DisplayName("R25: a changed entry shows")
    void aChangedEntryShows() {
        for (var change : List.of(
                "after_values = '{\"total\":\"9\"}'",
                "acted_by = 'somebody'",
                "on_behalf_of = 'somebody'",
                "rule_id = ''",
                "event = 'requisition.approved'",
                "recorded_at = '2026-03-02 09:00:00.123457'")) {
            jdbc.update("delete from audit_entries");
            jdbc.update("delete from audit_documents");
            jdbc.update("delete from audit_unsealed");
            threeEntriesEach();

            jdbc.update("update audit_entries set " + change + " where document = ? and seq = 2", ONE.value());

            assertThat(verifier.verify(ONE, AUDITOR).findings())
                    .as(change)
                    .contains(ONE + ": entry 2 was changed, or what comes before it was.");
        }
    }

    @Test
    @DisplayName("R25: a removed entry shows, and so does a moved one")
    void aRemovedOrMovedEntryShows() {
        threeEntriesEach();

        jdbc.update("delete from audit_entries where document = ? and seq = 2", ONE.value());
        assertThat(findings(ONE)).contains(ONE + ": entry 2 is missing.");

        jdbc.update("update audit_entries set seq = 9 where document = ? and seq = 1", OTHER.value());
        jdbc.update("update audit_entries set seq = 1 where document = ? and seq = 2", OTHER.value());
        jdbc.update("update audit_entries set seq = 2 where document = ? and seq = 9", OTHER.value());
        assertThat(findings(OTHER)).contains(OTHER + ": entry 1 was changed, or what comes before it was.");
    }

    @Test
    @DisplayName("R25: a document's cut tail shows, even with its head moved to an older state")
    void aCutTailShows() {
        record(AuditEvent.of(ONE, "requisition.created", ANNA));
        var older = jdbc.queryForMap("select entries, last_mac, mac from audit_documents");
        record(AuditEvent.of(ONE, "requisition.submitted", ANNA));
        sealer.seal();

        jdbc.update("delete from audit_entries where document = ? and seq = 2", ONE.value());
        assertThat(findings(ONE)).contains(ONE + ": entry 2 is missing at the end.");

        jdbc.update("update audit_documents set entries = 1");
        assertThat(findings(ONE)).contains(ONE + ": the head of its chain was forged.");

        jdbc.update(
                "update audit_documents set entries = ?, last_mac = ?, mac = ?",
                older.get("entries"),
                older.get("last_mac"),
                older.get("mac"));
        assertThat(findings(ONE)).contains(ONE + ": entry 2 is in the global chain, and gone here.");
    }

    @Test
    @DisplayName("R25: what is recorded later does not heal a forged head")
    void laterEntriesDoNotHeal() {
        threeEntriesEach();
        jdbc.update("delete from audit_entries where document = ? and seq = 3", ONE.value());
        jdbc.update("update audit_documents set entries = 2 where document = ?", ONE.value());

        record(AuditEvent.of(ONE, "requisition.approved", ANNA));
        record(AuditEvent.of(ONE, "requisition.ordered", ANNA));
        sealer.seal();

        assertThat(findings(ONE)).contains(ONE + ": the head of its chain was forged.");
        assertThat(verifier.verifyAll(AUDITOR).verified()).isFalse();
    }

    @Test
    @DisplayName("R25: a vanished document shows")
    void aVanishedDocumentShows() {
        threeEntriesEach();
        sealer.seal();

        jdbc.update("delete from audit_entries where document = ?", ONE.value());
        jdbc.update("delete from audit_documents where document = ?", ONE.value());

        assertThat(verifier.verify(ONE, AUDITOR).verified()).isFalse();
        assertThat(verifier.verifyAll(AUDITOR).findings()).contains(ONE + ": entry 1 is gone.");
        assertThat(findings(OTHER)).isEmpty();
    }

    @Test
    @DisplayName("R25: the global chain's cut tail shows against its head, and against the anchor once both were cut")
    void theCutTailOfTheGlobalChainShows() {
        record(AuditEvent.of(ONE, "requisition.created", ANNA));
        sealer.seal();
        var older = jdbc.queryForMap("select place, last_mac, mac from audit_head");
        record(AuditEvent.of(OTHER, "requisition.created", ANNA));
        sealer.seal();

        jdbc.update("delete from audit_seals where place = 2");
        assertThat(verifier.verifyAll(AUDITOR).findings()).contains("Global chain: place 2 is missing at the end.");

        jdbc.update("delete from audit_entries where document = ?", OTHER.value());
        jdbc.update("delete from audit_documents where document = ?", OTHER.value());
        jdbc.update(
                "update audit_head set place = ?, last_mac = ?, mac = ?",
                older.get("place"),
                older.get("last_mac"),
                older.get("mac"));
        assertThat(verifier.verifyAll(AUDITOR).findings())
                .containsExactly("Global chain: it was anchored outside the database up to place 2, and ends at 1 now."
                        + " Its tail was cut, or the database was set back.");
    }

    @Test
    @DisplayName("R25: a changed or missing anchor shows")
    void aChangedAnchorShows() throws IOException {
        threeEntriesEach();
        sealer.seal();
        var line = Files.readString(ANCHOR);

        Files.writeString(ANCHOR, line.replace(" 6 ", " 5 "));
        assertThat(verifier.verifyAll(AUDITOR).findings())
                .contains("The anchor outside the database has a line that was changed.");

        Files.delete(ANCHOR);
        assertThat(verifier.verifyAll(AUDITOR).findings()).contains("The anchor outside the database is missing.");
    }

    @Test
    @DisplayName("R25: links of the global chain that were changed, exchanged or removed show")
    void aChangedSealShows() {
        threeEntriesEach();
        sealer.seal();

        jdbc.update("update audit_seals set entry_mac = 'f00' where place = 4");
        assertThat(verifier.verifyAll(AUDITOR).findings()).anyMatch(finding -> finding.contains("place 4"));

        jdbc.update("delete from audit_seals where place = 4");
        assertThat(verifier.verifyAll(AUDITOR).findings()).contains("Global chain: place 4 is missing.");
    }

    @Test
    @DisplayName("R25: an entry that never reached the global chain shows")
    void anUnsealedEntryShows() {
        // Kept from sealing by itself meanwhile.
        synchronized (sealer) {
            threeEntriesEach();
            jdbc.update("delete from audit_unsealed where document = ? and seq = 3", ONE.value());
        }

        assertThat(findings(ONE)).contains(ONE + ": entry 3 is missing in the global chain.");
    }

    @Test
    @DisplayName("R25: concurrent documents do not queue for the trail")
    void concurrentDocumentsDoNotQueue() throws Exception {
        var held = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        try {
            var slow = pool.submit(() -> transaction.executeWithoutResult(status -> {
                trail.record(AuditEvent.of(ONE, "requisition.created", ANNA));
                held.countDown();
                await(release);
            }));
            await(held);

            record(AuditEvent.of(OTHER, "requisition.created", ANNA));
            sealer.seal();

            assertThat(slow.isDone()).isFalse();
            assertThat(verifier.verifyAll(AUDITOR).findings()).isEmpty();
            release.countDown();
            slow.get(5, TimeUnit.SECONDS);
            sealer.seal();
            assertThat(jdbc.queryForList("select document from audit_seals order by place", String.class))
                    .containsExactly(OTHER.value(), ONE.value());
            assertThat(verifier.verifyAll(AUDITOR).findings()).isEmpty();
        } finally {
            release.countDown();
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("R25: many at once on one document leave one unbroken chain")
    void manyAtOnceOnOneDocument() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var calls = IntStream.range(0, 40)
                    .mapToObj(number -> pool.submit(() -> recordAsAService(
                            AuditEvent.of(ONE, "requisition.changed", ANNA).with("number", number))))
                    .toList();
            for (var call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        sealer.seal();

        assertThat(log.entriesOf(ONE))
                .extracting(AuditEntry::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(verifier.verifyAll(AUDITOR).findings()).isEmpty();
    }

    @Test
    @DisplayName("R25: the global chain is verified in pages")
    void theGlobalChainIsVerifiedInPages() {
        transaction.executeWithoutResult(status -> {
            for (int number = 0; number < 2100; number++) {
                trail.record(AuditEvent.of(new DocumentNumber("D-" + number / 2), "document.changed", ANNA));
            }
        });
        sealer.seal();

        var all = verifier.verifyAll(AUDITOR);

        assertThat(all.findings()).isEmpty();
        assertThat(all.sealed()).isEqualTo(2100);
        assertThat(all.documents()).isEqualTo(1050);
    }

    @Test
    @DisplayName("The trail is for auditors, administrators and operations")
    void onlyThoseWhoMayReadIt() throws Exception {
        record(AuditEvent.of(ONE, "requisition.created", ANNA).with("title", "Chairs"));

        assertThatThrownBy(() -> verifier.verify(ONE, ANNA)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> verifier.verifyAll(ANNA)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> verifier.verify(OTHER, AUDITOR)).isInstanceOf(NotFound.class);
        for (var group : List.of("auditor", "administrator", "operations")) {
            mvc.perform(get("/api/v1/audit/" + ONE)
                            .with(user("vera").authorities(AuthorityUtils.createAuthorityList(group))))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.verified").value(true))
                    .andExpect(jsonPath("$.entries[0].sequence").value(1))
                    .andExpect(jsonPath("$.entries[0].at").value("2026-03-02T09:00:00.123456Z"))
                    .andExpect(jsonPath("$.entries[0].by").value("anna"))
                    .andExpect(jsonPath("$.entries[0].after.title").value("Chairs"));
            mvc.perform(get("/api/v1/audit-verification")
                            .with(user("vera").authorities(AuthorityUtils.createAuthorityList(group))))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.verified").value(true));
        }
        mvc.perform(get("/api/v1/audit/" + ONE)
                        .with(user("anna").authorities(AuthorityUtils.createAuthorityList("requester"))))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.type").value("urn:problem:shared:not-allowed"));
    }

    private void threeEntriesEach() {
        for (var document : List.of(ONE, OTHER)) {
            record(AuditEvent.of(document, "requisition.created", ANNA).with("total", new BigDecimal("5.00")));
            record(AuditEvent.of(document, "requisition.submitted", ANNA).with("total", new BigDecimal("5.00")));
            record(AuditEvent.of(document, "requisition.rejected", ANNA).rule("R09"));
        }
    }

    private void record(AuditEvent event) {
        transaction.executeWithoutResult(status -> trail.record(event));
    }

    /**
     * As the product's services record: first entries of one document at once may deadlock on MariaDB, which rolls all but
     * one of them back, and the product repeats such a call as a whole, as often and after pauses as long as here.
     */
    private void recordAsAService(AuditEvent event) {
        for (int attempt = 1; ; attempt++) {
            try {
                record(event);
                return;
            } catch (ConcurrencyFailureException collision) {
                if (attempt == 6) {
                    throw collision;
                }
                pause(ThreadLocalRandom.current().nextLong(15, (15L << attempt) + 1));
            }
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> findings(DocumentNumber document) {
        return verifier.verify(document, AUDITOR).findings();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
