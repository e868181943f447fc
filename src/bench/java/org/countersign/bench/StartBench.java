package org.countersign.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.countersign.bench.Report.Table;

/** From the start of the process to health UP, and the memory of the process once nobody asks anything any more. */
final class StartBench {

    private static final Duration GOAL = Duration.ofSeconds(15);
    private static final long MEMORY_GOAL = 600;

    private static final String SMALL = System.getProperty(
            "bench.run.jvm.arguments",
            "-XX:+UseSerialGC -Xms216m -Xmn40m -XX:MetaspaceSize=200m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40");

    private final Report report;
    private final Path directory;
    private final Duration idle;

    StartBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.idle = smoke ? Duration.ofSeconds(40) : Duration.ofMinutes(5);
    }

    void run() {
        report.heading("Start and idle");
        report.say(
                "`java -jar target/countersign.jar` on the embedded database with demonstration data, with the options of"
                        + " `./mvnw spring-boot:run`, and with none; and as in the image, classes and libraries side by side, with an"
                        + " archive of the classes that a start loads. The first start makes tables, accounts and purchases, the second"
                        + " finds them. Memory is what the process holds (RSS), " + idle.toSeconds()
                        + " seconds after the start and without any request.");
        var table = new Table("", "process to health UP, s", "goal", "idle, MiB", "goal");
        var small = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        small.addAll(List.of(SMALL.split(" ")));
        measure(table, "first start, options of spring-boot:run", directory.resolve("small"), small);
        measure(table, "second start, options of spring-boot:run", directory.resolve("small"), small);
        measure(table, "first start, no options", directory.resolve("plain"), List.of());
        measure(table, "second start, no options", directory.resolve("plain"), List.of());
        var image = Server.extracted(directory.resolve("image"));
        measure(table, "first start, as in the image", image, Server.withArchive());
        measure(table, "second start, as in the image", image, Server.withArchive());
        report.table(table);
    }

    private void measure(Table table, String name, Path directory, List<String> options) {
        try (var server = Server.packaged(directory, options)) {
            Server.pause(idle);
            table.row(
                    name,
                    server.start().toMillis() / 1000.0,
                    "< " + GOAL.toSeconds(),
                    String.valueOf(server.memory()),
                    "< " + MEMORY_GOAL);
        }
    }
}
