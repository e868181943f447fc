package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Documents in approval that an administrator sends through the policy in force. */
@CountersignTest
class ReroutingTests {

    private static final String IN_APPROVAL = "/api/v1/decision-tables/approval-policy/in-approval";

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    AuditLog audit;

    @Test
    @DisplayName("R02: what is in approval keeps its steps until an administrator sends it through the policy in force")
    void aDocumentGoesThroughThePolicyInForce() {
        people.add("rr-head", Group.APPROVER);
        people.add("rr-boss", "rr-head", Group.APPROVER);
        people.add("rr-admin", "rr-boss", Group.ADMINISTRATOR);
        people.add("rr-anna", "rr-boss", Group.REQUESTER);
        people.add("rr-auditor", Group.AUDITOR);
        door.as("rr-admin")
                .post("/api/v1/cost-centers", Map.of("code", "RR-1", "name", "Rerouted", "owner", "rr-head"))
                .expect(201);
        var number = submitted("rr-anna");
        var other = submitted("rr-anna");
        var own = submitted("rr-admin");
        assertThat(steps(number)).isEqualTo(1);
        var before = task(number);
        // The owner of the cost centre is asked from 400 on.
        var changed = repository
                .createDeployment()
                .addString("approval-policy.dmn", shipped().replace("&gt;= 1000<", "&gt;= 400<"))
                .deploy()
                .getId();
        try {
            var counted = frozen("rr-auditor").size();
            assertThat(frozen("rr-auditor")).contains(number, other, own);
            door.as("rr-anna").get(IN_APPROVAL).expect(403);
            assertThat(task(number)).isEqualTo(before);
            var path = IN_APPROVAL + "/" + number + "/rerouting";
            door.as("rr-auditor").post(path, Map.of("reason", "So")).expect(403);
            door.as("rr-admin").post(path, Map.of()).expect(422);
            door.as("rr-admin")
                    .post(IN_APPROVAL + "/" + own + "/rerouting", Map.of("reason", "Mine"))
                    .expect(403);

            door.as("rr-admin").post(path, Map.of("reason", "Dearer now")).expect(204);
            jobs.runDue(number);

            assertThat(steps(number)).isEqualTo(2);
            var approvals = door.as("rr-auditor")
                    .get("/api/v1/requisitions/" + number)
                    .json()
                    .path("approvals");
            assertThat(approvals.findValuesAsText("superseded"))
                    .as("the step of the round before")
                    .containsExactly("true", "false", "false");
            assertThat(task(number)).isNotEqualTo(before);
            assertThat(frozen("rr-admin")).doesNotContain(number).contains(other);
            assertThat(audit.entriesOf(new DocumentNumber(number))).anySatisfy(entry -> {
                assertThat(entry.event()).isEqualTo("approval.rerouted");
                assertThat(entry.by().value()).isEqualTo("rr-admin");
            });
            door.as("rr-admin").post(path, Map.of("reason", "Again")).expect(409);
            approve(number, "rr-boss");
            approve(number, "rr-head");
            assertThat(status(number)).isNotEqualTo("IN_APPROVAL");

            var pages = new Browser(door.base());
            pages.signIn("rr-admin");
            var page = "/decision-tables/approval-policy/in-approval?size=200";
            assertThat(pages.open(page).body()).contains(other, "Send the chosen ones");
            var refused = pages.sendForm(
                    page,
                    List.of(
                            Map.entry("document", other),
                            Map.entry("document", "REQ-1999-1"),
                            Map.entry("document", "REQ-1999-2"),
                            Map.entry("reason", "Dearer now")));
            assertThat(pages.open(page).body()).contains(other);
            assertThat(steps(other)).as("nothing half done").isEqualTo(1);
            assertThat(refused).isNotNull();
            pages.sendForm(
                    page,
                    List.of(
                            Map.entry("document", other),
                            Map.entry("document", own),
                            Map.entry("reason", "Dearer now")));
            jobs.runDue(other);
            assertThat(steps(other)).isEqualTo(2);
            assertThat(steps(own)).isEqualTo(1);
            var left = frozen("rr-admin").size();
            assertThat(left).as("not counting those that went").isEqualTo(counted - 2);
            assertThat(pages.open("/decision-tables/approval-policy/history").body())
                    .contains(
                            left == 1
                                    ? "One document in approval keeps the steps of an earlier version."
                                    : left + " documents in approval keep the steps of an earlier version.");
            assertThat(pages.open(page).body()).contains(left == 1 ? ">One document<" : ">" + left + " documents<");
        } finally {
            repository.deleteDeployment(changed, true);
            people.add("rr-admin", Group.REQUESTER);
        }
    }

