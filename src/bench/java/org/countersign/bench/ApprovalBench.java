package org.countersign.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.countersign.bench.OrderGenerator.Spread;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;
import org.countersign.bench.Server.Schema;
import org.countersign.support.MariaDb;

/**
 * Many open approval steps: what approvers look at, and the moment in which all of them are to be reminded. A hundred people are
 * asked. One of them has a fifth of all; one in ten is asked of a group of five, the busy one among them; the rest is spread evenly.
 */
final class ApprovalBench {

    private static final int APPROVERS = 100;
    private static final int MEMBERS = 4;
    private static final String BUSY = approver(0);
    private static final String OTHER = approver(50);

    /** Asked about steps of their own that are not reminded, so that they have something to answer meanwhile. */
    private static final String ANSWERING = approver(APPROVERS);

    private static final String PATTERN_APPROVER = "pattern-approver";
    private static final String PATTERN_REQUESTER = "pattern-requester";
    private static final List<String> CLAIMS = List.of("70000000", "70000001");

    /** What one person does again and again, first in quiet, then while reminders go out. */
    private static final List<String> DEEDS = List.of(
            "Tasklist's first page",
            "page: approvals",
            "approve one document",
            "from a submission until its approver is asked");

    private final Report report;
    private final Path directory;
    private final int steps;
    private final int answerable;
    private final int times;
    private final int countedSteps;
    private int suppliers = 100;

    ApprovalBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.steps = smoke ? 300 : Integer.getInteger("bench.steps", 10_000);
        this.answerable = smoke ? 60 : 1_000;
        this.times = smoke ? 10 : 60;
        this.countedSteps = smoke ? 50 : 200;
    }

    private record Storm(
            long reminders, double seconds, Map<String, List<Long>> quiet, Map<String, List<Long>> meanwhile) {}

    void run(List<Database> databases) throws IOException {
        report.heading("Many open approvals");
        report.say("%,d open steps: %,d wait for one person, %,d for a group of %d people to which that person belongs,"
                        .formatted(steps, steps / 5, steps / 10, MEMBERS + 1)
                + " the others for %d people. p50 / p95 in milliseconds of %d calls one after the other by one client, after ten"
                        .formatted(APPROVERS - 1, times)
                + " that do not count, and in brackets the processor time of a call, without that of MariaDB's own"
                + " process. *Busy* is the person with most, *other* one of the many.");
        var looks = new LinkedHashMap<String, List<String>>();
        var storms = new LinkedHashMap<Database, Storm>();
        for (var database : databases) {
            try {
                storms.put(database, measure(database, looks));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        tell(looks, storms);
        statements();
    }

    private Storm measure(Database database, Map<String, List<String>> looks) throws SQLException {
        var folder = directory.resolve(database.name());
        var schema = Schema.of(database);
        if (database == Database.MARIADB) {
            MariaDb.execute("set global innodb_buffer_pool_size = 2147483648");
        }
        fill(folder, schema, steps, steps + answerable);
        try (var server = Server.product(folder, schema)) {
            Server.pause(Duration.ofSeconds(10));
            looks(server).times(times).forEach((name, time) -> {
                System.out.println(database + ": " + name + " " + time);
                looks.computeIfAbsent(name, look -> new ArrayList<>()).add(time);
            });
        }
        var moment = due(folder, schema, Duration.ofSeconds(200));
        try (var server = Server.product(folder, schema)) {
            var work = new Work(server);
            var quiet = work.until(() -> Instant.now().isAfter(moment));
            var watch = new Watch(folder, mails(steps));
            watch.start();
            var meanwhile = work.until(() -> !watch.isAlive());
            var storm =
                    new Storm(watch.seen, Duration.between(moment, watch.last).toMillis() / 1000.0, quiet, meanwhile);
            System.out.println(database + ": " + storm.reminders() + " mails after " + storm.seconds() + " s");
            return storm;
        }
    }

    /** Patterns made by the product, and copies of them: opened two days ago, so that no reminder is due yet. */
    private void fill(Path folder, Schema schema, int reminded, int all) throws SQLException {
        var requisitions = new ArrayList<String>();
        try (var server = Server.product(folder, schema)) {
            server.suppliers(0, 1000);
            people(server);
            var purchases = new Purchases(server);
            add(server, "/api/v1/suppliers", """
                    {"number": "NEW-1", "name": "New supplier", "email": "new@bench.example", "currency": "EUR",
                     "status": "NEW"}
                    """);
            requisitions.add(purchases.ask(PATTERN_REQUESTER, Masters.supplier(1), CLAIMS.get(0), "250.00"));
            purchases.awaitTask(PATTERN_APPROVER, requisitions.get(0));
            requisitions.add(purchases.ask(PATTERN_REQUESTER, "NEW-1", CLAIMS.get(1), "80.00"));
            purchases.awaitTask(approver(1), requisitions.get(1));
            Server.pause(Duration.ofSeconds(5));
        }
        if (schema.database() == Database.MARIADB) {
            // Until the server starts, which asks for the durable one again.
            MariaDb.execute("set global innodb_flush_log_at_trx_commit = 0");
        }
        var began = System.nanoTime();
        try (var connection = ListBench.open(folder, schema)) {
            var generator = new OrderGenerator(connection, requisitions, CLAIMS, new Asked(reminded));
            System.out.println("Rows of an approval, ours + the engine's: " + generator.sizes());
            generator.fillUpTo(all, connection);
        }
        System.out.printf(
                "%s: %,d approvals after %d s%n", schema.database(), all, (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void people(Server server) {
        for (int i = 0; i <= APPROVERS; i++) {
            person(
                    server,
                    approver(i),
                    "manager",
                    i <= MEMBERS && i != APPROVERS ? "approver\", \"purchasing-agent" : "approver");
        }
        person(server, PATTERN_APPROVER, "manager", "approver");
        person(server, PATTERN_REQUESTER, PATTERN_APPROVER, "requester");
    }

    private static void person(Server server, String user, String manager, String groups) {
        add(server, "/api/v1/people", """
                {"user": "%s", "firstName": "Bench", "lastName": "Person", "email": "%s@bench.example", "password": "%s",
                 "manager": "%s", "groups": ["%s"]}
                """.formatted(user, user, user, manager, groups));
    }

    private static void add(Server server, String path, String body) {
        var answer = server.post("admin", path, "application/json", body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static String approver(int number) {
        return "approver-" + number;
    }

    /** Whose the copies are. */
    private record Asked(int reminded) implements Spread {

        @Override
        public int pattern(int copy, int patterns) {
            return copy < reminded && copy % 10 == 9 ? 1 : 0;
        }

        @Override
        public boolean whole(int copy) {
            return true;
        }

        @Override
        public Duration earlier(int copy, boolean engine) {
            return Duration.ofDays(2);
        }

        @Override
        public String requester(int copy) {
            return "requester";
        }

        @Override
        public Map<String, IntFunction<String>> words() {
            return Map.of(PATTERN_APPROVER, this::approver, PATTERN_REQUESTER, copy -> "requester");
        }

        private String approver(int copy) {
            return copy >= reminded
                    ? ANSWERING
                    : copy % 10 < 2 ? BUSY : ApprovalBench.approver(1 + copy % (APPROVERS - 1));
        }
    }

    /** Moves all steps that are to be reminded so that they were opened three days before one moment soon. */
    private Instant due(Path folder, Schema schema, Duration from) throws SQLException {
        var moment = Instant.now().plus(from).truncatedTo(ChronoUnit.SECONDS);
        try (var connection = ListBench.open(folder, schema);
                var ours = connection.prepareStatement("update approval_steps set opened_at = ?, reminder_due_at = ?"
                        + " where opened_at is not null and outcome is null and (assignee is null or assignee <> ?)");
                var engine = connection.prepareStatement("update ACT_RU_JOB set DUEDATE_ = ? where TYPE_ = 'timer'"
                        + " and HANDLER_CFG_ like 'event_reminderDue%'");
                var others = connection.prepareStatement("update ACT_RU_JOB set DUEDATE_ = ? where TYPE_ = 'timer'"
                        + " and HANDLER_CFG_ like 'event_reminderDue%' and PROCESS_INSTANCE_ID_ in"
                        + " (select PROC_INST_ID_ from ACT_RU_TASK where ASSIGNEE_ = ?)")) {
            ours.setObject(1, utc(moment.minus(3, ChronoUnit.DAYS)));
            ours.setObject(2, utc(moment));
            ours.setString(3, ANSWERING);
            ours.executeUpdate();
            engine.setTimestamp(1, Timestamp.from(moment));
            engine.executeUpdate();
            others.setTimestamp(1, Timestamp.from(moment.plus(1, ChronoUnit.DAYS)));
            others.setString(2, ANSWERING);
            others.executeUpdate();
        }
        return moment;
    }

    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Looks looks(Server server) {
        var looks = new Looks(server);
        looks.tasks(BUSY);
        looks.tasks(OTHER);
        looks.page(BUSY, "page: approvals, first (busy)", "/approvals");
        looks.page(BUSY, "page: approvals, second (busy)", "/approvals?page=1");
        looks.page(BUSY, "page: approvals, last (busy)", "/approvals?page=" + lastPage(server));
        looks.page(BUSY, "page: approvals by amount (busy)", "/approvals?sort=amount,desc");
        looks.page(BUSY, "page: approvals found by their title (busy)", "/approvals?q=" + OrderGenerator.claim(340));
        looks.page(OTHER, "page: approvals (other)", "/approvals");
        looks.rest(BUSY, "open approvals (busy)", "/api/v1/approvals");
        looks.rest(OTHER, "open approvals (other)", "/api/v1/approvals");
        looks.page(BUSY, "page: home (busy)", "/");
        looks.page(OTHER, "page: home (other)", "/");
        return looks;
    }

    /** Of pages of 20. */
    private static long lastPage(Server server) {
        var found = Looks.read(
                server.get(BUSY, "/api/v1/approvals?size=1", "application/json").body());
        System.out.println("Open approvals of the busy one: " + found.path("totalElements"));
        return Math.max(0, (found.path("totalElements").asLong() - 1) / 20);
    }

    /** How many mails were handed over so far: the embedded transport writes a file for each. */
    private static long mails(Path folder) {
        var mails = folder.resolve("data/mail");
        if (!Files.exists(mails)) {
            return 0;
        }
        try (var files = Files.list(mails)) {
            return files.filter(file -> file.getFileName().toString().contains("still-waiting"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many reminders so many steps are: the task of a group is one for each of its people. */
    private static long mails(int steps) {
        return steps - steps / 10 + (long) (steps / 10) * (MEMBERS + 1);
    }

    /** Looks for new mails until all have come, or none any more for two minutes. */
    private static final class Watch extends Thread {

        private static final Duration PATIENCE = Duration.ofMinutes(2);
        private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("bench.minutes", 60));

        private final Instant until = Instant.now().plus(LONGEST);
        private final Path folder;
        private final long expected;
        private volatile Instant last = Instant.now();
        private volatile long seen;

        private Watch(Path folder, long expected) {
            this.folder = folder;
            this.expected = expected;
            setDaemon(true);
        }

        @Override
        public void run() {
            look();
        }

        private void look() {
            while (seen < expected
                    && Instant.now().isBefore(last.plus(PATIENCE))
                    && Instant.now().isBefore(until)) {
                Server.pause(Duration.ofMillis(500));
                var mails = mails(folder);
                if (mails > seen) {
                    last = Instant.now();
                    if (mails / 1000 > seen / 1000) {
                        System.out.println(last + ": " + mails + " of " + expected + " mails");
                    }
                    seen = mails;
                }
            }
        }
    }

    /** Two who work while the server is busy, a deed after the other: one looks and approves, the other asks. */
    private final class Work {

        private final Server server;
        private final Purchases purchases;
        private final Page page;
        private final List<String> filters;
        private final Deque<String> tasks = new ArrayDeque<>();

        private Work(Server server) {
            this.server = server;
            this.purchases = new Purchases(server);
            this.page = new Page(server.url(), BUSY);
            this.filters = Looks.filters(server, BUSY);
            Looks.read(server.get(
                                    ANSWERING,
                                    "/engine-rest/task?assignee=" + ANSWERING + "&maxResults=" + answerable,
                                    "application/json")
                            .body())
                    .forEach(task -> tasks.add(task.path("id").asText()));
        }

        private Map<String, List<Long>> until(BooleanSupplier over) {
            var samples = new LinkedHashMap<String, List<Long>>();
            DEEDS.forEach(deed -> samples.put(deed, new ArrayList<>()));
            var since = new AtomicLong();
            var asking = new Thread(() -> {
                while (!over.getAsBoolean()) {
                    since.set(System.nanoTime());
                    var supplier = Masters.supplier(suppliers++ % 1000);
                    timed(samples, DEEDS.get(3), () -> {
                        var document = purchases.ask(PATTERN_REQUESTER, supplier, CLAIMS.get(0), "250.00");
                        purchases.awaitTask(PATTERN_APPROVER, document);
                    });
                    Server.pause(Duration.ofSeconds(1));
                }
            });
            asking.setDaemon(true);
            asking.start();
            while (!over.getAsBoolean()) {
                timed(samples, DEEDS.get(0), () -> expect(200, Looks.tasks(server, BUSY, filters)));
                timed(samples, DEEDS.get(1), () -> expect(200, page.status("/approvals")));
                if (!tasks.isEmpty()) {
                    timed(samples, DEEDS.get(2), () -> approve(tasks.poll()));
                }
                Server.pause(Duration.ofMillis(500));
            }
            try {
                asking.join(Duration.ofSeconds(30).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (asking.isAlive()) {
                // Whoever asked waits still: at least so long.
                samples.get(DEEDS.get(3)).add(System.nanoTime() - since.get());
            }
            samples.values().forEach(times -> times.sort(null));
            return samples;
        }

        private void approve(String task) {
            var answer = server.post(ANSWERING, "/engine-rest/task/" + task + "/complete", "application/json", """
                    {"variables": {"decision": {"value": "approve"}, "comment": {"value": "Fine"}}}""");
            expect(204, answer.statusCode());
        }

        private void timed(Map<String, List<Long>> samples, String deed, Runnable done) {
            var from = System.nanoTime();
            done.run();
            samples.get(deed).add(System.nanoTime() - from);
        }

        private static void expect(int expected, int status) {
            if (status != expected) {
                throw new IllegalStateException("Answered " + status);
            }
        }
    }

    private void tell(Map<String, List<String>> looks, Map<Database, Storm> storms) {
        var heads = new ArrayList<>(List.of("%,d open steps".formatted(steps)));
        storms.keySet().forEach(database -> heads.add(database.label()));
        var table = new Table(heads.toArray(String[]::new));
        looks.forEach((name, row) -> {
            var cells = new ArrayList<Object>();
            cells.add(name.replace(BUSY, "busy").replace(OTHER, "other"));
            cells.addAll(row);
            table.row(cells.toArray());
        });
        report.table(table);
        report.say("All of them are to be reminded in the same second; a step asked of a group is a mail to each of the"
                + " group. One person goes on working, a deed after the other with half a second between rounds:"
                + " p50 / p95 in milliseconds in the two minutes before, and until the last mail was handed"
                + " over.");
        storms.forEach((database, storm) -> {
            var reminders = new Table(
                    database.label(), "before, p50 / p95", "meanwhile, p50 / p95", "times before", "times meanwhile");
            DEEDS.forEach(deed -> reminders.row(
                    deed,
                    times(storm.quiet().get(deed)),
                    times(storm.meanwhile().get(deed)),
                    String.valueOf(storm.quiet().get(deed).size()),
                    String.valueOf(storm.meanwhile().get(deed).size())));
            report.say("%s: %,d mails were handed over after %,.0f seconds: %s a second, of %s steps a second."
                    .formatted(
                            database.label(),
                            storm.reminders(),
                            storm.seconds(),
                            Report.number(storm.reminders() / storm.seconds()),
                            Report.number(steps / storm.seconds())));
            report.table(reminders);
        });
    }

    private static String times(List<Long> sorted) {
        return sorted.isEmpty()
                ? ""
                : Report.number(Samples.percentile(sorted, 0.5)) + " / "
                        + Report.number(Samples.percentile(sorted, 0.95));
    }

    /** What one reminder sends to the database, counted with few of them. */
    private void statements() throws IOException {
        var folder = directory.resolve("counted");
        var schema = Schema.of(Database.H2);
        var file = Path.of("target/bench/statements-reminders.json");
        try {
            fill(folder, schema, countedSteps, countedSteps);
            due(folder, schema, Duration.ofSeconds(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try (var server = Server.counted(folder, Database.H2, file)) {
            new Watch(folder, mails(countedSteps)).look();
            Server.pause(Duration.ofSeconds(3));
            server.get("admin", "/api/v1/people?size=1", "application/json");
        }
        var counted = new ObjectMapper().readTree(file.toFile());
        var table = new Table("job", "times", "statements", "engine", "ours", "transactions that write");
        counted.properties().forEach(step -> {
            if (step.getKey().startsWith("job ")) {
                var engine = 0;
                for (var statement : step.getValue().path("last")) {
                    engine += statement
                                    .asText()
                                    .toLowerCase(Locale.ROOT)
                                    .contains("act_")
                            ? 1
                            : 0;
                }
                var all = step.getValue().path("last").size();
                var times = step.getValue().path("times").asLong();
                table.row(
                        step.getKey(),
                        String.valueOf(times),
                        step.getValue().path("median").asText(),
                        String.valueOf(engine),
                        String.valueOf(all - engine),
                        step.getValue().path("commits").asDouble() / times);
            }
        });
        report.say(
                "What each job sends to the database, one of %d reminders on H2, median; a batch of rows counts once."
                        .formatted(countedSteps));
        report.table(table);
        report.say("Word for word: `" + file + "`.");
    }
}
