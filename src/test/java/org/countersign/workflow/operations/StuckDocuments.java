package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.countersign.operations.StuckWatch;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What tests of stuck documents have in common: people, and documents that get stuck. */
abstract class StuckDocuments {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcTemplate jdbc;

    /** Number, list, document and single case do not contradict each other. */
    static void everyConditionSaysTheSame(List<StuckWatch> watches) {
        for (var watch : watches) {
            var oldest = watch.oldest(5);
            assertThat(watch.count()).as(watch.condition().id()).isGreaterThanOrEqualTo(oldest.size());
            assertThat(watch.of(new DocumentNumber("PO-1995-000001"), 5)).isEmpty();
            assertThat(watch.find("none")).isEmpty();
            assertThat(watch.oldest(2)).isEqualTo(oldest.subList(0, Math.min(2, oldest.size())));
            oldest.forEach(stuck -> {
                assertThat(watch.find(stuck.subject())).contains(stuck);
                assertThat(watch.of(stuck.document(), 1000)).contains(stuck);
            });
        }
    }

    @BeforeEach
    void people() {
        if (jdbc.queryForObject(
                        "select count(*) from people where user_id = 'st-analyst' and active = true", Integer.class)
                > 0) {
            people.active("st-clerk", true);
            return;
        }
        people.add("st-boss", Group.APPROVER);
        people.add("st-anna", "st-boss", Group.REQUESTER);
        people.add("st-buyer", "st-boss", Group.PURCHASING_AGENT);
        people.add("st-clerk", "st-boss", Group.ACCOUNTS_PAYABLE);
        people.add("st-ops", "st-boss", Group.OPERATIONS);
        people.add("st-admin", "st-boss", Group.ADMINISTRATOR);
        people.add("st-audit", "st-boss", Group.AUDITOR);
        people.add("st-analyst", "st-boss", Group.PROCESS_ANALYST);
    }

    String supplier() {
        var number = "S-ST-" + RUNS.incrementAndGet();
        ok(door.as("st-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", number,
                                "name", number,
                                "email", "sales@example.net",
                                "currency", "EUR",
                                "status", "APPROVED")));
        return number;
    }

    /** A requisition whose approval waits for st-boss. */
    String inApproval(String supplier, String price) {
        var number = submitted(supplier, price);
        jobs.runDue(number);
        return number;
    }

    /** A requisition whose approval begins with the next job. */
    String submitted(String supplier, String price) {
        var costCenter = "CC-ST-" + RUNS.incrementAndGet();
        ok(door.as("st-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "st-boss")));
        var number = ok(door.as("st-anna")
                        .post(
                                "/api/v1/requisitions",
                                Map.of(
                                        "title",
                                        "Stuck",
                                        "costCenter",
                                        costCenter,
                                        "currency",
                                        "EUR",
                                        "lines",
                                        List.of(Map.of(
                                                "description", "Chair",
                                                "quantity", "1",
                                                "unit", "EA",
                                                "unitPrice", price,
                                                "supplier", supplier)))))
                .path("number")
                .asText();
        ok(door.as("st-anna").post("/api/v1/requisitions/" + number + "/submission", null));
        return number;
    }

    /** An order that is not sent yet: its first job waits. */
    String created() {
        var requisition = inApproval(supplier(), "50.00");
        return door.as("st-anna")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .get(0)
                .asText();
    }

    /** An order that was sent. */
    String dispatched() {
        var order = created();
        jobs.runDue(order);
        return order;
    }

    /** An invoice whose order does not exist, so that it waits for accounts payable. */
    String invoiceInException() {
        var supplier = supplier();
        var body = Map.of(
                "supplier", supplier,
                "number", "R-" + supplier,
                "purchaseOrder", "PO-1999-000001",
                "currency", "EUR",
                "issueDate", "2026-03-01",
                "lines",
                        List.of(Map.of(
                                "line", "1",
                                "orderLine", "1",
                                "quantity", "1",
                                "unitPrice", "50.00",
                                "netAmount", "50.00")),
                "netTotal", "50.00",
                "taxTotal", "0.00",
                "grossTotal", "50.00",
                "payable", "50.00");
        var id = ok(door.as("st-clerk").post("/api/v1/invoices", body))
                .path("id")
                .asText();
        jobs.runDue(id);
        return id;
    }

    ProcessInstance process(String key, String document) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(key)
                .processInstanceBusinessKey(document)
                .singleResult();
    }

    /** What is stuck so of this document, as operations see it. */
    Optional<JsonNode> stuck(String document, String condition) {
        return all(document, condition).stream().findFirst();
    }

    List<JsonNode> all(String document, String condition) {
        var answer = ok(door.as("st-ops").get("/api/v1/stuck?document=" + document));
        return StreamSupport.stream(answer.path("content").spliterator(), false)
                .filter(row -> row.path("condition").path("id").asText().equals(condition))
                .toList();
    }

    static List<String> remedies(JsonNode row) {
        return StreamSupport.stream(row.path("remedies").spliterator(), false)
                .map(remedy -> remedy.path("id").asText())
                .toList();
    }

    JsonNode found(String document, String condition) {
        return stuck(document, condition)
                .orElseThrow(() -> new AssertionError(document + " is not " + condition + ": "
                        + door.as("st-ops")
                                .get("/api/v1/stuck?document=" + document)
                                .text()));
    }

    TestDoor.Answer apply(JsonNode row, String remedy, Map<String, Object> wish) {
        return door.as("st-ops").post("/api/v1/stuck/" + row.path("id").asText() + "/" + remedy, wish);
    }

    void putRight(JsonNode row, String remedy, Map<String, Object> wish) {
        assertThat(ok(apply(row, remedy, wish)).path("outcome").asText()).isEqualTo("DONE");
    }

    static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }
}