    @Test
    @DisplayName(
            "R02, R03: a sales order goes through the policy in force, too; what that gives no steps keeps those it has")
    void aSalesOrderGoesThroughThePolicyInForce() {
        people.add("rs-boss", Group.APPROVER);
        people.add("rs-admin", "rs-boss", Group.ADMINISTRATOR);
        people.add("rs-sally", "rs-boss", Group.SALES_AGENT);
        people.add("rr-auditor", Group.AUDITOR);
        door.as("rs-sally")
                .post("/api/v1/customers", Map.of("number", "C-RS", "name", "Vale"))
                .expect(201);
        door.as("rs-admin")
                .put("/api/v1/customers/C-RS/approval-cycle", Map.of("first", "line-manager"))
                .expect(200);
        var number = door.as("rs-sally")
                .post(
                        "/api/v1/sales-orders",
                        Map.of(
                                "customer",
                                "C-RS",
                                "lines",
                                List.of(Map.of(
                                        "description", "Lathe", "quantity", "2", "unit", "EA", "unitPrice", "10.00"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("rs-sally")
                .post("/api/v1/sales-orders/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        var before = task(number);
        var path = IN_APPROVAL + "/" + number + "/rerouting";
        var deployed = new ArrayList<String>();
        try {
            deployed.add(deployed(shipped().replace("&gt;= 1000<", "&gt;= 900<")));
            assertThat(frozen("rs-admin")).contains(number);
            door.as("rs-admin").post(path, Map.of("reason", "Dearer now")).expect(204);
            jobs.runDue(number);
            assertThat(frozen("rs-admin")).doesNotContain(number);
            assertThat(task(number)).isNotEqualTo(before);
            assertThat(superseded(number)).containsExactly("true", "false");

            // The second approver of a customer that has one alone is nobody.
            deployed.add(deployed(shipped().replace("&gt;= 2<", "&gt;= 1<")));
            assertThat(frozen("rs-admin")).contains(number);
            var asked = task(number);
            var refused = door.as("rs-admin")
                    .post(path, Map.of("reason", "Again"))
                    .expect(409)
                    .json();
            assertThat(refused.path("type").asText()).endsWith("approval:policy-gives-no-steps");
            assertThat(refused.path("detail").asText())
                    .contains("names nobody for " + number, "keeps the steps that it has");
            assertThat(task(number)).isEqualTo(asked);
            assertThat(superseded(number)).containsExactly("true", "false");
            assertThat(frozen("rs-admin")).contains(number);
            assertThat(audit.entriesOf(new DocumentNumber(number)))
                    .filteredOn(entry -> entry.event().equals("approval.rerouted"))
                    .hasSize(1);
            var pages = new Browser(door.base());
            pages.signIn("rs-admin");
            var page = "/decision-tables/approval-policy/in-approval";
            pages.sendForm(page, List.of(Map.entry("document", number), Map.entry("reason", "Again")));
            assertThat(pages.open(page).body()).contains("The policy in force names nobody for " + number);
            approve(number, "rs-boss");
        } finally {
            deployed.forEach(one -> repository.deleteDeployment(one, true));
            people.add("rs-admin", Group.REQUESTER);
        }
        assertThat(door.as("rs-sally")
                        .get("/api/v1/sales-orders/" + number)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("APPROVED");
    }

    private String deployed(String file) {
        return repository
                .createDeployment()
                .addString("approval-policy.dmn", file)
                .deploy()
                .getId();
    }

    private List<String> superseded(String number) {
        return door.as("rr-auditor")
                .get("/api/v1/sales-orders/" + number)
                .expect(200)
                .json()
                .path("approvals")
                .findValuesAsText("superseded");
    }

    private List<String> frozen(String user) {
        return door.as(user)
                .get(IN_APPROVAL + "?size=200")
                .expect(200)
                .json()
                .path("content")
                .findValuesAsText("document");
    }

    private long steps(String number) {
        var approvals = door.as("rr-auditor")
                .get("/api/v1/requisitions/" + number)
                .expect(200)
                .json()
                .path("approvals");
        var last = approvals.findValuesAsText("cycle").stream()
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return approvals.findValuesAsText("cycle").stream()
                .filter(cycle -> Integer.parseInt(cycle) == last)
                .count();
    }

    private String status(String number) {
        return door.as("rr-auditor")
                .get("/api/v1/requisitions/" + number)
                .json()
                .path("status")
                .asText();
    }

    private String task(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
    }

    private void approve(String number, String user) {
        door.as(user)
                .post(
                        "/engine-rest/task/" + task(number) + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                .expect(204);
        jobs.runDue(number);
    }

    private String submitted(String requester) {
        var number = door.as(requester)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Chairs",
                                "costCenter",
                                "RR-1",
                                "lines",
                                List.of(Map.of("description", "Chair", "quantity", "1", "unitPrice", "500.00"))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as(requester)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private static String shipped() {
        try (var stream = ReroutingTests.class.getResourceAsStream("/dmn/approval-policy.dmn")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
