package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.audit.AuditVerifier;
import org.countersign.mail.MailId;
import org.countersign.mail.MailOutbox;
import org.countersign.mail.MailStatus;
import org.countersign.operations.RestoreDesk;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.Restores;
import org.countersign.shared.UserId;
import org.countersign.support.Backups;
import org.countersign.support.Mailbox;
import org.countersign.support.MariaDb;
import org.countersign.support.MariaDbTest;
import org.countersign.support.ServerLife;
import org.countersign.support.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Yesterday's database, restored by the scripts of the guide, and the product that starts on it. */
@MariaDbTest
class RestoreDrillIT extends StuckDocuments {

    private static final Actor OPS = new Actor(new UserId("st-ops"), java.util.Set.of(Group.OPERATIONS.id()));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Autowired
    private Mailbox mailbox;

    private String schema;
    private Backups backups;

    @BeforeEach
    void aBackupUser() {
        schema = jdbc.queryForObject("select database()", String.class);
        backups = new Backups(directory, schema);
        MariaDb.execute("set global max_allowed_packet = 67108864");
    }

    @Test
    @DisplayName(
            "A backup that is taken while people work starts as a whole product: held until somebody has looked, nothing"
                    + " goes out twice, and every purchase goes on")
    void aRestoredDatabaseGoesOnWhereTheBackupEnds() {
        var answerable = inApproval(supplier(), "500.00");
        var running = dispatched();
        var unsent = created();
        var disputed = invoiceInException();
        var draft = ok(door.as("st-admin")
                        .post("/api/v1/policy-changes", Map.of("table", "reminder-policy", "reason", "Drill")))
                .path("id")
                .asText();
        clock.advance(Duration.ofDays(1));
        var backup = backUpWhilePeopleWork();
        // What the backup does not know: the order goes to its supplier, and the next one gets a number.
        jobs.runDue(unsent);
        var lost = created();
        var sent = mailbox.received().size();
        assertThat(mailsAbout(unsent)).isEqualTo(1);

        var restored = restored(backup);
        onlyThese(restored, answerable, running, unsent, disputed);
        try (var server = ServerLife.restored(restored, directory.resolve("data"), clock)) {
            nothingMovesBeforeSomebodyHasLooked(server, unsent);
            everythingIsThere(server, List.of(answerable, running, unsent, disputed), draft);
            release(server, lost);

            var mail = theMailIsUncertain(server, unsent);
            assertThat(mailbox.received()).hasSize(sent);
            server.bean(MailOutbox.class).confirm(mail, "The supplier has it", OPS);
            thePurchasesGoOn(server, answerable, running, unsent);
            assertThat(mailsAbout(unsent)).isEqualTo(1);
            assertThat(nextOrder(server)).isGreaterThan(lost);
            verifies(server, answerable, unsent);
        }
    }

    @Test
    @DisplayName(
            "Each table of the schema, the engine's and ours, is restored to the last byte, and files that are larger in"
                    + " a dump than a statement may be by default")
    void everyTableIsRestoredToTheLastByte() {
        var file = UUID.randomUUID().toString();
        var bytes = new byte[9_000_000];
        new Random(7).nextBytes(bytes);
        jdbc.update(
                "insert into files (id, store, size, sha256, kept_at) values (?, 'DATABASE', ?, 'drill', ?)",
                file,
                bytes.length,
                Timestamp.from(clock.instant()));
        jdbc.update("insert into file_contents (file, content) values (?, ?)", file, bytes);
        try {
            var backup = backups.backUp(schema, Map.of());
            var target = MariaDb.newSchema();
            MariaDb.execute("set global max_allowed_packet = 16777216");
            assertThat(backups.restore(backup, target, Map.of()).said()).contains("SET GLOBAL max_allowed_packet");
            MariaDb.execute("set global max_allowed_packet = 67108864");

            var ended = backups.restore(backup, target, Map.of());

            assertThat(ended.code()).as(ended.said()).isZero();
            var expected = checksums(schema);
            assertThat(expected).hasSizeGreaterThan(120).containsKeys("ACT_RU_JOB", "audit_entries", "file_contents");
            assertThat(checksums(target)).containsExactlyEntriesOf(expected);
            assertThat(backups.restore(backup, target, Map.of()).said()).contains("is not empty");
            MariaDb.execute("drop database " + target);
        } finally {
            jdbc.update("delete from file_contents where file = ?", file);
            jdbc.update("delete from files where id = ?", file);
        }
    }

