package org.countersign.workflow.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.audit.AuditLog;
import org.countersign.console.WayToSupplier;
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
import org.countersign.workflow.blocks.HttpServices.HttpService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

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
    HistoryService history;

    @Autowired
    AuditLog audit;

    @Autowired
    WayToSupplier way;

    @Autowired
    HttpStep http;

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
            assertThat(way.waitsAt(new DocumentNumber(large))).hasValueSatisfying(step -> {
                assertThat(step.element()).isEqualTo("callActivity_legalReview");
                assertThat(step.name()).isEqualTo("Have order reviewed");
                assertThat(step.people()).isEmpty();
                assertThat(step.groups()).containsExactly(new WayToSupplier.AskedGroup("legal", "Legal"));
            });
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
            directory.assignGroups(new UserId("bb-lawyer"), Set.of());
            tasks.deleteCandidateGroup(
                    tasks.createTaskQuery()
                            .processInstanceBusinessKey(order)
                            .taskDefinitionKey(REVIEW)
                            .singleResult()
                            .getId(),
                    "legal");
            assertThat(askInstead(order, "bb-anna")).contains("bb-anna cannot answer");
            assertThat(askInstead(order, "legal")).contains("legal cannot answer");
            directory.assignGroups(new UserId("bb-lawyer"), Set.of("legal"));
            assertThat(askInstead(order, "legal")).contains("DONE").contains("the group legal is asked now");
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
    @DisplayName(
            "R01: an approval asked for by the block leads to an order where it is given, and nowhere where it is not")
    void anApprovalIsAskedFor() throws IOException {
        var shipped = Files.readString(Path.of("bpmn/purchase-requisition.bpmn"));
        var block = ElementTemplate.of("ask-for-approval")
                .on("callActivity_approveRequisition", Map.of(), "name=\"Ask for approval\"");
        var model = shipped.replaceFirst(
                "(?s)<bpmn:callActivity id=\"callActivity_approveRequisition\".*?</bpmn:callActivity>",
                Matcher.quoteReplacement(block));
        assertThat(model).contains("org.countersign.ask-for-approval");
        var deployment = deploy("purchase-requisition.bpmn", model);
        try {
            var agreed = submitted("500.00");
            var refused = submitted("501.00");
            assertThat(List.of(agreed, refused)).allSatisfy(number -> {
                assertThat(history.createHistoricActivityInstanceQuery()
                                .activityName("Ask for approval")
                                .processInstanceId(instanceOf("purchase-requisition", number))
                                .unfinished()
                                .count())
                        .isOne();
                assertThat(requisition(number).path("orders")).isEmpty();
            });

            decide(agreed, Map.of("decision", "approve"));
            assertThat(requisition(agreed).path("orders")).hasSize(1);

            decide(refused, Map.of("decision", "reject", "comment", "Not this year"));
            assertThat(requisition(refused).path("status").asText()).isEqualTo("REJECTED");
            assertThat(requisition(refused).path("orders")).isEmpty();
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(refused)
                            .count())
                    .isZero();
        } finally {
            forget(deployment);
        }
    }

    @Test
    @DisplayName("Whoever has a task is reminded of it, and a further group is offered it, once")
    void aTaskIsRemindedAndEscalated() throws IOException {
        var count = """
                <bpmn:userTask id="userTask_countBoxes" camunda:formRef="review-document" camunda:formRefBinding="latest"
                    camunda:candidateGroups="purchasing-agent"><bpmn:extensionElements><camunda:inputOutput>
                <camunda:inputParameter name="decision"></camunda:inputParameter>
                <camunda:inputParameter name="comment"></camunda:inputParameter></camunda:inputOutput>
                <camunda:taskListener delegateExpression="${recordReviewListener}" event="complete"/>
                </bpmn:extensionElements></bpmn:userTask>""";
        var reminder = """
                <bpmn:boundaryEvent id="due" cancelActivity="false" attachedToRef="userTask_countBoxes">
                <bpmn:timerEventDefinition><bpmn:timeCycle>R2/P2D</bpmn:timeCycle></bpmn:timerEventDefinition>
                </bpmn:boundaryEvent><bpmn:sequenceFlow id="to_remind" sourceRef="due" targetRef="remind"/>%s
                <bpmn:sequenceFlow id="reminded" sourceRef="remind" targetRef="told"/><bpmn:endEvent id="told"/>""".formatted(ElementTemplate.of("remind-and-escalate")
                .on("remind", Map.of("remindTask", "userTask_countBoxes", "escalateTo", "legal"), ""));
        var deployment = deploy(
                "counts-boxes.bpmn",
                ElementTemplate.process("counts-boxes", count)
                        .replace("</bpmn:process>", reminder + "</bpmn:process>"));
        try {
            var order = order("10.00");
            mailbox.clear();
            runtime.startProcessInstanceByKey("counts-boxes", order);
            assertThat(complete(order, "userTask_countBoxes", "bb-lawyer", Map.of("decision", "agree")))
                    .isIn(403, 404);

            // In the very second of its last turn a cycle would be due once more.
            clock.advance(Duration.ofDays(2).plusMinutes(1));
            jobs.runDue(order);
            assertThat(mailbox.to("bb-buyer@example.org")).hasSize(1);
            assertThat(mailbox.to("bb-lawyer@example.org")).hasSize(1);
            assertThat(mailbox.to("bb-anna@example.org")).isEmpty();

            clock.advance(Duration.ofDays(2));
            jobs.runDue(order);
            assertThat(mailbox.to("bb-lawyer@example.org")).hasSize(2);
            assertThat(audit.entriesOf(new DocumentNumber(order)))
                    .filteredOn(entry -> entry.event().equals("step.escalated"))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.after())
                            .containsEntry("step", "userTask_countBoxes")
                            .containsEntry("to", "legal"));

            assertThat(complete(order, "userTask_countBoxes", "bb-lawyer", Map.of("decision", "agree")))
                    .isEqualTo(204);
            assertThat(runtime.createProcessInstanceQuery()
                            .processDefinitionKey("counts-boxes")
                            .processInstanceBusinessKey(order)
                            .count())
                    .isZero();
        } finally {
            forget(deployment);
        }
    }

    @Test
    @DisplayName(
            "A service that fails is called again with the same key, in a further round with another one, and its answer leads on")
    void aServiceIsCalledAgain() throws IOException {
        var calls = new ArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            var answer = "{\"risk\":\"%s\"}"
                    .formatted(calls.size() < 3 ? "unclear" : "high")
                    .getBytes();
            exchange.sendResponseHeaders(calls.size() == 1 ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        var configured = ReflectionTestUtils.getField(http, "services");
        var base = URI.create("http://localhost:" + server.getAddress().getPort() + "/api");
        ReflectionTestUtils.setField(
                http,
                "services",
                new HttpServices(Map.of("risk", new HttpService(base, null, Duration.ofSeconds(10)))));
        var asked = "<bpmn:exclusiveGateway id=\"asked\" default=\"again\"/>";
        var ways = """
                targetRef="end"><bpmn:conditionExpression xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:type="bpmn:tFormalExpression">${stepGate.said(execution.processBusinessKey, 'call', 'high')}\
                </bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="again" sourceRef="asked" targetRef="call"/>""";
        var call = ElementTemplate.of("call-http-service")
                .on(
                        "call",
                        Map.of(
                                "httpService", "risk",
                                "httpMethod", "POST",
                                "httpBody", "{\"a\":1}",
                                "httpAnswerAt", "/risk"),
                        "");
        var deployment = deploy(
                "asks-for-risk.bpmn",
                ElementTemplate.process("asks-for-risk", call, asked).replace("targetRef=\"end\"/>", ways));
        try {
            var order = order("10.00");
            var instance =
                    runtime.startProcessInstanceByKey("asks-for-risk", order).getId();
            assertThat(calls).isEmpty();
            assertThatThrownBy(() -> jobs.runDue(order)).hasMessageContaining("503");
            assertThat(jobs.runDue(order))
                    .as("it waits before it is tried again")
                    .isZero();
            assertThat(answersOf(order, "call")).isEmpty();

            clock.advance(Duration.ofMinutes(5));
            jobs.runDue(order);

            var sent = "POST /api/documents/" + order + " {\"a\":1} " + instance + "/call/";
            assertThat(calls).containsExactly(sent + 0, sent + 0, sent + 1);
            assertThat(answersOf(order, "call")).containsExactly("unclear", "high");
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceId(instance)
                            .count())
                    .isZero();
        } finally {
            forget(deployment);
            ReflectionTestUtils.setField(http, "services", configured);
            server.stop(0);
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

            management.setJobRetries(job.getId(), 1);
            assertThatThrownBy(() -> management.executeJob(job.getId())).hasMessageContaining("nowhere");
            assertThat(runtime.createIncidentQuery()
                            .processInstanceId(instance.getId())
                            .singleResult()
                            .getIncidentType())
                    .isEqualTo("failedJob");
        } finally {
            forget(deployment);
        }
    }

    private String submitted(String total) {
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
        return requisition;
    }

    /** What bb-boss says wherever the approval asks. */
    private void decide(String requisition, Map<String, String> answer) {
        while (tasks.createTaskQuery()
                        .processInstanceBusinessKey(requisition)
                        .taskDefinitionKey("userTask_approve")
                        .count()
                > 0) {
            assertThat(complete(requisition, "userTask_approve", "bb-boss", answer))
                    .isEqualTo(204);
            jobs.runDue(requisition);
        }
    }

    private String order(String total) {
        var requisition = submitted(total);
        decide(requisition, Map.of("decision", "approve"));
        var order = requisition(requisition).path("orders").get(0).asText();
        jobs.runDue(order);
        return order;
    }

    /** Has operations ask somebody else for what is stuck of a document. */
    private String askInstead(String document, String whom) {
        people.add("bb-ops", "bb-boss", Group.OPERATIONS);
        var ids = new ArrayList<String>();
        door.as("bb-ops")
                .get("/api/v1/stuck?condition=task-for-nobody&document=" + document)
                .expect(200)
                .json()
                .path("content")
                .forEach(stuck -> {
                    if (stuck.path("step").asText().equals("Review document")) {
                        ids.add(stuck.path("id").asText());
                    }
                });
        assertThat(ids).hasSize(1);
        return door.as("bb-ops")
                .post("/api/v1/stuck/" + ids.get(0) + "/reassignment", Map.of("reason", "Nobody is there", "to", whom))
                .text();
    }

    private int answer(String order, String user, Map<String, String> answer) {
        return complete(order, REVIEW, user, answer);
    }

    private int complete(String document, String step, String user, Map<String, String> answer) {
        var open = tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .taskDefinitionKey(step)
                .list();
        assertThat(open).as(step + " of " + document).isNotEmpty();
        var variables = new HashMap<String, Object>();
        answer.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return door.as(user)
                .post("/engine-rest/task/" + open.get(0).getId() + "/complete", Map.of("variables", variables))
                .status();
    }

    private List<Object> answersOf(String order, String step) {
        return audit.entriesOf(new DocumentNumber(order)).stream()
                .filter(entry ->
                        step.equals(entry.after().get("step")) && entry.after().containsKey("answer"))
                .<Object>map(entry -> entry.after().get("answer"))
                .toList();
    }

    private String instanceOf(String process, String document) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(document)
                .singleResult()
                .getId();
    }

    private JsonNode requisition(String number) {
        return read("bb-anna", "/api/v1/requisitions/" + number);
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
