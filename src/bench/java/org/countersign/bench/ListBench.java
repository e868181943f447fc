package org.countersign.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.countersign.bench.Purchases.Stage;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;
import org.countersign.bench.Server.Schema;
import org.countersign.support.MariaDb;

/** What people look at all day, at more and more orders. */
final class ListBench {

    private static final List<Stage> PATTERNS =
            List.of(Stage.IN_APPROVAL, Stage.DISPATCHED, Stage.RECEIVED, Stage.PAYMENT_ASKED, Stage.CLOSED);
    private static final double GOAL = 100;
    private static final String RARE = OrderGenerator.claim(345);
    private static final String COMMON = OrderGenerator.title(0);

    private final Report report;
    private final Path directory;
    private final List<Integer> sizes;
    private final int times;

    ListBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.sizes = smoke ? List.of(1_000) : sizes();
        this.times = smoke ? 20 : 60;
    }

    private static List<Integer> sizes() {
        return Arrays.stream(
                        System.getProperty("bench.orders", "1000,10000,100000").split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private record Look(String name, IntSupplier asked) {}

    void run(List<Database> databases) {
        report.heading("Lists, pages and tasks at many orders");
        report.say("p50 / p95 in milliseconds of " + times
                + " calls one after the other by one client, after ten that do not count, and in brackets the"
                + " processor time of a call, in milliseconds, without that of MariaDB's own process. Six of ten"
                + " purchases are closed; one each is in approval, dispatched, received, and waits for the release of"
                + " its payment. Orders are copies by SQL of purchases that the product made, in every table; mails,"
                + " documents and the engine's rows, its tasks among them, for one in " + OrderGenerator.SHARE
                + "; the audit trail of the patterns only. Goal: lists below " + (int) GOAL + " ms at 100,000.");
        for (var database : databases) {
            try {
                measure(database);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void measure(Database database) throws SQLException {
        var folder = directory.resolve(database.name());
        var schema = Schema.of(database);
        if (database == Database.MARIADB) {
            // As much as such a number of orders asks for; out of the box there are 128 and 96 MiB.
            MariaDb.execute("set global innodb_buffer_pool_size = 2147483648");
            MariaDb.execute("set global innodb_log_file_size = 1073741824");
        }
        var requisitions = new ArrayList<String>();
        var claims = new ArrayList<String>();
        try (var server = Server.product(folder, schema)) {
            server.suppliers(0, 1000);
            var purchases = new Purchases(server);
            for (var stage : PATTERNS) {
                var claim = String.valueOf(70_000_000 + claims.size());
                claims.add(claim);
                requisitions.add(purchases.take(stage, Masters.supplier(claims.size()), claim));
            }
            Server.pause(Duration.ofSeconds(5));
        }
        var figures = new LinkedHashMap<String, List<String>>();
        var heads = new ArrayList<>(List.of(database.label()));
        OrderGenerator generator;
        try (var connection = open(folder, schema)) {
            generator = new OrderGenerator(connection, requisitions, claims);
            System.out.println("Rows of a purchase, ours + the engine's: " + generator.sizes());
        }
        for (var size : sizes) {
            var began = System.nanoTime();
            if (database == Database.MARIADB) {
                // Until the server starts, which asks for the durable one again.
                MariaDb.execute("set global innodb_flush_log_at_trx_commit = 0");
            }
            try (var connection = open(folder, schema)) {
                generator.fillUpTo(size, connection);
            }
            System.out.printf(
                    "%s: %,d orders after %d s%n", database, size, (System.nanoTime() - began) / 1_000_000_000);
            heads.add("%,d orders".formatted(size));
            try (var server = Server.product(folder, schema)) {
                Server.pause(Duration.ofSeconds(5));
                for (var look : looks(server)) {
                    var time = time(look, server);
                    System.out.println(database + ", " + size + ": " + look.name() + " " + time);
                    figures.computeIfAbsent(look.name(), name -> new ArrayList<>())
                            .add(time);
                }
            }
        }
        var table = new Table(heads.toArray(String[]::new));
        figures.forEach((name, row) -> {
            var cells = new ArrayList<Object>();
            cells.add(name);
            cells.addAll(row);
            table.row(cells.toArray());
        });
        report.table(table);
    }

    private String time(Look look, Server server) {
        for (int i = 0; i < 10; i++) {
            var status = look.asked().getAsInt();
            if (status != 200) {
                return "answered " + status;
            }
        }
        var samples = new ArrayList<Long>();
        var cpu = server.cpu();
        for (int i = 0; i < times; i++) {
            var from = System.nanoTime();
            var status = look.asked().getAsInt();
            samples.add(System.nanoTime() - from);
            if (status != 200) {
                return "answered " + status;
            }
        }
        cpu = (server.cpu() - cpu) / times;
        samples.sort(null);
        return "%s / %s (%.0f)"
                .formatted(
                        Report.number(Samples.percentile(samples, 0.5)),
                        Report.number(Samples.percentile(samples, 0.95)),
                        cpu);
    }

    private List<Look> looks(Server server) {
        var looks = new ArrayList<Look>();
        Map<String, Page> pages = new LinkedHashMap<>();
        rest(looks, server, "buyer", "orders", "/api/v1/purchase-orders");
        rest(looks, server, "buyer", "orders, page 400", "/api/v1/purchase-orders?page=400");
        rest(looks, server, "buyer", "orders dispatched", "/api/v1/purchase-orders?status=DISPATCHED");
        rest(looks, server, "buyer", "orders of a supplier", "/api/v1/purchase-orders?supplier=B-7");
        rest(looks, server, "buyer", "orders by supplier", "/api/v1/purchase-orders?sort=supplier");
        rest(looks, server, "buyer", "orders by day", "/api/v1/purchase-orders?sort=createdAt,desc");
        rest(looks, server, "buyer", "orders by title", "/api/v1/purchase-orders?sort=title");
        rest(looks, server, "requester", "own orders", "/api/v1/purchase-orders");
        rest(looks, server, "buyer", "requisitions", "/api/v1/requisitions");
        rest(looks, server, "requester", "own requisitions", "/api/v1/requisitions");
        rest(looks, server, "buyer", "requisitions in approval", "/api/v1/requisitions?status=IN_APPROVAL");
        rest(looks, server, "buyer", "requisitions by title", "/api/v1/requisitions?sort=title");
        rest(looks, server, "ap", "invoices", "/api/v1/invoices");
        rest(looks, server, "ap", "invoices paid", "/api/v1/invoices?status=PAID");
        rest(looks, server, "ap", "invoices by due date", "/api/v1/invoices?sort=dueDate,desc");
        var order = first(server, "buyer", "/api/v1/purchase-orders?status=CLOSED", "number");
        rest(looks, server, "buyer", "one order", "/api/v1/purchase-orders/" + order);
        rest(looks, server, "buyer", "one order's timeline", "/api/v1/purchase-orders/" + order + "/timeline");
        tasks(looks, server, "manager");
        tasks(looks, server, "finance");
        page(looks, pages, server, "buyer", "page: home", "/");
        page(looks, pages, server, "requester", "page: home of a requester", "/");
        page(looks, pages, server, "buyer", "page: orders", "/purchase-orders");
        page(looks, pages, server, "buyer", "page: orders dispatched", "/purchase-orders?status=DISPATCHED");
        page(looks, pages, server, "buyer", "page: orders late", "/purchase-orders?late=true");
        page(looks, pages, server, "buyer", "page: orders found by their title", "/purchase-orders?q=" + RARE);
        page(looks, pages, server, "buyer", "page: orders found by a common word", "/purchase-orders?q=" + COMMON);
        page(looks, pages, server, "buyer", "page: one order", "/purchase-orders/" + order);
        page(looks, pages, server, "requester", "page: own requisitions", "/requisitions");
        page(looks, pages, server, "buyer", "page: requisitions", "/requisitions");
        page(looks, pages, server, "buyer", "page: requisitions found by their title", "/requisitions?q=" + RARE);
        page(looks, pages, server, "buyer", "page: requisitions found by a common word", "/requisitions?q=" + COMMON);
        page(looks, pages, server, "ap", "page: invoices", "/invoices");
        page(looks, pages, server, "ap", "page: invoices overdue", "/invoices?overdue=true");
        page(looks, pages, server, "ap", "page: invoices found by their number", "/invoices?q=" + RARE);
        page(
                looks,
                pages,
                server,
                "ap",
                "page: one invoice",
                "/invoices/" + first(server, "ap", "/api/v1/invoices", "id"));
        page(looks, pages, server, "receiver", "page: receiving", "/receiving");
        page(looks, pages, server, "ops", "page: mails", "/mails");
        page(looks, pages, server, "buyer", "page: figures", "/figures");
        return looks;
    }

    private static void rest(List<Look> looks, Server server, String user, String name, String path) {
        looks.add(new Look(
                "REST: " + name,
                () -> server.get(user, path, "application/json").statusCode()));
    }

    private static void page(
            List<Look> looks, Map<String, Page> pages, Server server, String user, String name, String path) {
        var page = pages.computeIfAbsent(user, person -> new Page(server.url(), person));
        looks.add(new Look(name, () -> page.status(path)));
    }

    /** Each filter's first page and its count, as Tasklist asks for them. */
    private static void tasks(List<Look> looks, Server server, String user) {
        var ids = new ArrayList<String>();
        for (var filter : read(server.get(user, "/engine-rest/filter?resourceType=Task", "application/json")
                .body())) {
            ids.add(filter.path("id").asText());
        }
        looks.add(new Look(
                "Tasklist's first page (" + user + ")",
                () -> ids.isEmpty()
                        ? 404
                        : server.get(
                                        user,
                                        "/engine-rest/filter/" + ids.get(0) + "/list?firstResult=0&maxResults=15",
                                        "application/hal+json")
                                .statusCode()));
        looks.add(new Look(
                "Tasklist's counts, all filters (" + user + ")",
                () -> ids.stream()
                        .mapToInt(id -> server.get(user, "/engine-rest/filter/" + id + "/count", "application/json")
                                .statusCode())
                        .max()
                        .orElse(404)));
    }

    private static String first(Server server, String user, String path, String field) {
        return read(server.get(user, path, "application/json").body())
                .path("content")
                .path(0)
                .path(field)
                .asText();
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection open(Path folder, Schema schema) throws SQLException {
        return schema.database() == Database.H2
                ? DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("data/countersign").toAbsolutePath()
                                + ";WRITE_DELAY=500;CACHE_SIZE=2097152",
                        "sa",
                        "")
                : DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:" + MariaDb.port() + "/" + schema.name()
                                + "?useBulkStmts=true&rewriteBatchedStatements=true&sessionVariables=old_mode=''",
                        "root",
                        "");
    }
}
