package org.countersign.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHereIfFailed;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whole purchases over REST by a number of clients, each one after the other: from the draft to the closed order. Against
 * the bare engine the same path through the same models, where nothing but the engine's own calls is left of it.
 */
public final class PurchaseSimulation extends Simulation {

    static final String WHOLE = "whole purchase";

    private static final String NET = "250.00";
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(320);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    private final Samples samples;

    /** Says by system properties where, with how many clients, how long, and from which supplier on. */
    public PurchaseSimulation() {
        var clients = Integer.getInteger("bench.clients");
        var seconds = Integer.getInteger("bench.seconds");
        var bare = Boolean.getBoolean("bench.bare");
        samples = new Samples(Path.of(System.getProperty("bench.result")), Duration.ofSeconds(seconds));
        var number = new AtomicInteger(Integer.getInteger("bench.from"));
        Supplier<Map<String, Object>> next = () -> {
            var id = number.getAndIncrement();
            return Map.of(
                    "supplier",
                    Masters.supplier(id),
                    "request",
                    "REQ-0000-" + id,
                    "bareOrder",
                    "PO-0000-" + id,
                    "bareInvoice",
                    "INV-0000-" + id,
                    "claim",
                    "R" + id);
        };
        var purchases = scenario("purchases")
                .feed(Stream.generate(next).iterator())
                .exec(session -> samples.begun(session))
                .exec(group(WHOLE).on(bare ? barePurchase() : purchase()))
                .exec(session -> samples.whole(session));
        setUp(purchases.injectClosed(constantConcurrentUsers(clients).during(seconds)))
                .protocols(http.baseUrl(System.getProperty("bench.url"))
                        .shareConnections()
                        .maxConnectionsPerHost(Math.max(8, clients * 2))
                        .disableCaching()
                        .disableWarmUp());
    }

    /** Writes down what was measured. */
    @Override
    public void after() {
        samples.write();
    }

    private ChainBuilder purchase() {
        return exec(timed(
                        "1 write requisition",
                        as("requester", http("1 write requisition").post("/api/v1/requisitions"))
                                .body(StringBody(REQUISITION))
                                .check(status().is(201), jsonPath("$.number").saveAs("requisition"))))
                .exec(exitHereIfFailed())
                .exec(timed(
                        "2 submit",
                        as("requester", http("2 submit").post("/api/v1/requisitions/#{requisition}/submission"))
                                .check(status().is(202))))
                .exec(exitHereIfFailed())
                .exec(until("3 until the manager is asked", "task", tasksOf("manager", "#{requisition}")))
                .exec(timed("4 approve", complete("4 approve", "manager")))
                .exec(exitHereIfFailed())
                .exec(until(
                        "5 until the order is dispatched",
                        "order",
                        as("requester", http("look").get("/api/v1/requisitions/#{requisition}"))
                                .check(jsonPath("$.orders[0]").optional().saveAs("issued")),
                        as("buyer", http("look").get("/api/v1/purchase-orders/#{issued}"))
                                .check(jsonPath("$[?(@.status == 'DISPATCHED')].number")
                                        .optional()
                                        .saveAs("order"))))
                .exec(timed(
                        "6 acknowledgement",
                        as("buyer", http("6 acknowledgement").post("/api/v1/purchase-orders/#{order}/acknowledgements"))
                                .body(StringBody("{\"response\": \"ACCEPTED\", \"reference\": \"#{claim}\"}"))
                                .check(status().is(201))))
                .exec(exitHereIfFailed())
                .exec(timed(
                        "7 goods receipt",
                        as("receiver", http("7 goods receipt").post("/api/v1/purchase-orders/#{order}/goods-receipts"))
                                .body(StringBody(RECEIPT))
                                .check(status().is(201))))
                .exec(exitHereIfFailed())
                .exec(timed(
                        "8 invoice",
                        as("ap", http("8 invoice").post("/api/v1/invoices"))
                                .body(StringBody(INVOICE.replace(
                                        "#{today}",
                                        LocalDate.now(ZoneId.of("Europe/Berlin"))
                                                .toString())))
                                .check(status().is(201), jsonPath("$.id").saveAs("invoice"))))
                .exec(exitHereIfFailed())
                .exec(until("9 until finance is asked", "task", tasksOf("finance", "#{invoice}")))
                .exec(timed("10 approve payment", complete("10 approve payment", "finance")))
                .exec(exitHereIfFailed())
                .exec(until(
                        "11 until the payment is released",
                        "scheduled",
                        as("finance", http("look").get("/api/v1/invoices/#{invoice}"))
                                .check(jsonPath("$[?(@.status == 'SCHEDULED')].id")
                                        .optional()
                                        .saveAs("scheduled"))))
                .exec(timed(
                        "12 payment",
                        as("finance", http("12 payment").post("/api/v1/invoices/#{invoice}/payment"))
                                .body(StringBody("{\"reference\": \"#{claim}\"}"))
                                .check(status().in(200, 201))))
                .exec(exitHereIfFailed())
                .exec(until(
                        "13 until the order is closed",
                        "closed",
                        as("buyer", http("look").get("/api/v1/purchase-orders/#{order}"))
                                .check(jsonPath("$[?(@.status == 'CLOSED')].number")
                                        .optional()
                                        .saveAs("closed"))));
    }

