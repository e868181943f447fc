package org.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.bench.Report.Table;
import org.countersign.bench.Server.Database;

/**
 * An invoice of a thousand lines from its capture to its page, many invoices handed in one after the other, and a payment run of
 * a thousand: what a person waits for, and how long a batch takes until its last invoice is matched.
 */
final class InvoiceBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final int PER_ORDER = 50;
    private static final int CLIENTS = 4;

    private final Report report;
    private final Path directory;
    private final int lines;
    private final int batch;
    private final int run;
    private final int times;

    InvoiceBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.lines = smoke ? 100 : 1_000;
        this.batch = smoke ? 100 : Integer.getInteger("bench.invoices", 10_000);
        this.run = smoke ? 50 : Integer.getInteger("bench.run", 1_000);
        this.times = smoke ? 2 : Integer.getInteger("bench.times", 5);
    }

    void run(List<Database> databases) {
        report.heading("Invoices");
        report.say("One invoice of %,d lines, %d times, each for an order of its own; then %,d invoices of one line, %d for each order,"
                        .formatted(lines, times, batch, PER_ORDER)
                + " handed in by %d clients over REST while the server matches what it has; then a payment run of %,d of them. The load of the machine stands beside each."
                        .formatted(CLIENTS, run));
        var table = new Table("what", "database", "time", "load before");
        for (var database : databases) {
            try (var server = Server.product(directory.resolve(database.name()), database)) {
                server.suppliers(0, 19);
                addAccount(server);
                measure(server, database, table);
            }
        }
        report.table(table);
    }

    private void measure(Server server, Database database, Table table) {
        var load = load();
        var captured = new ArrayList<Long>();
        var matched = new ArrayList<Long>();
        var read = new ArrayList<Long>();
        var page = new ArrayList<Long>();
        for (var n = 0; n <= times; n++) {
            var order = order(server, "B-" + (n % 10), "L" + n, lines, "1");
            var begun = System.nanoTime();
            var id = post(server, "ap", "/api/v1/invoices", invoice("B-" + (n % 10), "LONG-" + n, order, lines, "1"))
                    .path("id")
                    .asText();
            var after = System.nanoTime();
            await(server, "ap", "/api/v1/invoices/" + id, one -> !one.path("status").asText().equals("CAPTURED"));
            var there = System.nanoTime();
            server.get("ap", "/api/v1/invoices/" + id, JSON_TYPE);
            var seen = System.nanoTime();
            var shown = server.get("ap", "/invoices/" + id, "text/html");
            var end = System.nanoTime();
            if (shown.statusCode() != 200) {
                throw new IllegalStateException("The page answers " + shown.statusCode());
            }
            if (n > 0) {
                captured.add(after - begun);
                matched.add(there - after);
                read.add(seen - there);
                page.add(end - seen);
            }
        }
        row(table, "capture %,d lines over REST (median)".formatted(lines), database, median(captured), load);
        row(table, "from then until it is matched (median)", database, median(matched), load);
        row(table, "read it over REST (median)", database, median(read), load);
        row(table, "its page (median)", database, median(page), load);
        System.out.println(database + ": " + captured + matched + read + page);
        batch(server, database, table);
    }

    private void batch(Server server, Database database, Table table) {
        var orders = new ArrayList<String>();
        for (var n = 0; n < (batch + PER_ORDER - 1) / PER_ORDER; n++) {
            orders.add(order(server, "B-19", "M" + n, 1, String.valueOf(PER_ORDER)));
        }
        var load = load();
        var ids = new ConcurrentLinkedQueue<String>();
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        var pool = Executors.newFixedThreadPool(CLIENTS);
        for (var client = 0; client < CLIENTS; client++) {
            pool.execute(() -> {
                for (var n = next.getAndIncrement(); n < batch; n = next.getAndIncrement()) {
                    // Neighbours are of different orders, as they are in a day's mail.
                    var order = orders.get(n % orders.size());
                    ids.add(post(server, "ap", "/api/v1/invoices", invoice("B-19", "MANY-" + n, order, 1, "1"))
                            .path("id")
                            .asText());
                }
            });
        }
        pool.shutdown();
        try {
            if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("The batch does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var handedIn = System.nanoTime();
        if (ids.size() != batch) {
            throw new IllegalStateException("Only " + ids.size() + " invoices were taken");
        }
        await(
                server,
                "ap",
                "/api/v1/invoices?status=CAPTURED&size=1",
                page -> page.path("totalElements").asInt() == 0);
        var end = System.nanoTime();
        row(table, "%,d invoices: the last one is captured".formatted(batch), database, handedIn - begun, load);
        row(table, "%,d invoices: the last one is matched".formatted(batch), database, end - begun, load);
        System.out.println(database + ": batch " + (handedIn - begun) + " " + (end - begun));
        payments(server, database, table, ids.stream().sorted().limit(run).toList());
    }

    private void payments(Server server, Database database, Table table, List<String> ids) {
        for (var id : ids) {
            var task = await(
                            server,
                            "finance",
                            "/engine-rest/task?processInstanceBusinessKey=" + id,
                            answer -> answer.size() > 0)
                    .get(0)
                    .path("id")
                    .asText();
            post(server, "finance", "/engine-rest/task/" + task + "/complete", Map.of(
                    "variables", Map.of("decision", Map.of("value", "approve"))));
        }
        for (var id : ids) {
            await(server, "finance", "/api/v1/invoices/" + id, one -> one.path("status").asText().equals("SCHEDULED"));
        }
        var load = load();
        var begun = System.nanoTime();
        var number = post(server, "finance", "/api/v1/payment-runs", Map.of("invoices", ids))
                .path("number")
                .asText();
        var made = System.nanoTime();
        post(server, "finance", "/api/v1/payment-runs/" + number + "/release", Map.of());
        var released = System.nanoTime();
        server.get("finance", "/payment-runs/" + number, "text/html");
        var shown = System.nanoTime();
        post(server, "finance", "/api/v1/payment-runs/" + number + "/transfers/1/confirmation", Map.of());
        var paid = System.nanoTime();
        row(table, "put a payment run of %,d together".formatted(ids.size()), database, made - begun, load);
        row(table, "release it", database, released - made, load);
        row(table, "its page", database, shown - released, load);
        row(table, "book it as paid", database, paid - shown, load);
        System.out.println(database + ": run " + (made - begun) + " " + (released - made) + " " + (paid - shown));
    }

    private static void row(Table table, String what, Database database, long nanos, String load) {
        table.row(what, database.label(), "%,d ms".formatted(nanos / 1_000_000), load);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static String load() {
        return Report.number(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Where the money goes: without an account nothing of the supplier is paid. */
    private static void addAccount(Server server) {
        var answer = server.post(
                "buyer",
                "/api/v1/suppliers",
                JSON_TYPE,
                text(Map.of(
                        "number", "B-19",
                        "name", "Bench supplier 19",
                        "email", "orders-19@bench.example",
                        "currency", "EUR",
                        "status", "APPROVED",
                        "iban", "DE02120300000000202051")));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** An order that is received. */
    private static String order(Server server, String supplier, String claim, int lines, String quantity) {
        var body = IntStream.rangeClosed(1, lines)
                .mapToObj(n -> Map.of(
                        "description",
                        "Thing " + claim + " " + n,
                        "quantity",
                        quantity,
                        "unitPrice",
                        "0.05",
                        "supplier",
                        supplier))
                .toList();
        var requisition = post(
                        server,
                        "requester",
                        "/api/v1/requisitions",
                        Map.of("title", "Many " + claim, "costCenter", "CC-100", "currency", "EUR", "lines", body))
                .path("number")
                .asText();
        post(server, "requester", "/api/v1/requisitions/" + requisition + "/submission", Map.of());
        var order = awaitOrder(server, requisition);
        await(server, "buyer", "/api/v1/purchase-orders/" + order, one -> one.path("status")
                .asText()
                .equals("DISPATCHED"));
        post(server, "receiver", "/api/v1/purchase-orders/" + order + "/goods-receipts", Map.of(
                "deliveryNote",
                claim,
                "lines",
                IntStream.rangeClosed(1, lines)
                        .mapToObj(n -> Map.of("line", n, "quantity", quantity))
                        .toList()));
        return order;
    }

    /** Small ones are approved by rule; what counts together with them asks the manager (R10). */
    private static String awaitOrder(Server server, String requisition) {
        while (true) {
            var orders = json(server.get("requester", "/api/v1/requisitions/" + requisition, JSON_TYPE)
                            .body())
                    .path("orders");
            if (orders.size() > 0) {
                return orders.get(0).asText();
            }
            for (var user : List.of("manager", "department-head", "finance")) {
                for (var task : json(server.get(
                                user, "/engine-rest/task?processInstanceBusinessKey=" + requisition, JSON_TYPE)
                        .body())) {
                    post(server, user, "/engine-rest/task/" + task.path("id").asText() + "/complete", Map.of(
                            "variables", Map.of("decision", Map.of("value", "approve"))));
                }
            }
            Server.pause(Duration.ofMillis(50));
        }
    }

    private static Map<String, Object> invoice(
            String supplier, String number, String order, int lines, String quantity) {
        var items = IntStream.rangeClosed(1, lines)
                .mapToObj(n -> Map.of(
                        "line", String.valueOf(n),
                        "orderLine", String.valueOf(n),
                        "quantity", quantity,
                        "unitPrice", "0.05",
                        "netAmount", "0.05"))
                .collect(Collectors.toList());
        var total = new java.math.BigDecimal("0.05").multiply(java.math.BigDecimal.valueOf(lines));
        return Map.of(
                "supplier",
                supplier,
                "number",
                number,
                "issueDate",
                LocalDate.now(ZoneId.of("Europe/Berlin")).toString(),
                "currency",
                "EUR",
                "purchaseOrder",
                order,
                "lines",
                items,
                "netTotal",
                total.toPlainString(),
                "payable",
                total.toPlainString());
    }

    private static JsonNode post(Server server, String user, String path, Object body) {
        var answer = server.post(user, path, JSON_TYPE, text(body));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json(answer.body());
    }

    private static JsonNode await(Server server, String user, String path, Predicate<JsonNode> there) {
        var until = System.nanoTime() + Duration.ofMinutes(20).toNanos();
        while (true) {
            var answer = json(server.get(user, path, JSON_TYPE).body());
            if (there.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("Waited in vain: " + path);
            }
            Server.pause(Duration.ofMillis(20));
        }
    }

    private static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
