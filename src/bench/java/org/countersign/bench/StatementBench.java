package org.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;

/** How many statements each request sends and each job, one purchase after the other. */
final class StatementBench {

    private static final int GOAL = 20;

    private final Report report;
    private final Path directory;
    private final int seconds;

    StatementBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.seconds = smoke ? 15 : 30;
    }

    void run() throws IOException {
        var file = Path.of("target/bench/statements.json");
        var bareFile = Path.of("target/bench/statements-bare.json");
        long purchases;
        long barePurchases;
        try (var server = Server.counted(directory.resolve("product"), Database.H2, file)) {
            server.suppliers(0, 5000);
            purchases = Load.run(server, "statements", false, 1, seconds).started();
            Server.pause(Duration.ofSeconds(3));
        }
        try (var server = Server.countedBare(directory.resolve("bare"), Database.H2, bareFile)) {
            barePurchases =
                    Load.run(server, "statements bare", true, 1, seconds).started();
            Server.pause(Duration.ofSeconds(3));
        }
        tell(
                new ObjectMapper().readTree(file.toFile()),
                purchases,
                new ObjectMapper().readTree(bareFile.toFile()),
                barePurchases);
    }

    private void tell(JsonNode product, long purchases, JsonNode bare, long barePurchases) {
        report.heading("SQL statements of each step");
        report.say(
                "Each execution counts, a batch of rows once. *Engine* are those on the engine's tables (`act_...`), *ours* all"
                        + " others; *bare* is the same job in the bare engine. One client on H2, %d purchases (bare: %d)."
                                .formatted(purchases, barePurchases));
        var table = new Table("step", "statements", "engine", "ours", "bare", "");
        product.properties().forEach(step -> {
            var name = step.getKey();
            if (name.startsWith("beside") || name.contains("/actuator") || name.contains("/imports/")) {
                return;
            }
            var engine = 0;
            for (var statement : step.getValue().path("last")) {
                engine += statement.asText().toLowerCase(java.util.Locale.ROOT).contains("act_") ? 1 : 0;
            }
            var all = step.getValue().path("last").size();
            var same = bare.path(name).path("median");
            table.row(
                    name,
                    String.valueOf(step.getValue().path("median").asInt()),
                    String.valueOf(engine),
                    String.valueOf(all - engine),
                    same.isMissingNode() ? "" : same.asText(),
                    all - engine > GOAL ? "more than " + GOAL + " of ours" : "");
        });
        report.table(table);
        report.say("What each sends, word for word: `target/bench/statements.json`.");
    }
}
