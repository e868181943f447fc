package org.countersign.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;
import org.countersign.bench.Server.Schema;

/** A changed approval policy, run over what was submitted: a thousand while somebody waits, ten times as many in the background. */
final class ForesightBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String CHANGES = "/api/v1/policy-changes";
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 300;
    private static final List<String> REQUESTERS = List.of("requester", "buyer", "receiver", "ap", "manager", "analyst");

    private final Report report;
    private final Path directory;
    private final int documents;
    private final int times;
    private final Table table = new Table(
            "what", "database", "documents", "otherwise", "time", "processor", "peak heap growth", "kept after", "RSS");

    ForesightBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.documents = smoke ? 1_500 : Integer.getInteger("bench.foreseen", 10_000);
        this.times = smoke ? 1 : 3;
    }

    void run(List<Database> databases) {
        report.heading("A changed approval policy over past documents");
        report.say("%,d submissions of requisitions of %s, each of an amount of its own, go through the table in force and through the"
                        .formatted(documents, DAYS + " days")
                + " changed one, by the server's own doors. Of %d runs one after the other the median counts; *first* is the first"
                        .formatted(times)
                + " that the server ever did. The growth of the heap is the most that was seen every 50 ms above what was in use"
                + " after a collection before, garbage included; *kept after* is what more was in use after a collection at the"
                + " end. Memory (RSS) is the most that the process held meanwhile.");
        for (var database : databases) {
            try {
                measure(database);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        report.table(table);
    }

    private void measure(Database database) throws SQLException {
        var folder = directory.resolve(database.name());
        var schema = Schema.of(database);
        String submitted;
        try (var server = Server.product(folder, schema)) {
            server.suppliers(0, 10);
            submitted = new Purchases(server).ask("requester", Masters.supplier(1), "70000000", "250.00");
            new Purchases(server).awaitTask("manager", submitted);
            if (database == Database.MARIADB) {
                copy(folder, schema, submitted);
                measure(database, server);
                return;
            }
            Server.pause(Duration.ofSeconds(2));
        }
        // The file is the server's alone as long as that runs.
        copy(folder, schema, submitted);
        try (var server = Server.product(folder, schema)) {
            measure(database, server);
        }
    }

    private void measure(Database database, Server server) {
        var change = drafted(server);
        var thousand = FIRST_DAY.plusDays((long) DAYS * Math.min(1_000, documents) / documents - 1);
        add(database, "1,000 at once, first", looked(server, change, thousand));
        add(database, "1,000 at once", median(server, change, thousand));
        add(database, "all in the background", median(server, change, FIRST_DAY.plusDays(DAYS)));
    }

    private record Run(
            int documents, int otherwise, long millis, double work, long growth, long kept, long memory) {}

    private Run median(Server server, String change, LocalDate to) {
        var runs = new ArrayList<Run>();
        for (var time = 0; time < times; time++) {
            runs.add(looked(server, change, to));
        }
        runs.sort(Comparator.comparingLong(Run::millis));
        return runs.get(runs.size() / 2);
    }

    private void add(Database database, String what, Run run) {
        table.row(
                what,
                database.label(),
                "%,d".formatted(run.documents()),
                "%,d".formatted(run.otherwise()),
                Report.number(run.millis() / 1000.0) + " s",
                Report.number(run.work() / 1000) + " s",
                "%,d MiB".formatted(run.growth()),
                "%,d MiB".formatted(run.kept()),
                "%,d MiB".formatted(run.memory()));
        System.out.println(database + ": " + what + ": " + run);
    }

    private static Run looked(Server server, String change, LocalDate to) {
        var before = collected(server);
        server.forgetMostMemory();
        var heap = new Heap(server, before);
        heap.start();
        var work = server.work();
        var began = System.nanoTime();
        var one = post(
                server,
                CHANGES + "/" + change + "/foresights",
                "{\"from\": \"%s\", \"to\": \"%s\", \"open\": false}".formatted(FIRST_DAY, to));
        while (List.of("WAITING", "RUNNING").contains(one.path("state").asText())) {
            Server.pause(Duration.ofMillis(100));
            one = read(server.get("admin", CHANGES + "/" + change + "/foresights/" + one.path("id").asText(), JSON_TYPE)
                    .body());
        }
        var millis = (System.nanoTime() - began) / 1_000_000;
        var worked = server.work() - work;
        heap.end();
        if (!one.path("state").asText().equals("DONE")) {
            throw new IllegalStateException("It ended as " + one);
        }
        return new Run(
                one.path("past").path("documents").asInt(),
                one.path("past").path("documents").asInt()
                        - one.path("past").path("outcomes").path("SAME").asInt(),
                millis,
                worked,
                (heap.most - before) / 1024 / 1024,
                (collected(server) - before) / 1024 / 1024,
                server.mostMemory());
    }

    /** Looks how full the heap is, as long as it goes on. */
    private static final class Heap extends Thread {

        private final Server server;
        private volatile boolean goesOn = true;
        private volatile long most;

        Heap(Server server, long before) {
            super("heap");
            this.server = server;
            this.most = before;
        }

        @Override
        public void run() {
            while (goesOn) {
                most = Math.max(most, used(server));
                Server.pause(Duration.ofMillis(50));
            }
        }

        void end() {
            goesOn = false;
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static long used(Server server) {
        return read(server.get("admin", "/actuator/metrics/jvm.memory.used?tag=area:heap", JSON_TYPE)
                        .body())
                .path("measurements")
                .path(0)
                .path("value")
                .asLong();
    }

    /** What is in use after a collection. */
    private static long collected(Server server) {
        try {
            var jcmd = new ProcessBuilder(
                            Path.of(Server.javaCommand()).resolveSibling("jcmd").toString(),
                            String.valueOf(server.pid()),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!jcmd.waitFor(1, TimeUnit.MINUTES) || jcmd.exitValue() != 0) {
                throw new IllegalStateException("jcmd did not collect");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return used(server);
    }

    /** Two thresholds are moved, so that every fifth document or so goes another way. */
    private static String drafted(Server server) {
        var draft = post(server, CHANGES, "{\"table\": \"approval-policy\", \"reason\": \"Measured\"}");
        var id = draft.path("id").asText();
        var xml = draft.path("candidate").asText();
        var changed = xml.replace("&gt;= 10000<", "&gt;= 20000<");
        if (xml.equals(changed)) {
            throw new IllegalStateException("The shipped policy has no threshold of 10,000");
        }
        var answer = server.put(
                "admin", CHANGES + "/" + id + "/candidate", JSON_TYPE, text(Map.of("xml", changed)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return id;
    }

    /** Submissions like this one, of amounts from 10.00 to 60,000.00. */
    private void copy(Path folder, Schema schema, String submitted) throws SQLException {
        try (var connection = ListBench.open(folder, schema)) {
            connection.setAutoCommit(false);
            var columns = new ArrayList<String>();
            var pattern = new ArrayList<Object>();
            try (var select = connection.prepareStatement("select * from approval_cycles where document = ?")) {
                select.setString(1, submitted);
                try (var row = select.executeQuery()) {
                    row.next();
                    for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        columns.add(row.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT));
                        var value = row.getObject(column);
                        pattern.add(value instanceof Clob ? row.getString(column) : value);
                    }
                }
            }
            var facts = String.valueOf(pattern.get(columns.indexOf("facts")));
            try (var insert = connection.prepareStatement("insert into approval_cycles (" + String.join(", ", columns)
                    + ") values (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")")) {
                for (var copy = 0; copy < documents; copy++) {
                    var document = "REQ-2024-%06d".formatted(copy + 1);
                    var amount = "%d.%02d".formatted(10 + copy * 7919L % 60_000, copy % 100);
                    var at = Timestamp.valueOf(
                            LocalDateTime.of(FIRST_DAY.plusDays((long) DAYS * copy / documents), LocalTime.NOON));
                    for (var column = 0; column < columns.size(); column++) {
                        insert.setObject(
                                column + 1,
                                switch (columns.get(column)) {
                                    case "id" -> document + "/1";
                                    case "document" -> document;
                                    case "title" -> "Workshop " + document;
                                    case "requester" -> REQUESTERS.get(copy % REQUESTERS.size());
                                    case "total", "base_amount" -> new BigDecimal(amount);
                                    case "facts" -> withAmount(facts, amount);
                                    case "outcome" -> "APPROVED";
                                    case "submitted_at", "ended_at" -> at;
                                    default -> pattern.get(column);
                                });
                    }
                    insert.addBatch();
                    if (copy % 1_000 == 999) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private static String withAmount(String facts, String amount) {
        var parts = read(facts);
        parts.forEach(part -> ((ObjectNode) part).put("amount", amount).put("accumulatedAmount", amount));
        return parts.toString();
    }

    private static JsonNode post(Server server, String path, String body) {
        var answer = server.post("admin", path, JSON_TYPE, body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return read(answer.body());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
