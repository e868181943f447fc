package org.countersign.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
                looks(server).times(times).forEach((name, time) -> {
                    System.out.println(database + ", " + size + ": " + name + " " + time);
                    figures.computeIfAbsent(name, look -> new ArrayList<>()).add(time);
                });
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

    private static Looks looks(Server server) {
        var looks = new Looks(server);
        looks.rest("buyer", "orders", "/api/v1/purchase-orders");
        looks.rest("buyer", "orders, page 400", "/api/v1/purchase-orders?page=400");
        looks.rest("buyer", "orders dispatched", "/api/v1/purchase-orders?status=DISPATCHED");
        looks.rest("buyer", "orders of a supplier", "/api/v1/purchase-orders?supplier=B-7");
        looks.rest("buyer", "orders by supplier", "/api/v1/purchase-orders?sort=supplier");
        looks.rest("buyer", "orders by day", "/api/v1/purchase-orders?sort=createdAt,desc");
        looks.rest("buyer", "orders by title", "/api/v1/purchase-orders?sort=title");
        looks.rest("requester", "own orders", "/api/v1/purchase-orders");
        looks.rest("buyer", "requisitions", "/api/v1/requisitions");
        looks.rest("requester", "own requisitions", "/api/v1/requisitions");
        looks.rest("buyer", "requisitions in approval", "/api/v1/requisitions?status=IN_APPROVAL");
        looks.rest("buyer", "requisitions by title", "/api/v1/requisitions?sort=title");
        looks.rest("ap", "invoices", "/api/v1/invoices");
        looks.rest("ap", "invoices paid", "/api/v1/invoices?status=PAID");
        looks.rest("ap", "invoices by due date", "/api/v1/invoices?sort=dueDate,desc");
        var order = looks.first("buyer", "/api/v1/purchase-orders?status=CLOSED", "number");
        looks.rest("buyer", "one order", "/api/v1/purchase-orders/" + order);
        looks.rest("buyer", "one order's timeline", "/api/v1/purchase-orders/" + order + "/timeline");
        looks.tasks("manager");
        looks.tasks("finance");
        looks.page("buyer", "page: home", "/");
        looks.page("requester", "page: home of a requester", "/");
        looks.page("buyer", "page: orders", "/purchase-orders");
        looks.page("buyer", "page: orders dispatched", "/purchase-orders?status=DISPATCHED");
        looks.page("buyer", "page: orders late", "/purchase-orders?late=true");
        looks.page("buyer", "page: orders found by their title", "/purchase-orders?q=" + RARE);
        looks.page("buyer", "page: orders found by a common word", "/purchase-orders?q=" + COMMON);
        looks.page("buyer", "page: one order", "/purchase-orders/" + order);
        looks.page("requester", "page: own requisitions", "/requisitions");
        looks.page("buyer", "page: requisitions", "/requisitions");
        looks.page("buyer", "page: requisitions found by their title", "/requisitions?q=" + RARE);
        looks.page("buyer", "page: requisitions found by a common word", "/requisitions?q=" + COMMON);
        looks.page("ap", "page: invoices", "/invoices");
        looks.page("ap", "page: invoices overdue", "/invoices?overdue=true");
        looks.page("ap", "page: invoices found by their number", "/invoices?q=" + RARE);
        looks.page("ap", "page: one invoice", "/invoices/" + looks.first("ap", "/api/v1/invoices", "id"));
        looks.page("receiver", "page: receiving", "/receiving");
        looks.page("ops", "page: mails", "/mails");
        looks.page("buyer", "page: figures", "/figures");
        return looks;
    }

    /** The database of a server that is down; what is written there need not survive a crash. */
    static Connection open(Path folder, Schema schema) throws SQLException {
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
