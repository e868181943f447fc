package org.countersign.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.countersign.bench.Server.Database;
import org.countersign.support.MariaDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * All figures, one part after the other, into one report. {@code -Dbench.smoke=true} tries everything in a few minutes;
 * {@code -Dbench.parts=start,purchases,statements,changes,lists,approvals,invoices,operations,foresight} chooses,
 * and so do {@code -Dbench.databases=H2,MARIADB}, {@code -Dbench.orders=1000,10000,100000}, {@code -Dbench.steps=10000},
 * {@code -Dbench.invoices=10000}, {@code -Dbench.run=1000}, {@code -Dbench.instances=100000},
 * {@code -Dbench.looks=20} and {@code -Dbench.foreseen=10000}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiguresBench {

    private static final boolean SMOKE = Boolean.getBoolean("bench.smoke");
    private static final List<String> PARTS =
            List.of(System.getProperty("bench.parts", "all").split(","));
    private static final Path DIRECTORY = Path.of("target/bench/servers");
    private static final Report REPORT = new Report();

    @BeforeAll
    static void theMachine() throws IOException {
        deleteFormerServers();
        REPORT.heading("The machine");
        REPORT.say("%d processors (%s), %,d MiB of memory, %s %s, Java %s. Server, load and database share them.%s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        memory(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        SMOKE ? " A short run, to see that everything runs: its figures mean little." : ""));
    }

    @AfterAll
    static void printed() {
        MariaDb.stop();
        System.out.println("\n" + REPORT);
        System.out.println("Written to " + Report.FILE.toAbsolutePath());
    }

    @Test
    @Order(1)
    @DisplayName("The packaged server starts, and idles")
    void startAndIdle() {
        if (wanted("start")) {
            new StartBench(REPORT, DIRECTORY.resolve("start"), SMOKE).run();
        }
    }

    @Test
    @Order(2)
    @DisplayName("Whole purchases beside the bare engine")
    void purchases() {
        if (wanted("purchases")) {
            for (var database : databases()) {
                new PurchaseBench(REPORT, DIRECTORY.resolve("purchases"), SMOKE).run(database);
            }
        }
    }

    @Test
    @Order(3)
    @DisplayName("Statements of each step")
    void statements() throws IOException {
        if (wanted("statements")) {
            new StatementBench(REPORT, DIRECTORY.resolve("statements"), SMOKE).run();
        }
    }

    @Test
    @Order(4)
    @DisplayName("The three dearest things, before and after")
    void changes() {
        if (wanted("changes")) {
            new ChangesBench(REPORT, DIRECTORY.resolve("changes"), SMOKE).run();
        }
    }

    @Test
    @Order(5)
    @DisplayName("Lists, pages and tasks at many orders")
    void lists() {
        if (wanted("lists")) {
            new ListBench(REPORT, DIRECTORY.resolve("lists"), SMOKE).run(databases());
        }
    }

    @Test
    @Order(6)
    @DisplayName("Many open approvals, and all their reminders at once")
    void approvals() throws IOException {
        if (wanted("approvals")) {
            new ApprovalBench(REPORT, DIRECTORY.resolve("approvals"), SMOKE).run(databases());
        }
    }

    @Test
    @Order(7)
    @DisplayName("Long invoices, many invoices, and a large payment run")
    void invoices() {
        if (wanted("invoices")) {
            new InvoiceBench(REPORT, DIRECTORY.resolve("invoices"), SMOKE).run(databases());
        }
    }

    @Test
    @Order(8)
    @DisplayName("What is stuck and where time goes, at many running instances")
    void operations() {
        if (wanted("operations")) {
            new OperationsBench(REPORT, DIRECTORY.resolve("operations"), SMOKE).run(databases());
        }
    }

    @Test
    @Order(9)
    @DisplayName("A changed approval policy, over past documents")
    void foresight() {
        if (wanted("foresight")) {
            new ForesightBench(REPORT, DIRECTORY.resolve("foresight"), SMOKE).run(databases());
        }
    }

    private static boolean wanted(String part) {
        return PARTS.contains("all") || PARTS.contains(part);
    }

    private static List<Database> databases() {
        return Arrays.stream((SMOKE ? "H2" : System.getProperty("bench.databases", "H2,MARIADB")).split(","))
                .map(Database::valueOf)
                .toList();
    }

    private static void deleteFormerServers() throws IOException {
        if (Files.exists(DIRECTORY)) {
            try (var files = Files.walk(DIRECTORY)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        assertThat(DIRECTORY).doesNotExist();
    }

    private static String processor() throws IOException {
        var cpus = Path.of("/proc/cpuinfo");
        if (!Files.exists(cpus)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(cpus)) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getTotalMemorySize()
                / 1024
                / 1024;
    }
}