    private ChainBuilder barePurchase() {
        return exec(timed("2 submit", start("2 submit", "purchase-requisition", "#{request}")))
                .exec(exitHereIfFailed())
                .exec(until("3 until the manager is asked", "task", tasksOf("manager", "#{request}")))
                .exec(timed("4 approve", complete("4 approve", "manager")))
                .exec(exitHereIfFailed())
                .exec(until("5 until the order is dispatched", "order", tasksOf("receiver", "#{bareOrder}", "order")))
                .exec(timed(
                        "6 acknowledgement",
                        as("buyer", http("6 acknowledgement").post("/engine-rest/message"))
                                .body(StringBody("""
                                {"messageName": "purchase-order.answered", "businessKey": "#{bareOrder}"}"""))
                                .check(status().is(204))))
                .exec(exitHereIfFailed())
                .exec(timed(
                        "7 goods receipt",
                        as("receiver", http("7 goods receipt").post("/bare/receipts/#{bareOrder}"))
                                .check(status().is(200))))
                .exec(exitHereIfFailed())
                .exec(timed("8 invoice", start("8 invoice", "supplier-invoice", "#{bareInvoice}")))
                .exec(exitHereIfFailed())
                .exec(until("9 until finance is asked", "task", tasksOf("finance", "#{bareInvoice}")))
                .exec(timed("10 approve payment", complete("10 approve payment", "finance")))
                .exec(exitHereIfFailed())
                .exec(until(
                        "11 until the payment is released",
                        "scheduled",
                        as(
                                        "finance",
                                        http("look")
                                                .get("/engine-rest/execution?"
                                                        + "messageEventSubscriptionName=supplier-invoice.paid"
                                                        + "&businessKey=#{bareInvoice}"))
                                .check(jsonPath("$[0].id").optional().saveAs("scheduled"))))
                .exec(timed(
                        "12 payment",
                        as("finance", http("12 payment").post("/bare/payments/#{bareOrder}/#{bareInvoice}"))
                                .check(status().is(200))))
                .exec(exitHereIfFailed())
                .exec(until(
                        "13 until the order is closed",
                        "closed",
                        as("buyer", http("look").get("/engine-rest/process-instance/count?businessKey=#{bareOrder}"))
                                .check(jsonPath("$[?(@.count == 0)].count")
                                        .optional()
                                        .saveAs("closed"))));
    }

    private static HttpRequestActionBuilder as(String user, HttpRequestActionBuilder request) {
        return request.basicAuth(user, user).header("Content-Type", "application/json");
    }

    private static HttpRequestActionBuilder start(String name, String process, String key) {
        return as("requester", http(name).post("/engine-rest/process-definition/key/" + process + "/start"))
                .body(StringBody("{\"businessKey\": \"" + key + "\"}"))
                .check(status().is(200));
    }

