package org.countersign.workflow.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.audit.AuditLog;
import org.countersign.people.Directory;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("An analyst adds steps without a line of Java")
class BuildingBlockTests {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final String REVIEW = "userTask_reviewDocument";

    @Autowired
    TestDoor door;

    @Autowired
    TestPeople people;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Directory directory;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    AuditLog audit;

    private String supplier;
    private String costCenter;

    @BeforeEach
    void people() {
        people.add("bb-boss", Group.APPROVER);
        people.add("bb-anna", "bb-boss");
        people.add("bb-buyer", "bb-boss", Group.PURCHASING_AGENT);
        people.add("bb-admin", "bb-boss", Group.ADMINISTRATOR);
        people.add("bb-analyst", "bb-boss", Group.PROCESS_ANALYST);
        people.add("bb-lawyer", "bb-boss");
        if (identity.createGroupQuery().groupId("legal").count() == 0) {
            door.as("bb-admin")
                    .post("/api/v1/groups", Map.of("id", "legal", "name", "Legal"))
                    .expect(201);
        }
        directory.assignGroups(new UserId("bb-lawyer"), Set.of("legal"));
        var run = RUNS.incrementAndGet();
        costCenter = "CC-BB-" + run;
        supplier = "S-BB-" + run;
        door.as("bb-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "bb-boss"))
                .expect(201);
        door.as("bb-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", supplier,
                                "name", "Blocks Ltd",
                                "email", supplier.toLowerCase() + "@example.net",
                                "currency", "EUR",
                                "paymentTerms", "NET30",
                                "status", "APPROVED"))
                .expect(201);
    }

    @Test
    @DisplayName(
            "R01, R04, R25: lawyers look at large orders before these go out, and are reminded; small ones go out at once")
    void aLegalReviewAboveAnAmount() throws IOException {
        var model = Files.readString(Path.of("src/docs/examples/legal-review/purchase-order.bpmn"));
        assertThat(model).contains("50000");
        var deployment = deploy("purchase-order.bpmn", model.replace("50000", "60"));
        try {
            var small = order("59.99");
            assertThat(status(small)).isEqualTo("DISPATCHED");

            var large = order("60.00");
            assertThat(status(large)).isEqualTo("CREATED");
            assertThat(answer(large, "bb-buyer", Map.of("decision", "agree"))).isIn(403, 404);
            assertThat(answer(large, "bb-lawyer", Map.of("decision", "object"))).isEqualTo(422);
            assertThat(answer(large, "bb-lawyer", Map.of("decision", "object", "comment", "Terms of 1900")))
                    .isEqualTo(204);
            jobs.runDue(large);

            assertThat(answer(large, "bb-buyer", Map.of("decision", "agree", "comment", "They have new ones")))
                    .isEqualTo(204);
            jobs.runDue(large);

            mailbox.clear();
            clock.advance(Duration.ofDays(4));
            jobs.runDue(large);
            assertThat(mailbox.to("bb-lawyer@example.org")).hasSize(1);
            clock.advance(Duration.ofDays(4));
            jobs.runDue(large);
            assertThat(mailbox.to("bb-lawyer@example.org")).hasSize(2);

            assertThat(status(large)).isEqualTo("CREATED");
            assertThat(answer(large, "bb-lawyer", Map.of("decision", "agree"))).isEqualTo(204);
            jobs.runDue(large);
            assertThat(status(large)).isEqualTo("DISPATCHED");
            assertThat(audit.entriesOf(new DocumentNumber(large)))
                    .filteredOn(entry ->
                            entry.event().startsWith("step.") && entry.after().containsKey("answer"))
                    .extracting(entry -> entry.by() + " " + entry.after().get("step") + " "
                            + entry.after().get("answer"))
                    .containsExactly(
                            "bb-lawyer callActivity_legalReview object",
                            "bb-buyer callActivity_settleObjection agree",
                            "bb-lawyer callActivity_legalReview agree");
        } finally {
            forget(deployment);
        }
    }

    @Test
    @DisplayName("R04: nobody reviews what they asked for themselves")
    void nobodyReviewsTheirOwn() throws IOException {
        var deployment = deploy(
                "own-review.bpmn",
                ElementTemplate.process(
                        "own-review",
                        ElementTemplate.of("ask-for-review").on("review", Map.of("reviewGroup", "legal"), "")));
        try {
            directory.assignGroups(new UserId("bb-anna"), Set.of("legal"));
            var order = order("10.00");
            runtime.startProcessInstanceByKey("own-review", order);

            assertThat(answer(order, "bb-anna", Map.of("decision", "agree"))).isEqualTo(403);
            assertThat(answer(order, "bb-lawyer", Map.of("decision", "agree"))).isEqualTo(204);
        } finally {
            directory.assignGroups(new UserId("bb-anna"), Set.of());
            forget(deployment);
        }
    }

