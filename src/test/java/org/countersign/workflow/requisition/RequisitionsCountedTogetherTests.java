package org.countersign.workflow.requisition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalManagement;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CountersignTest
class RequisitionsCountedTogetherTests {

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
    TaskService tasks;

    @Autowired
    ApprovalManagement approvals;

    @Autowired
    JdbcTemplate jdbc;

    private String anna;
    private String ben;
    private String boss;
    private String admin;
    private String center;
    private String supplier;
    private String other;

    @BeforeEach
    void people() {
        var run = "ct" + RUNS.incrementAndGet();
        anna = run + "-anna";
        ben = run + "-ben";
        boss = run + "-boss";
        admin = run + "-admin";
        center = "CC-" + run;
        supplier = "S-" + run;
        other = "S-OTHER-" + run;
        people.add(boss, Group.APPROVER, Group.FINANCE_OFFICER);
        people.add(anna, boss, Group.REQUESTER);
        people.add(ben, boss, Group.REQUESTER);
        people.add(admin, boss, Group.ADMINISTRATOR, Group.PURCHASING_AGENT);
        door.as(admin)
                .post("/api/v1/cost-centers", Map.of("code", center, "name", "Tests", "owner", boss))
                .expect(201);
        for (var number : List.of(supplier, other)) {
            door.as(admin)
                    .post(
                            "/api/v1/suppliers",
                            Map.of("number", number, "name", number, "currency", "EUR", "status", "APPROVED"))
                    .expect(201);
        }
    }

    @Test
    @DisplayName("R10: two requisitions that reach a threshold together, to the cent, are asked as one")
    void togetherTheyReachTheThreshold() {
        submitted(anna, "400.01", supplier);
        var second = submitted(anna, "599.99", supplier);

        assertThat(roles(second)).containsExactly("1 line-manager", "2 cost-center-owner");
        assertThat(reason(second))
                .isEqualTo("From 100.00 the line manager approves;"
                        + " with 1 earlier requisition of the last 30 days: EUR 1,000.00");
    }

    @Test
    @DisplayName("R10: one cent below the threshold it is not reached")
    void oneCentBelow() {
        submitted(anna, "400.00", supplier);

        assertThat(roles(submitted(anna, "599.99", supplier))).containsExactly("1 line-manager");
    }

    @Test
    @DisplayName("R10: small ones that a rule would approve are not, once they are many")
    void manySmallOnes() {
        assertThat(roles(submitted(anna, "33.33", supplier))).containsExactly("0 automatic");
        assertThat(roles(submitted(anna, "33.33", supplier))).containsExactly("0 automatic");
        assertThat(roles(submitted(anna, "33.33", supplier))).containsExactly("0 automatic");

        var fourth = submitted(anna, "0.01", supplier);

        assertThat(roles(fourth)).containsExactly("1 line-manager");
        assertThat(reason(fourth)).endsWith("with 3 earlier requisitions of the last 30 days: EUR 100.00");
    }

    @Test
    @DisplayName("R10: what others asked, or what was asked of another supplier, does not count")
    void onlyTheSamePersonAndSupplierCount() {
        submitted(ben, "900.00", supplier);
        submitted(anna, "900.00", other);

        assertThat(roles(submitted(anna, "900.00", supplier))).containsExactly("1 line-manager");
    }

    @Test
    @DisplayName("R10: a draft, what was withdrawn and what was rejected do not count")
    void whatIsNotAskedAnyMoreDoesNotCount() {
        draft(anna, "900.00", "EUR", supplier);
        var withdrawn = submitted(anna, "900.00", supplier);
        door.as(anna)
                .post("/api/v1/requisitions/" + withdrawn + "/withdrawal", Map.of("reason", "Found one"))
                .expect(200);
        var rejected = submitted(anna, "900.00", supplier);
        answer(rejected, "reject");

        assertThat(roles(submitted(anna, "900.00", supplier))).containsExactly("1 line-manager");
    }

