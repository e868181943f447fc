package org.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final Map<String, ?> APPROVE = Map.of("variables", Map.of("decision", Map.of("value", "approve")));
    private static final String OWN_ACCOUNT = "--countersign.payment.iban=DE02100100100006820101";
    private static final int PER_ORDER = 50;
    private static final int CLIENTS = 4;

    /** Whose invoices come in the batch: each gets a transfer of the payment run. */
    private static final int FIRST_OF_BATCH = 10;

    private static final int SUPPLIERS = 20;

    private final Report report;
    private final Path directory;
    private final int lines;
    private final int batch;
    private final int run;
    private final int times;

    InvoiceBench(Report report, Path directory, boolean smoke) {
        this.report = report;
        this.directory = directory;
        this.lines = smoke ? 100 : Integer.getInteger("bench.lines", 1_000);
        this.batch = smoke ? 100 : Integer.getInteger("bench.invoices", 10_000);
        this.run = smoke ? 50 : Integer.getInteger("bench.run", 1_000);
        this.times = smoke ? 2 : Integer.getInteger("bench.times", 5);
    }

    void run(List<Database> databases) {
        report.heading("Invoices");
        report.say(("One invoice of %,d lines, %d times after one that does not count, each for an order of its own; then %,d"
                        + " invoices of one line of %d suppliers, %d for each order, handed in by %d clients over REST while the"
                        + " server matches what it has; then a payment run of %,d of them. Processor time is the server's without"
                        + " its compilers, its memory (RSS) the most that it held meanwhile.")
                .formatted(lines, times, batch, SUPPLIERS - FIRST_OF_BATCH, PER_ORDER, CLIENTS, run));
        var table = new Table("what", "database", "time", "processor", "memory", "load before");
        for (var database : databases) {
            try (var server = Server.product(directory.resolve(database.name()), database, OWN_ACCOUNT)) {
                server.suppliers(0, FIRST_OF_BATCH);
                for (var id = FIRST_OF_BATCH; id < SUPPLIERS; id++) {
                    addWithAccount(server, id);
                }
                new Measured(server, database, table).all();
            }
        }
        report.table(table);
    }

    /** All of it on one server. */
    private final class Measured {

        private final Server server;
        private final Database database;
        private final Table table;
        private final Page clerk;
        private final Page officer;

        Measured(Server server, Database database, Table table) {
            this.server = server;
            this.database = database;
            this.table = table;
            this.clerk = new Page(server.url(), "ap");
            this.officer = new Page(server.url(), "finance");
        }

        void all() {
            longInvoices();
            payments(batch());
        }

        private void longInvoices() {
            var captured = new ArrayList<Lap>();
            var matched = new ArrayList<Lap>();
            var read = new ArrayList<Lap>();
            var page = new ArrayList<Lap>();
            var pageOfMatch = new ArrayList<Lap>();
            for (var n = 0; n <= times; n++) {
                var supplier = Masters.supplier(n % FIRST_OF_BATCH);
                var order = order(server, supplier, "L" + n, lines, "1");
                var number = "LONG-" + n;
                var lap = new Lap(server);
                var id = post(server, "ap", "/api/v1/invoices", invoice(supplier, number, order, lines, "1"))
                        .path("id")
                        .asText();
                var capture = lap.end();
                lap = new Lap(server);
                await(server, "ap", "/api/v1/invoices/" + id, one -> !one.path("status")
                        .asText()
                        .equals("CAPTURED"));
                var match = lap.end();
                lap = new Lap(server);
                server.get("ap", "/api/v1/invoices/" + id, JSON_TYPE);
                var reading = lap.end();
                lap = new Lap(server);
                demand(clerk.status("/invoices/" + id), "/invoices/" + id);
                var shown = lap.end();
                lap = new Lap(server);
                demand(clerk.status("/invoices/" + id + "/matches/1"), "/invoices/" + id + "/matches/1");
                var compared = lap.end();
                if (n > 0) {
                    captured.add(capture);
                    matched.add(match);
                    read.add(reading);
                    page.add(shown);
                    pageOfMatch.add(compared);
                }
            }
            row("capture %,d lines over REST (median)".formatted(lines), median(captured));
            row("from then until it is matched (median)", median(matched));
            row("read it over REST (median)", median(read));
            row("its page (median)", median(page));
            row("the page of its match (median)", median(pageOfMatch));
        }

        private List<String> batch() {
            var orders = new ArrayList<String>();
            var suppliers = new ArrayList<String>();
            for (var n = 0; n < (batch + PER_ORDER - 1) / PER_ORDER; n++) {
                var supplier = Masters.supplier(FIRST_OF_BATCH + n % (SUPPLIERS - FIRST_OF_BATCH));
                suppliers.add(supplier);
                orders.add(order(server, supplier, "M" + n, 1, String.valueOf(PER_ORDER)));
            }
            var ids = new ConcurrentLinkedQueue<String>();
            var next = new AtomicInteger();
            var captured = new Lap(server);
            var matched = new Lap(server);
            var pool = Executors.newFixedThreadPool(CLIENTS);
            for (var client = 0; client < CLIENTS; client++) {
                pool.execute(() -> {
                    for (var n = next.getAndIncrement(); n < batch; n = next.getAndIncrement()) {
                        // Neighbours are of different orders, as they are in a day's mail.
                        var at = n % orders.size();
                        ids.add(post(
                                        server,
                                        "ap",
                                        "/api/v1/invoices",
                                        invoice(suppliers.get(at), "MANY-" + n, orders.get(at), 1, "1"))
                                .path("id")
                                .asText());
                    }
                });
            }
            pool.shutdown();
            try {
                if (!pool.awaitTermination(2, TimeUnit.HOURS)) {
                    throw new IllegalStateException("The batch does not end");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            var handedIn = captured.end();
            if (ids.size() != batch) {
                throw new IllegalStateException("Only " + ids.size() + " invoices were taken");
            }
            await(
                    server,
                    "ap",
                    "/api/v1/invoices?status=CAPTURED&size=1",
                    page -> page.path("totalElements").asInt() == 0);
            row("%,d invoices: until the last one is captured".formatted(batch), handedIn);
            var all = matched.end();
            row("%,d invoices: until the last one is matched".formatted(batch), all);
            row("that is %s invoices a second".formatted(Report.number(batch * 1e9 / all.nanos())), all);
            return ids.stream().sorted().limit(run).toList();
        }

        private void payments(List<String> ids) {
            for (var id : ids) {
                var task = await(
                                server,
                                "finance",
                                "/engine-rest/task?processInstanceBusinessKey=" + id,
                                answer -> answer.size() > 0)
                        .get(0)
                        .path("id")
                        .asText();
                post(server, "finance", "/engine-rest/task/" + task + "/complete", APPROVE);
            }
            for (var id : ids) {
                await(server, "finance", "/api/v1/invoices/" + id, one -> one.path("status")
                        .asText()
                        .equals("SCHEDULED"));
            }
            var lap = new Lap(server);
            demand(officer.status("/payments"), "/payments");
            row("the page of what is to be paid", lap.end());
            lap = new Lap(server);
            var number = post(server, "finance", "/api/v1/payment-runs", Map.of("invoices", ids))
                    .path("number")
                    .asText();
            row("put a payment run of %,d together".formatted(ids.size()), lap.end());
            var path = "/api/v1/payment-runs/" + number;
            lap = new Lap(server);
            var transfers =
                    post(server, "finance", path + "/release", Map.of()).path("transfers");
            row("release it", lap.end());
            lap = new Lap(server);
            demand(officer.status("/payment-runs/" + number), "/payment-runs/" + number);
            row("its page", lap.end());
            lap = new Lap(server);
            for (var transfer : transfers) {
                post(
                        server,
                        "finance",
                        path + "/transfers/" + transfer.path("number").asInt() + "/confirmation",
                        Map.of());
            }
            row("book its %,d transfers as paid".formatted(transfers.size()), lap.end());
        }

        private void row(String what, Lap lap) {
            table.row(
                    what,
                    database.label(),
                    "%,d ms".formatted(lap.nanos() / 1_000_000),
                    "%,.0f ms".formatted(lap.work()),
                    "%,d MiB".formatted(lap.memory()),
                    lap.load());
            System.out.println(database + ": " + what + ": " + lap.nanos() / 1_000_000 + " ms, "
                    + Math.round(lap.work()) + " ms of the processor");
        }
    }

    /** What something took, of time, processor and memory. */
    private static final class Lap {

        private final Server server;
        private final String load =
                Report.number(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        private final double workBefore;
        private final long begun;
        private long nanos;
        private double work;
        private long memory;

        Lap(Server server) {
            this.server = server;
            server.forgetMostMemory();
            this.workBefore = server.work();
            this.begun = System.nanoTime();
        }

        Lap end() {
            nanos = System.nanoTime() - begun;
            work = server.work() - workBefore;
            memory = server.mostMemory();
            return this;
        }

        long nanos() {
            return nanos;
        }

        double work() {
            return work;
        }

        long memory() {
            return memory;
        }

        String load() {
            return load;
        }
    }

    private static void demand(int status, String path) {
        if (status != 200) {
            throw new IllegalStateException(path + " answered " + status);
        }
    }

    private static Lap median(List<Lap> laps) {
        return laps.stream().sorted(Comparator.comparing(Lap::nanos)).toList().get(laps.size() / 2);
    }

    /** Where the money goes: without an account nothing of the supplier is paid. */
    private static void addWithAccount(Server server, int id) {
        var answer = server.post(
                "buyer",
                "/api/v1/suppliers",
                JSON_TYPE,
                text(Map.of(
                        "number", Masters.supplier(id),
                        "name", "Bench supplier " + id,
                        "email", "orders-" + id + "@bench.example",
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
                    post(server, user, "/engine-rest/task/" + task.path("id").asText() + "/complete", APPROVE);
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
        var total = new BigDecimal("0.05").multiply(BigDecimal.valueOf(lines));
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