    @Test
    @DisplayName("Mails, notes, routed exceptions, reminders and the supplier's answer are steps of a process")
    void everyOtherBlock() throws IOException {
        var deployment = deploy(
                "uses-blocks.bpmn",
                ElementTemplate.process(
                        "uses-blocks",
                        ElementTemplate.of("send-mail")
                                .on(
                                        "mail",
                                        Map.of("mailTo", "requester, group:legal, supplier", "mailText", "Look & see"),
                                        ""),
                        ElementTemplate.of("write-audit").on("note", Map.of("auditText", "Looked at twice"), ""),
                        ElementTemplate.of("wait-for-supplier").on("wait", Map.of(), "messageRef=\"answered\""),
                        ElementTemplate.of("route-exception").on("exception", Map.of(), ""),
                        ElementTemplate.of("remind-and-escalate").on("remind", Map.of("remindTask", REVIEW), "")));
        try {
            var order = order("10.00");
            mailbox.clear();
            runtime.startProcessInstanceByKey("uses-blocks", order);
            jobs.runDue(order);

            assertThat(mailbox.to("bb-anna@example.org")).hasSize(1);
            assertThat(mailbox.to("bb-lawyer@example.org")).hasSize(1);
            assertThat(mailbox.to(supplier.toLowerCase() + "@example.net")).hasSize(1);
            assertThat(audit.entriesOf(new DocumentNumber(order)))
                    .filteredOn(entry -> entry.event().equals("step.noted"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.after())
                            .containsEntry("step", "note")
                            .containsEntry("note", "Looked at twice"));

            door.as("bb-buyer")
                    .post(
                            "/api/v1/purchase-orders/" + order + "/acknowledgements",
                            Map.of("response", "ACCEPTED", "reference", "A-1"))
                    .expect(201);
            jobs.runDue(order);
            assertThat(answer(order, "bb-buyer", Map.of("decision", "agree"))).isEqualTo(204);
            jobs.runDue(order);
            assertThat(runtime.createProcessInstanceQuery()
                            .processDefinitionKey("uses-blocks")
                            .processInstanceBusinessKey(order)
                            .count())
                    .isZero();
        } finally {
            forget(deployment);
        }
    }

    @Test
    @DisplayName("A service that is not configured is never called: the step fails in its job, for operations to see")
    void aServiceThatIsNotConfigured() throws IOException {
        var deployment = deploy(
                "calls-service.bpmn",
                ElementTemplate.process(
                        "calls-service",
                        ElementTemplate.of("call-http-service").on("call", Map.of("httpService", "nowhere"), "")));
        try {
            var order = order("10.00");
            var instance = runtime.startProcessInstanceByKey("calls-service", order);
            var job = management
                    .createJobQuery()
                    .processInstanceId(instance.getId())
                    .singleResult();
            try {
                management.executeJob(job.getId());
            } catch (RuntimeException failed) {
                assertThat(failed).hasMessageContaining("countersign.http-services.nowhere.url");
            }
            assertThat(management
                            .createJobQuery()
                            .processInstanceId(instance.getId())
                            .withException()
                            .singleResult()
                            .getExceptionMessage())
                    .contains("nowhere");
        } finally {
            forget(deployment);
        }
    }

    private String order(String total) {
        var requisition = door.as("bb-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Blocks",
                                "costCenter",
                                costCenter,
                                "neededBy",
                                "2026-04-01",
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Blocks",
                                        "quantity",
                                        "1",
                                        "unitPrice",
                                        total,
                                        "unit",
                                        "EA",
                                        "supplier",
                                        supplier))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("bb-anna")
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
        for (var task : tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition)
                .taskDefinitionKey("userTask_approve")
                .list()) {
            door.as("bb-boss")
                    .post(
                            "/engine-rest/task/" + task.getId() + "/complete",
                            Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                    .expect(204);
            jobs.runDue(requisition);
        }
        var order = read("bb-anna", "/api/v1/requisitions/" + requisition)
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    private int answer(String order, String user, Map<String, String> answer) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(order)
                .taskDefinitionKey(REVIEW)
                .singleResult();
        assertThat(task).as("a review of " + order).isNotNull();
        var variables = new HashMap<String, Object>();
        answer.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return door.as(user)
                .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", variables))
                .status();
    }

    private String status(String order) {
        return read("bb-buyer", "/api/v1/purchase-orders/" + order)
                .path("status")
                .asText();
    }

    private JsonNode read(String user, String path) {
        return door.as(user).get(path).expect(200).json();
    }

    private String deploy(String name, String content) {
        var boundary = "----countersign";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nblocks\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        return door.as("bb-analyst")
                .send(
                        "POST",
                        "/engine-rest/deployment/create",
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "multipart/form-data; boundary=" + boundary)
                .expect(200)
                .json()
                .path("id")
                .asText();
    }

    /** Other tests of this server go on with the models as shipped. */
    private void forget(String deployment) {
        repository.deleteDeployment(deployment, true);
    }
}
