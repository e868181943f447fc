package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.support.Caller.by;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.AnswerLinks;
import org.countersign.approval.ApprovalHandover;
import org.countersign.approval.ApprovalManagement;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Requisitions for several cost centres, by REST, Tasklist’s tasks and the page, from the submission to the orders. */
@CountersignTest
class LineApprovalProcessTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    AnswerLinks links;

    @Autowired
    ApprovalManagement approvals;

    @Autowired
    ApprovalHandover handover;

    @Autowired
    WebApplicationContext server;

    @Autowired
    RepositoryService repository;

    @Autowired
    EntityManagerFactory entities;

    private final List<String> deployments = new ArrayList<>();
    private String run;
    private String anna;
    private String boss;
    private String ada;
    private String bob;
    private String buyer;

    @BeforeEach
    void organisation() {
        run = "ln" + RUNS.incrementAndGet();
        anna = run + "-anna";
        boss = run + "-boss";
        ada = run + "-ada";
        bob = run + "-bob";
        buyer = run + "-buyer";
        people.add(boss, Group.APPROVER);
        people.add(anna, boss, Group.REQUESTER);
        people.add(ada, boss, Group.APPROVER);
        people.add(bob, boss, Group.APPROVER);
        people.add(buyer, boss, Group.PURCHASING_AGENT);
        people.add(run + "-admin", boss, Group.ADMINISTRATOR);
        for (var owner : List.of(ada, bob)) {
            door.as(run + "-admin")
                    .post("/api/v1/cost-centers", Map.of("code", "CC-" + owner, "name", "Tests", "owner", owner))
                    .expect(201);
        }
        for (var supplier : List.of("S-A", "S-B")) {
            door.as(buyer)
                    .post(
                            "/api/v1/suppliers",
                            Map.of(
                                    "number",
                                    supplier + run,
                                    "name",
                                    "Supplier " + supplier,
                                    "email",
                                    supplier.toLowerCase(Locale.ROOT) + run + "@example.net",
                                    "currency",
                                    "EUR",
                                    "status",
                                    "APPROVED"))
                    .expect(201);
        }
    }

    @AfterEach
    void theShippedTableAgain() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    @DisplayName("As shipped each owner sees and decides on their lines, and a rejection rejects the whole")
    void asShipped() {
        var number = submitted();
        complete(number, boss, "approve", null, 204);

        assertThat(marks(number, ada)).containsExactly("for you to decide", "", "for you to decide");
        assertThat(marks(number, bob)).containsExactly("", "for you to decide", "");
        assertThat(variable(number, bob, "viewReason")).contains("asked about line 2 of 3 only");
        assertThat(variable(number, bob, "viewLinesAlone")).isEmpty();
        assertThat(answers(number).findValuesAsText("role")).contains("cost-center-owner");
        assertThat(page("/requisitions/" + number, anna, Group.REQUESTER)).contains("asked about lines 1, 3 of 3 only");

        complete(number, bob, "reject", "2", 422);
        complete(number, bob, "reject", null, 204);
        jobs.runDue(number);

        assertThat(requisition(number).path("status").asText()).isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("R01: a line that its owner rejects forms no order, the rest is bought, and everybody sees why")
    void theRestIsBought() {
        deployAlone();
        var number = submitted();
        complete(number, boss, "approve", null, 204);
        complete(number, ada, "approve", "1", 422);
        complete(number, ada, "reject", "2", 422);
        complete(number, ada, "reject", "3", 204);

        assertThat(marks(number, bob))
                .containsExactly("", "for you to decide", "rejected by " + nameOf(ada) + ": So I say");
        assertThat(variable(number, bob, "viewFacts")).contains("Without rejected lines", "1,001.00");
        assertThat(answerPage(number, bob))
                .contains("for you to decide", "rejected by " + nameOf(ada) + ": So I say", "name=\"lines\"");
        complete(number, bob, "approve", null, 204);
        jobs.runDue(number);

        var shown = requisition(number);
        assertThat(shown.path("status").asText()).isEqualTo("ORDERED");
        assertThat(new BigDecimal(shown.path("total").asText())).isEqualByComparingTo("1001.00");
        assertThat(shown.path("lines").get(2).path("rejectedBy").asText()).isEqualTo(ada);
        assertThat(shown.path("lines").get(2).path("rejection").asText()).isEqualTo("So I say");
        assertThat(shown.path("lines").get(0).path("rejectedBy").isNull()).isTrue();
        assertThat(answers(number).toString()).contains("LINES_REJECTED", "\"rejectedLines\":[3]", "\"lines\":[1,3]");
        assertThat(shown.path("orders")).hasSize(2);
        var first = door.as(buyer)
                .get("/api/v1/purchase-orders/" + shown.path("orders").get(0).asText())
                .expect(200)
                .json();
        assertThat(first.path("lines")).hasSize(1);
        var page = page("/requisitions/" + number, anna, Group.REQUESTER);
        assertThat(page).contains("Rejected by " + nameOf(ada) + ": So I say", "Without rejected lines");
    }

    @Test
    @DisplayName("R09: with all lines rejected by their owners the requisition is rejected, with the words of both")
    void nothingIsLeft() {
        deployAlone();
        var number = submitted();
        complete(number, boss, "approve", null, 204);
        complete(number, ada, "reject", null, 204);
        complete(number, bob, "reject", null, 204);
        jobs.runDue(number);

        var shown = requisition(number);
        assertThat(shown.path("status").asText()).isEqualTo("REJECTED");
        assertThat(shown.path("note").asText()).contains("1, 3 – ", nameOf(ada), "2 – ", nameOf(bob));
        assertThat(shown.path("orders")).isEmpty();
    }

    @Test
    @DisplayName("R05: who has answered about some lines finds the question about the others among theirs")
    void askedAgainAboutOtherLines() {
        people.add(bob, ada, Group.APPROVER);
        var number = submitted();
        complete(number, boss, "approve", null, 204);
        complete(number, ada, "approve", null, 204);
        assertThat(door.as(ada).get("/api/v1/approvals").json().toString()).doesNotContain(number);
        people.active(bob, false);
        handover.review(number + "/1");
        assertThat(door.as(ada).get("/api/v1/approvals").json().toString()).contains(number);
        assertThat(page("/approvals", ada, Group.APPROVER)).contains(number);
        complete(number, ada, "approve", null, 204);
        assertThat(requisition(number).path("status").asText()).isEqualTo("ORDERED");
        people.active(bob, true);
    }

    @Test
    @DisplayName("R05: what somebody who has answered about lines finds is read at once, however many rounds that were")
    void manyAnswersAboutLinesAreReadAtOnce() {
        var ended = submitted();
        List.of(boss, ada, bob).forEach(person -> complete(ended, person, "approve", null, 204));
        answeredByAda();
        var few = statementsOfTheList();

        List.of(1, 2, 3).forEach(number -> answeredByAda());

        assertThat(statementsOfTheList()).isEqualTo(few).isLessThanOrEqualTo(3);
        assertThat(door.as(ada).get("/api/v1/approvals").json().toString()).doesNotContain(ended);
    }

    private void answeredByAda() {
        var number = submitted();
        complete(number, boss, "approve", null, 204);
        complete(number, ada, "approve", null, 204);
    }

    private long statementsOfTheList() {
        var statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        door.as(ada).get("/api/v1/approvals").expect(200);
        statistics.setStatisticsEnabled(false);
        return statistics.getPrepareStatementCount();
    }

    @Test
    @DisplayName("A table deployed before the column was there asks about whole documents, as it did")
    void aTableWithoutTheColumn() {
        deploy(policy().replaceAll("(?s)\\s*<output id=\"output_lines\".*?</output>", "")
                .replaceAll("(?s)\\s*<outputEntry id=\"\\w+_lines\">.*?</outputEntry>", ""));
        var number = submitted();
        complete(number, boss, "approve", null, 204);

        assertThat(marks(number, bob)).containsExactly("", "", "");
        complete(number, bob, "approve", null, 204);
        complete(number, ada, "approve", null, 204);
        jobs.runDue(number);
        assertThat(requisition(number).path("orders")).hasSize(2);
    }

    // ---- table

    private String policy() {
        try (var stream = getClass().getResourceAsStream("/dmn/approval-policy.dmn")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deployAlone() {
        deploy(policy().replace("<text>\"own\"</text>", "<text>\"own-alone\"</text>"));
    }

    private void deploy(String table) {
        assertThat(table).isNotEqualTo(policy());
        deployments.add(repository
                .createDeployment()
                .addString("approval-policy.dmn", table)
                .deploy()
                .getId());
    }

    // ---- documents

    /** Three lines of two suppliers: the first and the last are paid by Ada’s cost centre, the second by Bob’s. */
    private String submitted() {
        var number = door.as(anna)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Chairs",
                                "costCenter",
                                "CC-" + ada,
                                "lines",
                                List.of(
                                        line("Chair", "1.001", "1000.00", "S-A", null),
                                        line("Screw", "0.001", "4.99", "S-B", "CC-" + bob),
                                        line("Table", "1", "500.00", "S-B", null))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as(anna)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private Map<String, Object> line(String what, String quantity, String price, String supplier, String costCenter) {
        var line = new HashMap<String, Object>(
                Map.of("description", what, "quantity", quantity, "unitPrice", price, "supplier", supplier + run));
        if (costCenter != null) {
            line.put("costCenter", costCenter);
        }
        return line;
    }

    private JsonNode requisition(String number) {
        return door.as(anna).get("/api/v1/requisitions/" + number).expect(200).json();
    }

    private JsonNode answers(String number) {
        return requisition(number).path("approvals");
    }

    private static String nameOf(String user) {
        return user + " Example";
    }

    private void complete(String number, String user, String decision, String lines, int expected) {
        var variables = new HashMap<String, Object>();
        variables.put("decision", Map.of("value", decision));
        variables.put("comment", Map.of("value", "So I say"));
        if (lines != null) {
            variables.put("rejectedLines", Map.of("value", lines));
        }
        door.as(user)
                .post("/engine-rest/task/" + task(number, user) + "/complete", Map.of("variables", variables))
                .expect(expected);
        if (expected == 204) {
            jobs.runDue(number);
        }
    }

    private String page(String path, String user, Group group) {
        try {
            return MockMvcBuilders.webAppContextSetup(server)
                    .apply(springSecurity())
                    .build()
                    .perform(get(path).with(by(user, group)))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String answerPage(String number, String user) {
        var step = approvals.stepAskedIn(task(number, user));
        return page("/answers/" + links.draw(step, new UserId(user)), user, Group.APPROVER);
    }

    private List<String> marks(String number, String user) {
        try {
            return JSON.readTree(variable(number, user, "viewLines")).findValuesAsText("mark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String variable(String number, String user, String name) {
        return String.valueOf(tasks.getVariable(task(number, user), name));
    }

    private String task(String number, String user) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .taskAssignee(user)
                .singleResult()
                .getId();
    }
}