    @Test
    @DisplayName("R10: what was sent back counts, and counts the others when it comes again")
    void whatWasSentBackCounts() {
        var first = submitted(anna, "600.00", supplier);
        answer(first, "return");

        var second = submitted(anna, "600.00", supplier);
        assertThat(roles(second)).containsExactly("1 line-manager", "2 cost-center-owner");

        var revise = tasks.createTaskQuery()
                .processInstanceBusinessKey(first)
                .taskDefinitionKey("userTask_reviseRequisition")
                .singleResult();
        door.as(anna)
                .post(
                        "/engine-rest/task/" + revise.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "resubmit"))))
                .expect(204);
        jobs.runDue(first);

        assertThat(roles(first)).containsExactly("1 line-manager", "1 line-manager", "2 cost-center-owner");
    }

    @Test
    @DisplayName("R10: what was approved and ordered counts; a cancelled order does not")
    void aCancelledOrderDoesNotCount() {
        var ordered = submitted(anna, "99.99", supplier);
        jobs.runDue(ordered);
        var order = read(ordered).path("orders").path(0).asText();
        assertThat(order).isNotEmpty();
        assertThat(roles(submitted(anna, "0.01", supplier))).containsExactly("1 line-manager");

        door.as(admin)
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "Not needed"))
                .expect(201);

        assertThat(roles(submitted(anna, "99.98", supplier))).containsExactly("0 automatic");
    }

    @Test
    @DisplayName("R10: other currencies count at the rate of the day on which they were submitted")
    void otherCurrenciesCountAtTheirOwnRate() {
        rate("NOK", "2026-03-01", "11");
        rate("NOK", "2026-03-05", "5");
        submitted(anna, "4400.00", "NOK", supplier);
        clock.set(Instant.parse("2026-03-06T09:00:00Z"));

        assertThat(roles(submitted(anna, "599.99", supplier))).containsExactly("1 line-manager");
        assertThat(reason(submitted(anna, "0.01", supplier)))
                .endsWith("with 2 earlier requisitions of the last 30 days: EUR 1,000.00");
    }

    @Test
    @DisplayName("R02, R10: a rate that is corrected afterwards changes nothing of what was asked before")
    void aCorrectedRateChangesNothing() {
        rate("RON", "2026-03-01", "11");
        submitted(anna, "4400.00", "RON", supplier);
        door.as(anna + "-finance")
                .put("/api/v1/exchange-rates/RON/2026-03-01", Map.of("rate", "5"))
                .expect(200);

        assertThat(reason(submitted(anna, "599.99", supplier)))
                .endsWith("with 1 earlier requisition of the last 30 days: EUR 999.99");
    }

    @Test
    @DisplayName("R10: what is asked without a supplier counts once one is named, before any order is made")
    void aSupplierNamedLaterCounts() {
        var first = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
        answer(first, "approve");
        var second = submitted(anna, "600.00", supplier);
        assertThat(roles(second))
                .as("nothing is known to be of the same supplier yet")
                .containsExactly("1 line-manager");
        answer(second, "approve");

        nameSupplier(first, supplier);

        var again = read(first);
        assertThat(again.path("status").asText()).isEqualTo("IN_APPROVAL");
        assertThat(again.path("orders")).isEmpty();
        assertThat(roles(first))
                .as("the line manager is not asked twice")
                .containsExactly("1 line-manager", "2 cost-center-owner");
        assertThat(again.path("approvals").path(1).path("cycle").asInt()).isEqualTo(2);
        assertThat(again.path("approvals").path(1).path("reason").asText())
                .endsWith("with 1 earlier requisition of the last 30 days: EUR 1,200.00");

        answer(first, "approve");

        assertThat(read(first).path("status").asText()).isEqualTo("ORDERED");
        assertThat(read(first).path("orders")).hasSize(1);
    }

    @Test
    @DisplayName(
            "R10: of two that had no supplier the second one to get the same is approved again, and the first one is"
                    + " not")
    void twoWithoutASupplier() {
        var first = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
        answer(first, "approve");
        var second = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
        answer(second, "approve");

        nameSupplier(first, supplier);
        nameSupplier(second, other);
        assertThat(read(first).path("status").asText()).isEqualTo("ORDERED");
        assertThat(read(second).path("status").asText())
                .as("honest people are asked for nothing more")
                .isEqualTo("ORDERED");

        var third = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
        answer(third, "approve");
        nameSupplier(third, other);
        answer(third, "reject");
        assertThat(read(third).path("status").asText()).isEqualTo("REJECTED");
        assertThat(read(third).path("orders")).isEmpty();
    }

    @Test
    @DisplayName(
            "R09: what is sent back in a further round is approved from the start, and its supplier is asked for again")
    void sentBackInAFurtherRound() {
        var first = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
        answer(first, "approve");
        submitted(anna, "600.00", supplier);
        nameSupplier(first, supplier);
        answer(first, "return");
        door.as(anna)
                .put(
                        "/api/v1/requisitions/" + first,
                        Map.of("title", "Chairs", "costCenter", center, "lines", List.of(lineWithoutSupplier("500"))))
                .expect(200);
        clock.advance(java.time.Duration.ofMinutes(1));
        submit(anna, first);
        assertThat(roles(first)).hasSize(3).endsWith("1 line-manager");

        answer(first, "approve");

        assertThat(read(first).path("status").asText()).isEqualTo("APPROVED");
        assertThat(jdbc.queryForObject(
                        "select count(*) from mails where document = ? and message_key like ?",
                        Integer.class,
                        first,
                        "supplier-missing/%/" + admin))
                .isEqualTo(2);
        nameSupplier(first, other);
        assertThat(read(first).path("status").asText()).isEqualTo("ORDERED");
    }

    @Test
    @DisplayName(
            "R10: a supplier who is named late takes nothing out of the window, which begins before the submission")
    void aSupplierNamedLate() {
        clock.set(Instant.parse("2026-03-02T09:00:00Z"));
        submitted(anna, "600.00", supplier);
        clock.set(Instant.parse("2026-03-22T09:00:00Z"));
        var second = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
        answer(second, "approve");
        clock.set(Instant.parse("2026-04-20T09:00:00Z"));

        nameSupplier(second, supplier);

        assertThat(roles(second)).containsExactly("1 line-manager", "2 cost-center-owner");
    }

    @Test
    @DisplayName("R01, R10: in a process whose model is older no order is made either before the approval is in again")
    void aSupplierNamedLaterInAnOlderModel() {
        var id = deploy("purchase-requisition.bpmn", "/bpmn/", RequisitionsCountedTogetherTests::withoutApprovalAgain);
        try {
            var first = submit(anna, create(anna, "EUR", List.of(lineWithoutSupplier("600.00"))));
            answer(first, "approve");
            submitted(anna, "600.00", supplier);

            nameSupplier(first, supplier);

            assertThat(read(first).path("status").asText()).isEqualTo("IN_APPROVAL");
            assertThat(read(first).path("orders")).isEmpty();
            answer(first, "approve");
            assertThat(read(first).path("status").asText()).isEqualTo("ORDERED");
            assertThat(read(first).path("orders")).hasSize(1);
        } finally {
            undeploy(id);
        }
    }

    /** The model as it was when nothing led from naming a supplier back to the approval. */
    private static String withoutApprovalAgain(String model) {
        var flow = model.indexOf("<bpmn:sequenceFlow id=\"flow_approvalAgain\"");
        assertThat(flow).isPositive();
        return model.substring(0, flow)
                + model.substring(flow).replaceFirst("\\$\\{requisitionGate\\.inApproval\\([^}]*}", "\\${false}");
    }

    @Test
    @DisplayName("R10, R03: an earlier one whose currency has no rate is nothing to guess at")
    void anEarlierOneWithoutARate() {
        var first = submitted(anna, "500.00", "MAD", supplier);

        var second = submitted(anna, "500.00", supplier);

        assertThat(roles(second)).isEmpty();
        assertThat(failure(second)).contains("no exchange rate for MAD (" + first + ")");

        rate("MAD", "2026-03-01", "1");
        assertThat(roles(submitted(anna, "0.01", supplier))).containsExactly("1 line-manager", "2 cost-center-owner");
    }

    @Test
    @DisplayName("R10: the window begins at midnight of the organisation, thirty days before")
    void theWindowBeginsAtMidnightOfTheOrganisation() {
        clock.set(Instant.parse("2026-04-30T22:00:00Z"));
        submitted(anna, "500.00", supplier);

        clock.set(Instant.parse("2026-05-31T21:59:59Z"));
        assertThat(roles(submitted(anna, "500.00", supplier))).containsExactly("1 line-manager", "2 cost-center-owner");
        clock.set(Instant.parse("2026-05-31T22:00:00Z"));
        assertThat(reason(submitted(anna, "500.00", supplier)))
                .endsWith("with 1 earlier requisition of the last 30 days: EUR 1,000.00");
    }

    @Test
    @DisplayName("R10: the clocks' change makes no day shorter or longer")
    void theWindowAcrossTheChangeOfClocks() {
        clock.set(Instant.parse("2026-03-14T22:59:59Z"));
        submitted(anna, "500.00", supplier);
        clock.set(Instant.parse("2026-03-14T23:00:00Z"));
        submitted(anna, "300.00", supplier);

        clock.set(Instant.parse("2026-04-14T21:30:00Z"));
        assertThat(reason(submitted(anna, "200.00", supplier)))
                .endsWith("with 1 earlier requisition of the last 30 days: EUR 500.00");
    }

    @Test
    @DisplayName("R10: of several suppliers each counts for its own lines, always with the whole document")
    void severalSuppliers() {
        submitted(anna, "300.00", other);

        var second = submit(anna, create(anna, "EUR", List.of(line("350.00", supplier), line("350.00", other))));

        assertThat(roles(second)).containsExactly("1 line-manager", "2 cost-center-owner");
    }

    @Test
    @DisplayName("R10: of those submitted at the same instant, all but one are counted together with another")
    void atTheSameInstant() throws Exception {
        var drafts = new ArrayList<String>();
        for (var i = 0; i < 4; i++) {
            drafts.add(draft(anna, "600.00", "EUR", supplier));
        }
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(drafts.size());
        try {
            var answers = drafts.stream()
                    .map(draft -> pool.submit(() -> {
                        start.await();
                        return door.as(anna)
                                .post("/api/v1/requisitions/" + draft + "/submission", null)
                                .status();
                    }))
                    .toList();
            start.countDown();
            for (var answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(202);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(drafts.stream().filter(draft -> roles(draft).equals(List.of("1 line-manager"))))
                .hasSize(1);
    }

    @Test
    @DisplayName("R02, R10: what was counted is frozen with the facts")
    void whatWasCountedIsFrozen() {
        submitted(anna, "400.00", supplier);
        var second = submitted(anna, "700.50", supplier);

        assertThat(jdbc.queryForObject("select facts from approval_cycles where document = ?", String.class, second))
                .contains("\"amount\":\"700.5", "\"accumulatedAmount\":\"1100.5", "\"accumulatedDays\":30")
                .contains("\"accumulatedRequests\":1", "\"supplier\":\"" + supplier + "\"");
    }

    @Test
    @DisplayName("R10, R03: a table that names no days sends what would count to an administrator, and nothing else")
    void aTableWithoutDays() {
        assertThat(roles(submitted(anna, "500.00", supplier))).containsExactly("1 line-manager");
        var id = deploy("<text>30</text>", "<text></text>");
        try {
            var second = submitted(anna, "600.00", supplier);
            assertThat(roles(second)).isEmpty();
            assertThat(failure(second)).contains("accumulation-policy");
            assertThat(roles(submitted(anna, "600.00", other))).containsExactly("1 line-manager");
        } finally {
            undeploy(id);
        }
        var none = deploy("<text>30</text>", "<text>0</text>");
        try {
            assertThat(roles(submitted(anna, "600.00", supplier))).containsExactly("1 line-manager");
        } finally {
            undeploy(none);
        }
    }

    @Autowired
    org.camunda.bpm.engine.RepositoryService repository;

    private String deploy(String replaced, String replacement) {
        return deploy("accumulation-policy.dmn", "/dmn/", table -> table.replace(replaced, replacement));
    }

    private String deploy(String name, String folder, java.util.function.UnaryOperator<String> changed) {
        try {
            var model = new String(
                    getClass().getResourceAsStream(folder + name).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            return repository
                    .createDeployment()
                    .addString(name, changed.apply(model))
                    .deploy()
                    .getId();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void undeploy(String id) {
        repository.deleteDeployment(id, true);
    }

    private void rate(String currency, String date, String rate) {
        people.add(anna + "-finance", Group.FINANCE_OFFICER);
        door.as(anna + "-finance")
                .post("/api/v1/exchange-rates", Map.of("currency", currency, "date", date, "rate", rate))
                .expect(201);
    }

    private String draft(String user, String price, String currency, String of) {
        return create(user, currency, List.of(line(price, of)));
    }

    private String create(String user, String currency, List<Map<String, Object>> lines) {
        return door.as(user)
                .post(
                        "/api/v1/requisitions",
                        Map.of("title", "Chairs", "costCenter", center, "currency", currency, "lines", lines))
                .expect(201)
                .json()
                .path("number")
                .asText();
    }

    private static Map<String, Object> line(String price, String of) {
        return new HashMap<>(Map.of("description", "Chair", "quantity", "1", "unitPrice", price, "supplier", of));
    }

    private static Map<String, Object> lineWithoutSupplier(String price) {
        var line = line(price, "");
        line.remove("supplier");
        return line;
    }

    private void nameSupplier(String requisition, String of) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition)
                .taskDefinitionKey("userTask_nameSupplier")
                .singleResult();
        door.as(admin)
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", "done"), "supplier", Map.of("value", of))))
                .expect(204);
        jobs.runDue(requisition);
    }

    private String submitted(String user, String price, String of) {
        return submitted(user, price, "EUR", of);
    }

    private String submitted(String user, String price, String currency, String of) {
        return submit(user, draft(user, price, currency, of));
    }

    private String submit(String user, String number) {
        door.as(user)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private void answer(String requisition, String decision) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
        door.as(boss)
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of(
                                "variables",
                                Map.of(
                                        "decision",
                                        Map.of("value", decision),
                                        "comment",
                                        Map.of("value", "Think again"))))
                .expect(204);
        jobs.runDue(requisition);
    }

    private JsonNode read(String requisition) {
        return door.as(anna)
                .get("/api/v1/requisitions/" + requisition)
                .expect(200)
                .json();
    }

    private List<String> roles(String requisition) {
        var roles = new ArrayList<String>();
        read(requisition)
                .path("approvals")
                .forEach(entry -> roles.add(
                        entry.path("level").asInt() + " " + entry.path("role").asText()));
        return roles;
    }

    private String reason(String requisition) {
        return read(requisition).path("approvals").path(0).path("reason").asText();
    }

    private String failure(String requisition) {
        return jdbc.queryForObject("select failure from approval_cycles where document = ?", String.class, requisition);
    }
}