    @Test
    @DisplayName(
            "A damaged backup is refused, a failed one leaves nothing behind, and the files of the folder store come back")
    void aDamagedBackupIsRefused() throws Exception {
        var store = Files.createDirectories(directory.resolve("store/ab"));
        Files.writeString(store.resolve("abcdef"), "bytes");
        var backup =
                backups.backUp(schema, Map.of("BACKUP_FILES", store.getParent().toString(), "BACKUP_KEEP_DAYS", "1"));
        assertThat(backup.getParent().resolve("files/ab/abcdef")).hasContent("bytes");

        assertThat(backups.run("backup.sh", backup.getParent(), "no_such_schema", Map.of())
                        .code())
                .isEqualTo(1);
        assertThat(backups.run("backup.sh", backup.getParent(), schema, Map.of("BACKUP_DEFAULTS", "/nowhere"))
                        .code())
                .isEqualTo(2);
        try (var kept = Files.list(backup.getParent())) {
            assertThat(kept.map(one -> one.getFileName().toString()))
                    .containsExactlyInAnyOrder(backup.getFileName().toString(), "files", ".lock");
        }
        Files.writeString(backup.resolve("taken-at"), "2020-01-01 00:00:00.000000\n");
        var target = MariaDb.newSchema();
        assertThat(backups.restore(backup, target, Map.of()).said()).contains("is not what was backed up");
        MariaDb.execute("drop database " + target);
    }

    private Path backUpWhilePeopleWork() {
        var going = new AtomicBoolean(true);
        var supplier = supplier();
        var people = CompletableFuture.runAsync(() -> {
            while (going.get()) {
                inApproval(supplier, "500.00");
            }
        });
        try {
            return backups.backUp(schema, Map.of());
        } finally {
            going.set(false);
            people.join();
        }
    }

    private String restored(Path backup) {
        var target = MariaDb.newSchema();
        var ended = backups.restore(backup, target, Map.of());
        assertThat(ended.code()).as(ended.said()).isZero();
        return target;
    }

    /** What other tests left stays where it is. */
    private void onlyThese(String restored, String... documents) {
        jdbc.update("update " + restored + ".ACT_RU_JOB j left join " + restored
                + ".ACT_RU_EXECUTION e on e.ID_ = j.ROOT_PROC_INST_ID_ or e.ID_ = j.PROCESS_INSTANCE_ID_ and j.ROOT_PROC_INST_ID_"
                + " is null set j.SUSPENSION_STATE_ = 2 where coalesce(e.BUSINESS_KEY_, '') not in ('"
                + String.join("', '", documents) + "')");
    }

