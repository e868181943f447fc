package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.shared.Group;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What tests of invoices and of their payment have in common: the people, and the way from a requisition to an invoice whose
 * payment is approved, by the same doors that everybody takes.
 */
abstract class PurchaseToPay {

    static final AtomicInteger RUNS = new AtomicInteger();
    static final Path SHARED = Path.of("..", "shared", "data");

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    Mailbox mailbox;

    @Autowired
    TaskService tasks;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcTemplate jdbc;

    int run;
    String costCenter;

    @BeforeEach
    void people() {
        people.add("iv-boss", Group.APPROVER);
        people.add("iv-anna", "iv-boss");
        people.add("iv-buyer", "iv-boss", Group.PURCHASING_AGENT);
        people.add("iv-dock", "iv-boss", Group.RECEIVER);
        people.add("iv-clerk", "iv-boss", Group.ACCOUNTS_PAYABLE);
        people.add("iv-money", "iv-boss", Group.FINANCE_OFFICER);
        people.add("iv-admin", "iv-boss", Group.ADMINISTRATOR);
        run = RUNS.incrementAndGet();
        costCenter = "CC-IV-" + run;
        ok(door.as("iv-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "iv-boss")));
    }

    String invoiced(String order) {
        return read("iv-buyer", "/api/v1/purchase-orders/" + order)
                .path("lines")
                .get(0)
                .path("invoiced")
                .asText();
    }

    void giveBack(String order, String quantity) {
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "Broken", "lines", List.of(Map.of("line", 1, "quantity", quantity)))));
    }

    String approved(String number) {
        var supplier = supplier("Paid " + number, null);
        var order = order(supplier, "EUR", line("Chairs", "4", "EA", "50.00", "0", null));
        receive(order, "4");
        var id = capture(supplier, number, order, item("1", "4", "50.00", "200.00"), "200.00");
        jobs.runDue(id);
        assertThat(status(id)).isEqualTo("APPROVED");
        return id;
    }

    /** The whole way to an invoice over 200.00 EUR that is to be paid. */
    String scheduled(String number) {
        var id = approved(number);
        approvePayment(id);
        return id;
    }

    void approvePayment(String id) {
        answerApproval(id, "iv-money", "approve", null);
    }

    void answerApproval(String id, String user, String decision, String comment) {
        var open = open(id, "userTask_approve");
        assertThat(open).hasSize(1);
        assertThat(complete(open.get(0), user, decision, comment)).isEqualTo(204);
        jobs.runDue(id);
    }

    void pay(String id, Map<String, ?> body, int status) {
        var answer = door.as("iv-money").post("/api/v1/invoices/" + id + "/payment", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    void resolve(String id, String type, String user, String decision, String comment, int status) {
        assertThat(complete(task(id, type), user, decision, comment)).isEqualTo(status);
    }

    Task task(String id, String type) {
        var label = exception(id, type).path("explanation").asText();
        return open(id, "userTask_resolveException").stream()
                .filter(task -> label.equals(tasks.getVariable(task.getId(), "viewExplanation")))
                .findFirst()
                .orElseThrow();
    }

    int complete(Task task, String user, String decision, String comment) {
        var variables = new HashMap<String, Object>();
        if (decision != null) {
            variables.put("decision", Map.of("value", decision));
        }
        if (comment != null) {
            variables.put("comment", Map.of("value", comment));
        }
        return door.as(user)
                .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", variables))
                .status();
    }

    List<Task> open(String id, String definition) {
        var query = tasks.createTaskQuery().processInstanceBusinessKey(id);
        return (definition == null ? query : query.taskDefinitionKey(definition)).list();
    }

    JsonNode exception(String id, String type) {
        for (var one : invoice(id).path("match").path("exceptions")) {
            if (one.path("type").asText().equals(type)) {
                return one;
            }
        }
        throw new AssertionError(id + " has no " + type + ": " + invoice(id));
    }

    List<String> types(String id) {
        var types = new ArrayList<String>();
        invoice(id)
                .path("match")
                .path("exceptions")
                .forEach(one -> types.add(one.path("type").asText()));
        return types;
    }

    String capture(String supplier, String number, String order, Map<String, String> line, String payable) {
        return capture(supplier, number, order, List.of(line), payable);
    }

    String capture(String supplier, String number, String order, List<Map<String, String>> lines, String payable) {
        return ok(door.as("iv-clerk").post("/api/v1/invoices", body(supplier, number, order, lines, payable)))
                .path("id")
                .asText();
    }

    static Map<String, Object> body(
            String supplier, String number, String order, List<Map<String, String>> lines, String payable) {
        return new HashMap<>(Map.of(
                "supplier", supplier,
                "number", number,
                "purchaseOrder", order,
                "currency", "EUR",
                "issueDate", "2026-03-01",
                "lines", lines,
                "netTotal", payable,
                "taxTotal", "0.00",
                "grossTotal", payable,
                "payable", payable));
    }

    static Map<String, String> item(String line, String quantity, String price, String net) {
        return itemMap(line, quantity, price, net);
    }

    static Map<String, String> itemMap(String line, String quantity, String price, String net) {
        return Map.of("line", line, "orderLine", line, "quantity", quantity, "unitPrice", price, "netAmount", net);
    }

    String captureXml(String xml) {
        return ok(sendXml(xml)).path("id").asText();
    }

    TestDoor.Answer sendXml(String xml) {
        return door.as("iv-clerk")
                .send("POST", "/api/v1/invoices", BodyPublishers.ofString(xml), "Content-Type", "application/xml");
    }

    static String example(String name) throws IOException {
        try (var stream = InvoiceProcessTests.class.getResourceAsStream("/invoices/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String taxId() {
        return "DE7" + String.format("%08d", RUNS.incrementAndGet());
    }

    /** A book invoice of a sender with this tax number, to an account that nobody else has. */
    static String book(String taxId) throws IOException {
        return example("ubl21-book.xml")
                .replace("DE987654321", taxId)
                .replace("DE02100500000024290661", "DE0210050000" + String.format("%010d", RUNS.incrementAndGet()));
    }

    String supplierWithTerms(String terms) {
        var number = "S-IV-" + run + "-" + RUNS.incrementAndGet();
        ok(door.as("iv-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                number,
                                "name",
                                "Terms " + number,
                                "email",
                                "sales@example.net",
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED",
                                "paymentTerms",
                                terms,
                                "iban",
                                "FR1420041010050500013M02606")));
        return number;
    }

    String supplier(String name, String taxId) {
        return supplier(name, taxId, null);
    }

    String supplier(String name, String taxId, String iban) {
        var number = "S-IV-" + run + "-" + RUNS.incrementAndGet();
        var body = new HashMap<String, Object>(Map.of(
                "number", number, "name", name, "email", "sales@example.net", "currency", "EUR", "status", "APPROVED"));
        if (taxId != null) {
            body.put("taxId", taxId);
        }
        if (iban != null) {
            body.put("iban", iban);
        }
        ok(door.as("iv-buyer").post("/api/v1/suppliers", body));
        return number;
    }

    static Map<String, Object> line(
            String description, String quantity, String unit, String price, String rate, String category) {
        var line = new HashMap<String, Object>(Map.of(
                "description", description, "quantity", quantity, "unit", unit, "unitPrice", price, "taxRate", rate));
        if (category != null) {
            line.put("category", category);
        }
        return line;
    }

    @SafeVarargs
    final String order(String supplier, String currency, Map<String, Object>... lines) {
        var order = unsent("iv-anna", supplier, currency, lines);
        jobs.runDue(order);
        return order;
    }

    @SafeVarargs
    final String unsent(String requester, String supplier, String currency, Map<String, Object>... lines) {
        if (!currency.equals("EUR")) {
            door.as("iv-money")
                    .post("/api/v1/exchange-rates", Map.of("currency", currency, "date", "2026-01-02", "rate", "0.87"));
        }
        for (var line : lines) {
            line.put("supplier", supplier);
        }
        var number = ok(door.as(requester)
                        .post(
                                "/api/v1/requisitions",
                                Map.of(
                                        "title",
                                        "For an invoice",
                                        "costCenter",
                                        costCenter,
                                        "currency",
                                        currency,
                                        "lines",
                                        List.of(lines))))
                .path("number")
                .asText();
        ok(door.as(requester).post("/api/v1/requisitions/" + number + "/submission", null));
        jobs.runDue(number);
        open(number, "userTask_approve")
                .forEach(task ->
                        assertThat(complete(task, "iv-boss", "approve", null)).isEqualTo(204));
        jobs.runDue(number);
        return read(requester, "/api/v1/requisitions/" + number)
                .path("orders")
                .get(0)
                .asText();
    }

    void receive(String order, String quantity) {
        ok(door.as("iv-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN", "lines", List.of(Map.of("line", 1, "quantity", quantity)))));
    }

    String status(String id) {
        return invoice(id).path("status").asText();
    }

    JsonNode invoice(String id) {
        return read("iv-clerk", "/api/v1/invoices/" + id);
    }

    boolean hasEnded(String businessKey) {
        return history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(businessKey)
                        .unfinished()
                        .count()
                == 0;
    }

    JsonNode read(String user, String path) {
        return ok(door.as(user).get(path));
    }

    static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }
}
