package org.countersign.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.countersign.bench.Report.Table;

/** From the start of the process to health UP, and the memory of the process once nobody asks anything any more. */
final class StartBench {

    private static final Duration GOAL = Duration.ofSeconds(15);
    private static final long MEMORY_GOAL = 600;

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
        report.say("`java -jar target/countersign.jar`, nothing else set, embedded database, demonstration data: the first start"
                + " makes tables, accounts and purchases, the second finds them. Memory is what the process holds (RSS), "
                + idle.toSeconds() + " seconds after the start and without any request.");
        var table = new Table("", "process to health UP, s", "goal", "idle, MiB", "goal");
        for (var name : List.of("first start", "second start")) {
            try (var server = Server.packaged(directory, List.of())) {
                Server.pause(idle);
                table.row(
                        name,
                        server.start().toMillis() / 1000.0,
                        "< " + GOAL.toSeconds(),
                        String.valueOf(server.memory()),
                        "< " + MEMORY_GOAL);
            }
        }
        report.table(table);
    }
}
