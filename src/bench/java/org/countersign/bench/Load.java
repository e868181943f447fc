package org.countersign.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of {@link PurchaseSimulation} in a process of its own, and what Gatling's report says of it. */
final class Load {

    static final Path REPORTS = Path.of("target/bench/gatling");

    private Load() {}

    /**
     * What Gatling measured.
     *
     * @param purchases whole purchases that ended well in the measured time
     * @param failed those that ended badly
     * @param started all that began
     * @param rate whole purchases per second
     * @param steps by name
     * @param report the folder of the report
     */
    record Result(
            int clients,
            long purchases,
            long failed,
            long started,
            double rate,
            Map<String, Step> steps,
            Path report) {}

    /** Times of one step in milliseconds. */
    record Step(long count, double p50, double p95, double p99) {}

    /** @throws IllegalStateException where most purchases failed: such a row says nothing */
    static Result run(Server server, String name, boolean bare, int clients, int seconds) {
        try {
            Files.createDirectories(REPORTS);
            var figures = REPORTS.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".json");
            Files.deleteIfExists(figures);
            var before = reports();
            var command = new ArrayList<String>(List.of(
                    Server.javaCommand(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Dbench.url=" + server.url(),
                    "-Dbench.clients=" + clients,
                    "-Dbench.seconds=" + seconds,
                    "-Dbench.bare=" + bare,
                    "-Dbench.from=" + server.nextPurchase(),
                    "-Dbench.result=" + figures.toAbsolutePath(),
                    "-Dgatling.charting.useGroupDurationMetric=true",
                    "-Dgatling.data.console.light=true",
                    "-Dgatling.data.enableAnalytics=false",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.gatling.app.Gatling",
                    "-s",
                    PurchaseSimulation.class.getName(),
                    "-rf",
                    REPORTS.toAbsolutePath().toString(),
                    "-rd",
                    name));
            var log = REPORTS.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File(log.toString()))
                    .start();
            process.waitFor();
            var after = reports();
            after.removeAll(before);
            if (after.size() != 1) {
                throw new IllegalStateException("Gatling left no report, see " + log);
            }
            var result = read(clients, figures, after.get(0));
            if (2 * result.failed() > result.started()) {
                throw new IllegalStateException("Most purchases failed, see " + log);
            }
            server.purchased(result.started());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> reports() throws IOException {
        try (var entries = Files.list(REPORTS)) {
            return new ArrayList<>(entries.filter(Files::isDirectory).toList());
        }
    }

    private static Result read(int clients, Path figures, Path report) throws IOException {
        var written = new ObjectMapper().readTree(figures.toFile());
        var steps = new LinkedHashMap<String, Step>();
        for (var step : written.path("steps")) {
            steps.put(
                    step.path("name").asText(),
                    new Step(
                            step.path("count").asLong(),
                            step.path("p50").asDouble(),
                            step.path("p95").asDouble(),
                            step.path("p99").asDouble()));
        }
        return new Result(
                clients,
                written.path("purchases").asLong(),
                written.path("failed").asLong(),
                written.path("started").asLong(),
                written.path("rate").asDouble(),
                steps,
                report);
    }
}