    private static HttpRequestActionBuilder complete(String name, String user) {
        return as(user, http(name).post("/engine-rest/task/#{task}/complete"))
                .body(StringBody("""
                        {"variables": {"decision": {"value": "approve"}, "comment": {"value": "Fine"}}}"""))
                .check(status().is(204));
    }

    private static HttpRequestActionBuilder tasksOf(String user, String document) {
        return tasksOf(user, document, "task");
    }

    private static HttpRequestActionBuilder tasksOf(String user, String document, String as) {
        return as(user, http("look").get("/engine-rest/task?processInstanceBusinessKey=" + document))
                .check(jsonPath("$[0].id").optional().saveAs(as));
    }

    private ChainBuilder timed(String name, HttpRequestActionBuilder request) {
        return exec(session -> session.set("from", System.nanoTime()))
                .exec(request)
                .exec(session -> samples.step(session, name));
    }

    /**
     * Looks again until it is there, after 20 ms, and after twice as long each time, as a client does that does not want to
     * keep the server busy with looking. The figure is how long that took; what looking costs is in it on both sides.
     */
    private ChainBuilder until(String name, String found, HttpRequestActionBuilder... looks) {
        var looking = exec(session -> session);
        for (int i = 0; i < looks.length; i++) {
            var needed = i == 0 ? null : "issued";
            looking = needed == null
                    ? looking.exec(looks[i].silent())
                    : looking.exec(doIf(session -> session.contains(needed)).then(exec(looks[i].silent())));
        }
        return exec(session -> session.remove(found).set("from", System.nanoTime()).set("pause", FIRST_LOOK))
                .exec(group(name)
                        .on(asLongAsDuring(session -> !session.contains(found), GIVE_UP)
                                .on(looking.exec(doIf(session -> !session.contains(found))
                                        .then(pause(session -> session.<Duration>get("pause")), exec(PurchaseSimulation::longerPause))))))
                .exec(session -> session.contains(found) ? samples.step(session, name) : failed(session, name))
                .exec(exitHereIfFailed());
    }

    private static Session longerPause(Session session) {
        var longer = session.<Duration>get("pause").multipliedBy(2);
        return session.set("pause", longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer);
    }

    private static Session failed(Session session, String name) {
        System.err.println("Waited in vain: " + name + " " + session.getString("request"));
        return session.markAsFailed();
    }

    private static final String REQUISITION = """
            {"title": "Workshop #{supplier}", "costCenter": "CC-100", "currency": "EUR", "lines": [
              {"description": "Chair", "quantity": "2", "unitPrice": "25.00", "taxRate": "19", "supplier": "#{supplier}"},
              {"description": "Lamp", "quantity": "5", "unitPrice": "10.00", "taxRate": "19", "supplier": "#{supplier}"},
              {"description": "Table", "quantity": "1", "unitPrice": "150.00", "taxRate": "19", "supplier": "#{supplier}"}]}
            """;

    private static final String RECEIPT = """
            {"deliveryNote": "#{claim}", "lines": [
              {"line": 1, "quantity": "2"}, {"line": 2, "quantity": "5"}, {"line": 3, "quantity": "1"}]}
            """;

    private static final String INVOICE = """
            {"supplier": "#{supplier}", "number": "#{claim}", "issueDate": "#{today}", "currency": "EUR",
             "purchaseOrder": "#{order}", "lines": [
              {"line": "1", "orderLine": "1", "description": "Chair", "quantity": "2", "unit": "EA", "unitPrice": "25.00",
               "netAmount": "50.00", "taxRate": "19"},
              {"line": "2", "orderLine": "2", "description": "Lamp", "quantity": "5", "unit": "EA", "unitPrice": "10.00",
               "netAmount": "50.00", "taxRate": "19"},
              {"line": "3", "orderLine": "3", "description": "Table", "quantity": "1", "unit": "EA", "unitPrice": "150.00",
               "netAmount": "150.00", "taxRate": "19"}],
             "netTotal": "%s", "taxTotal": "47.50", "grossTotal": "297.50", "payable": "297.50"}
            """.formatted(NET);
}
