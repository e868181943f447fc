package org.countersign.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.countersign.bench.OrderGenerator.Spread;
import org.countersign.bench.Purchases.Stage;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;
import org.countersign.bench.Server.Schema;
import org.countersign.operations.Condition;
import org.countersign.support.MariaDb;

/** What operations look at, at many running instances: what is stuck, and where time goes. */
final class OperationsBench {

    private static final List<Stage> PATTERNS =
            List.of(Stage.IN_APPROVAL, Stage.DISPATCHED, Stage.RECEIVED, Stage.PAYMENT_ASKED, Stage.CLOSED);

    /** Of twenty copies one each is received, waits for the release of its payment, and is closed. */
    private static final List<Stage> OF_TWENTY = new ArrayList<>();

    static {
        OF_TWENTY.addAll(Collections.nCopies(14, Stage.IN_APPROVAL));
        OF_TWENTY.addAll(Collections.nCopies(3, Stage.DISPATCHED));
        OF_TWENTY.addAll(List.of(Stage.RECEIVED, Stage.PAYMENT_ASKED, Stage.CLOSED));
    }

    /** What neither of them reads. */
    private static final Set<String> LEFT_OUT = Set.of(
            "act_ru_variable",
            "act_hi_varinst",
            "act_hi_detail",
            "act_hi_decinst",
            "act_hi_dec_in",
            "act_hi_dec_out",
            "act_hi_job_log",
            "act_ge_bytearray",
            "act_ru_authorization",
            "requisition_words",
            "invoice_words",
            "order_documents",
            "mail_attachments",
            "invoice_originals",
            "dispatches");

    private static final List<String> CONDITIONS =
            Arrays.stream(Condition.values()).map(Condition::id).toList();

    private static final String LAST_MONTHS = "?from=" + YearMonth.now().minusMonths(11);
    private static final String MODEL = "purchase-requisition";
    private static final int IN_FLIGHT_DAYS = 40;
    private static final int CLOSED_DAYS = 300;

    private final Report report;
    private final Path directory;
    private final int instances;
    private final int times;
    private final Map<String, List<String>> figures = new LinkedHashMap<>();

    OperationsBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.instances = smoke ? 1_000 : Integer.getInteger("bench.instances", 100_000);
        this.times = smoke ? 5 : Integer.getInteger("bench.looks", 20);
    }

    /** In flight within 40 days, so that some are overdue; closed ones within 300. */
    private static final Spread WORK = new Spread() {

        @Override
        public int pattern(int copy, int patterns) {
            return PATTERNS.indexOf(OF_TWENTY.get(copy % OF_TWENTY.size()));
        }

        @Override
        public boolean whole(int copy) {
            return true;
        }

        @Override
        public Duration earlier(int copy, boolean engine) {
            var days = OF_TWENTY.get(copy % OF_TWENTY.size()) == Stage.CLOSED ? CLOSED_DAYS : IN_FLIGHT_DAYS;
            return Duration.ofSeconds(copy * 101L % Duration.ofDays(days).toSeconds());
        }

        @Override
        public String requester(int copy) {
            return "requester";
        }

        @Override
        public boolean copies(String table) {
            return !LEFT_OUT.contains(table);
        }
    };

    void run(List<Database> databases) {
        report.heading("What operations look at, at %,d running instances".formatted(instances));
        for (var database : databases) {
            try {
                measure(database);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        var heads = new ArrayList<>(List.of("p50 / p95 in ms (processor time)"));
        databases.forEach(database -> heads.add(database.label()));
        var table = new Table(heads.toArray(String[]::new));
        figures.forEach((name, row) -> {
            var cells = new ArrayList<Object>();
            cells.add(name);
            cells.addAll(row);
            table.row(cells.toArray());
        });
        report.table(table);
        report.say("Each call " + times + " times, one after the other, by one client, after ten that do not count. What is"
                + " stuck is forgotten before each call, and how many stand where is counted for each, though the"
                + " server keeps both for half a minute; but the first look, which is the first thing that the server is"
                + " asked after its start. Copies have no variables, decisions, words to search by and papers, which"
                + " nothing of this reads. Jobs are not executed.");
    }

    private void measure(Database database) throws SQLException {
        var folder = directory.resolve(database.name());
        var schema = Schema.of(database);
        var patterns = patterns(folder, schema);
        fill(folder, schema, patterns);
        look(folder, schema);
    }

    /** Purchases that the product itself took to their stages. */
    record Patterns(List<String> requisitions, List<String> claims) {}

    static Patterns patterns(Path folder, Schema schema) {
        var patterns = new Patterns(new ArrayList<>(), new ArrayList<>());
        try (var server = Server.product(folder, schema)) {
            server.suppliers(0, 1000);
            var purchases = new Purchases(server);
            for (var stage : PATTERNS) {
                var claim = String.valueOf(70_000_000 + patterns.claims().size());
                patterns.claims().add(claim);
                patterns.requisitions()
                        .add(purchases.take(
                                stage, Masters.supplier(patterns.claims().size()), claim));
            }
            Server.pause(Duration.ofSeconds(5));
        }
        return patterns;
    }

    void fill(Path folder, Schema schema, Patterns patterns) throws SQLException {
        var database = schema.database();
        if (database == Database.MARIADB) {
            MariaDb.execute("set global innodb_buffer_pool_size = 2147483648");
            MariaDb.execute("set global innodb_log_file_size = 1073741824");
            MariaDb.execute("set global innodb_flush_log_at_trx_commit = 0");
        }
        var began = System.nanoTime();
        try (var connection = ListBench.open(folder, schema)) {
            var generator = new OrderGenerator(connection, patterns.requisitions(), patterns.claims(), WORK);
            System.out.println("Rows of a purchase, ours + the engine's: " + generator.sizes());
            var each = IntStream.range(0, OF_TWENTY.size())
                    .map(copy -> WORK.pattern(copy, PATTERNS.size()))
                    .mapToLong(generator::running)
                    .average()
                    .orElseThrow();
            generator.fillUpTo((int) Math.ceil((instances - running(connection)) / each), connection);
            System.out.printf(
                    "%s: %,d instances, %,d rows of activities after %d s%n",
                    database,
                    running(connection),
                    count(connection, "select count(*) from ACT_HI_ACTINST"),
                    (System.nanoTime() - began) / 1_000_000_000);
            // Everything is counted from the beginning, as after an update to a version that counts.
            execute(connection, "delete from step_times");
            execute(connection, "update step_times_progress set counted_until = null, counted_at = null");
            report.say(("%s: %,d running instances, %,d executions, %,d open tasks, %,d jobs, %,d rows of activities in"
                            + " the history.")
                    .formatted(
                            database.label(),
                            running(connection),
                            count(connection, "select count(*) from ACT_RU_EXECUTION"),
                            count(connection, "select count(*) from ACT_RU_TASK"),
                            count(connection, "select count(*) from ACT_RU_JOB"),
                            count(connection, "select count(*) from ACT_HI_ACTINST")));
        }
    }

    void look(Path folder, Schema schema) {
        try (var server = Server.product(
                folder,
                schema,
                "--camunda.bpm.job-execution.enabled=false",
                "--countersign.operations.looked-at=0s",
                "--countersign.operations.looked-after=30d",
                "--countersign.operations.counting=1h")) {
            measure(server);
        }
    }

    private void measure(Server server) {
        add("stuck: the first look at all conditions", once(server, "/api/v1/stuck/summary"));
        var document = new Looks(server).first("ops", "/api/v1/stuck?size=1", "document");
        add("steps counted, of all history", caughtUp(server));
        var looks = new Looks(server);
        looks.page("ops", "a trivial page: settings", "/settings");
        looks.rest("ops", "where time goes", "/api/v1/models/" + MODEL + "/times" + LAST_MONTHS);
        looks.rest(
                "ops",
                "where time goes, one category",
                "/api/v1/models/" + MODEL + "/times" + LAST_MONTHS + "&category=-");
        looks.page("ops", "page: where time goes", "/models/" + MODEL + "/times" + LAST_MONTHS);
        looks.page(
                "ops",
                "page: what stands at a step",
                "/models/" + MODEL + "/times/callActivity_approveRequisition");
        looks.rest(
                "ops", "running processes of a version", "/api/v1/models/" + MODEL + "/versions/1/instances?size=50");
        looks.page("ops", "page: running processes", "/models/" + MODEL + "/instances?version=1");
        for (var condition : CONDITIONS) {
            looks.rest(
                    "ops",
                    "stuck: " + condition,
                    () -> forget(server, condition),
                    "/api/v1/stuck?condition=" + condition);
        }
        looks.rest("ops", "stuck: all, first page", () -> forget(server), "/api/v1/stuck");
        looks.rest("ops", "stuck: all, as it was found last", "/api/v1/stuck");
        looks.page("ops", "Cockpit: what is stuck, as it was found last", "/camunda/api/cockpit/plugin/countersign-stuck/list");
        looks.rest("ops", "stuck: of one document", "/api/v1/stuck?document=" + document);
        looks.rest("ops", "metrics", () -> forget(server), "/actuator/prometheus");
        looks.times(times).forEach(this::add);
    }

    private static void forget(Server server) {
        CONDITIONS.forEach(condition -> forget(server, condition));
    }

    /** Who wants to put right what is not stuck has it looked for anew. */
    private static void forget(Server server, String condition) {
        var answer = server.post(
                "ops",
                "/api/v1/stuck/" + condition + "." + "none" + "/retry",
                "application/json",
                "{\"reason\": \"Measured\"}");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static String once(Server server, String path) {
        var began = System.nanoTime();
        var answer = server.get("ops", path, "application/json");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return "%,d ms once".formatted((System.nanoTime() - began) / 1_000_000);
    }

    private static String caughtUp(Server server) {
        var path = "/api/v1/models/" + MODEL + "/times";
        var began = 0L;
        while (true) {
            var found = Looks.read(server.get("ops", path, "application/json").body());
            if (began == 0 && !found.path("countedAt").isNull()) {
                began = System.nanoTime();
            }
            if (!found.path("behind").asBoolean()) {
                return "%,d s".formatted((System.nanoTime() - began) / 1_000_000_000);
            }
            Server.pause(Duration.ofMillis(500));
        }
    }

    private void add(String name, String time) {
        System.out.println(name + ": " + time);
        figures.computeIfAbsent(name, look -> new ArrayList<>()).add(time);
    }

    private static long running(Connection connection) throws SQLException {
        return count(connection, "select count(*) from ACT_RU_EXECUTION where PARENT_ID_ is null");
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