    private void nothingMovesBeforeSomebodyHasLooked(ServerLife server, String unsent) {
        assertThat(server.bean(Restores.class).isHeld()).isTrue();
        assertThat(server.ask("st-anna", "POST", "/api/v1/requisitions", "{}"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
                .satisfies(answer -> assertThat(answer.body()).contains("urn:problem:shared:held-after-restore"));
        assertThat(server.ask("st-anna", "GET", "/api/v1/requisitions", "").statusCode())
                .isEqualTo(200);
        assertThat(server.ask("st-anna", "POST", "/engine-rest/task", "{}").statusCode())
                .as("a query")
                .isEqualTo(200);
        assertThat(server.ask("st-anna", "GET", "/api/v1/restore", "").statusCode())
                .isEqualTo(403);
        assertThat(server.ask("st-ops", "GET", "/actuator/health", "").body()).contains("HELD", "Held after a restore");
        assertThat(server.ask("st-ops", "GET", "/api/v1/restore", "").body())
                .contains("\"held\":true", unsent)
                .doesNotContain("\"jobsDue\":0");
        var waiting = server.bean(ManagementService.class)
                .createJobQuery()
                .executable()
                .active()
                .count();
        assertThat(waiting).isPositive();
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> server.bean(ManagementService.class)
                                .createJobQuery()
                                .executable()
                                .active()
                                .count()
                        == waiting);
    }

    private void everythingIsThere(ServerLife server, List<String> documents, String draft) {
        var runtimes = server.bean(RuntimeService.class);
        assertThat(documents)
                .allSatisfy(document -> assertThat(runtimes.createProcessInstanceQuery()
                                .processInstanceBusinessKey(document)
                                .count())
                        .isPositive());
        var database = server.bean(JdbcTemplate.class);
        assertThat(database.queryForObject("select state from policy_changes where id = ?", String.class, draft))
                .isEqualTo("DRAFT");
        assertThat(database.queryForObject("""
            select count(*) from requisitions r where r.status = 'IN_APPROVAL' and r.title = 'Stuck' and not exists
            (select 1 from ACT_RU_EXECUTION e where e.BUSINESS_KEY_ = r.number)
            """, Integer.class))
                .as("requisitions of the moment of the backup without their process")
                .isZero();
        assertThat(documents)
                .allSatisfy(document -> assertThat(server.ask("st-ops", "GET", "/api/v1/stuck?document=" + document, "")
                                .body())
                        .contains("\"content\"")
                        .doesNotContain("without-process", "without-document", "disagrees", "without-task"));
    }

    private void release(ServerLife server, String lost) {
        assertThat(server.ask("st-anna", "POST", "/api/v1/restore/release", "{\"reason\":\"Let me\"}")
                        .statusCode())
                .isEqualTo(503);
        assertThat(server.ask("st-ops", "POST", "/api/v1/restore/release", "{}").statusCode())
                .isEqualTo(422);
        assertThat(server.ask(
                                "st-ops",
                                "POST",
                                "/api/v1/restore/release",
                                "{\"reason\":\"x\",\"lastNumbers\":[\"PO-9\"]}")
                        .body())
                .contains("number-not-known");
        assertThat(server.bean(Restores.class).isHeld()).isTrue();
        var released = server.ask(
                "st-ops",
                "POST",
                "/api/v1/restore/release",
                "{\"reason\":\"Looked\",\"lastNumbers\":[\"" + lost + "\"]}");
        assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
        assertThat(server.ask("st-ops", "POST", "/api/v1/restore/release", "{\"reason\":\"Again\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    private MailId theMailIsUncertain(ServerLife server, String order) {
        var outbox = server.bean(MailOutbox.class);
        return Awaitility.await("the mail of " + order)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> outbox
                                .search(
                                        new DocumentNumber(order),
                                        MailStatus.SENDING,
                                        OPS,
                                        org.springframework.data.domain.Pageable.ofSize(5))
                                .stream()
                                .filter(mail -> mail.isUncertain(clock.instant()))
                                // Who confirms it while the step that sends it still runs wakes nothing: that step is
                                // tried again minutes later, and no minute passes here.
                                .filter(mail -> hasFailed(server, mail.id().value()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow()
                .id();
    }

    private static boolean hasFailed(ServerLife server, String mail) {
        return server.bean(ManagementService.class).createJobQuery().withException().list().stream()
                .anyMatch(job -> String.valueOf(job.getExceptionMessage()).contains(mail));
    }

    private void thePurchasesGoOn(ServerLife server, String requisition, String running, String order) {
        var tasks = server.bean(TaskService.class);
        var task =
                tasks.createTaskQuery().processInstanceBusinessKey(requisition).singleResult();
        server.bean(SignedIn.class)
                .as("st-boss", () -> tasks.complete(task.getId(), Map.of("decision", "approve", "comment", "")));
        Awaitility.await("order, and its confirmed mail")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    var database = server.bean(JdbcTemplate.class);
                    assertThat(database.queryForObject(
                                    "select status from purchase_orders where number = ?", String.class, order))
                            .isEqualTo("DISPATCHED");
                    assertThat(database.queryForObject(
                                    "select count(*) from purchase_orders where requisition = ?",
                                    Integer.class,
                                    requisition))
                            .isEqualTo(1);
                });
        assertThat(server.bean(ManagementService.class)
                        .createJobQuery()
                        .processInstanceId(server.bean(RuntimeService.class)
                                .createProcessInstanceQuery()
                                .processDefinitionKey("purchase-order")
                                .processInstanceBusinessKey(running)
                                .singleResult()
                                .getId())
                        .timers()
                        .list())
                .as("timers of " + running)
                .isNotEmpty()
                .allSatisfy(timer -> assertThat(timer.getDuedate()).isAfter(Timestamp.from(clock.instant())));
    }

    private long mailsAbout(String document) {
        return mailbox.received().stream()
                .filter(mail -> {
                    try {
                        return document.equals(mail.getHeader("X-Countersign-Document", null));
                    } catch (jakarta.mail.MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .count();
    }

    private static String nextOrder(ServerLife server) {
        return server.bean(JdbcTemplate.class).queryForObject("select max(number) from purchase_orders", String.class);
    }

    private static void verifies(ServerLife server, String... documents) {
        var verifier = server.bean(AuditVerifier.class);
        for (var document : documents) {
            assertThat(verifier.verify(new DocumentNumber(document), OPS))
                    .satisfies(report -> assertThat(report.verified())
                            .as(report.findings().toString())
                            .isTrue());
        }
        var all = verifier.verifyAll(OPS);
        assertThat(all.verified()).as(all.findings().toString()).isTrue();
        assertThat(server.bean(RestoreDesk.class).standing(OPS).held()).isFalse();
    }

    private Map<String, Long> checksums(String of) {
        var found = new TreeMap<String, Long>();
        jdbc.queryForList(
                        "select table_name from information_schema.tables where table_schema = ? and table_name not in"
                                + " ('restores', 'SPRING_SESSION', 'SPRING_SESSION_ATTRIBUTES')",
                        String.class,
                        of)
                .forEach(table -> jdbc.query("checksum table `" + of + "`.`" + table + "`", row -> {
                    found.put(table, row.getLong("Checksum"));
                }));
        return found;
    }
}
