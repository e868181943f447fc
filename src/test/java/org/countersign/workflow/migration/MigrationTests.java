package org.countersign.workflow.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.countersign.shared.DocumentNumber;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CountersignTest
class MigrationTests extends MigratedProcesses {

    private static final String REQUISITION = "purchase-requisition";

    private static final String LATE_TIMER = """
            <bpmn:boundaryEvent id="event_receiptLate" name="Receipt late" cancelActivity="false" attachedToRef="userTask_receiveGoods">
              <bpmn:outgoing>flow_receiptLate</bpmn:outgoing>
              <bpmn:timerEventDefinition id="event_receiptLate_def"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P9D</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
            <bpmn:endEvent id="event_lateSeen" name="Late receipt seen"><bpmn:incoming>flow_receiptLate</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="flow_receiptLate" sourceRef="event_receiptLate" targetRef="event_lateSeen" />
            """;

    @Test
    @DisplayName(
            "R06, R07, R25: processes are moved to a version with a legal review; tasks, answers and due times stay as they were")
    void processesAreMovedAndLoseNothing() throws IOException {
        var old = deploy(ORDER, shipped(ORDER).replace("The life of one order", "The former life of one order"));
        var first = order("10.00");
        var second = order("20.00");
        var third = order("30.00");
        var next = deploy(ORDER, Files.readString(Path.of("src/docs/examples/legal-review/purchase-order.bpmn")));
        var newest = order("40.00");
        assertThat(process(newest).getProcessDefinitionId()).isEqualTo(next.getId());
        assertThat(process(first).getProcessDefinitionId()).isEqualTo(old.getId());
        tasks.setAssignee(task(second, "userTask_receiveGoods").getId(), "mg-dock");
        runtime.suspendProcessInstanceById(process(third).getId());

        var open = read("mg-analyst", "/api/v1/models/purchase-order/versions/instances");
        assertThat(open)
                .anySatisfy(version -> assertThat(figures(version)).isEqualTo(old.getVersion() + " of 3, suspended 1"))
                .anySatisfy(
                        version -> assertThat(figures(version)).isEqualTo(next.getVersion() + " of 1, suspended 0"));

        var plan = draft(old, next);
        var report = plan.path("report");
        assertThat(report.path("clean").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("movable").asLong()).isEqualTo(3);
        assertThat(report.path("findings").toString()).contains("Have order reviewed is new");
        assertThat(element(plan, "userTask_receiveGoods")).isEqualTo("KEPT → userTask_receiveGoods, 3");
        assertThat(element(plan, "callActivity_legalReview")).startsWith("NEW");

        var before = held(first);
        assertThat(before).isNotEmpty();
        var path = "/api/v1/models/purchase-order/migrations/" + plan.path("id").asText();
        assertThat(door.as("mg-ops")
                        .post(path + "/rehearsal", Map.of("document", first))
                        .expect(200)
                        .json()
                        .path("possible")
                        .asBoolean())
                .isTrue();
        assertThat(process(first).getProcessDefinitionId()).isEqualTo(old.getId());
        door.as("mg-ops").post(path + "/execution", Map.of("reason", "At once")).expect(409);

        door.as("mg-ops")
                .post(path + "/trial", Map.of("document", first, "reason", "To see"))
                .expect(200);
        assertThat(process(first).getProcessDefinitionId()).isEqualTo(next.getId());
        assertThat(held(first)).isEqualTo(before);
        var former = read("mg-ops", "/api/v1/models/purchase-order/versions/" + old.getVersion() + "/instances?size=1");
        assertThat(former.path("totalElements").asLong()).isEqualTo(2);
        assertThat(former.path("content")).hasSize(1);
        assertThat(former.path("content").path(0).path("document").asText()).isEqualTo(second);
        assertThat(door.as("mg-ops")
                        .post(path + "/trial", Map.of("document", first, "reason", "Again"))
                        .status())
                .isEqualTo(422);

        var heldBySecond = held(second);
        var started = door.as("mg-ops").post(path + "/execution", Map.of("reason", "Legal wants to see orders"));
        assertThat(started.expect(202).json().path("total").asLong()).isEqualTo(2);
        door.as("mg-ops")
                .post(path + "/execution", Map.of("reason", "Clicked twice"))
                .expect(202);
        assertThat(door.as("mg-night")
                        .post(path + "/execution", Map.of("reason", "Me too"))
                        .expect(409)
                        .text())
                .contains("mg-ops has had this plan carried out already");
        door.as("mg-ops").post(path + "/execution/suspension", null).expect(200);
        assertThat(read("mg-auditor", path + "/execution").path("state").asText())
                .isEqualTo("PAUSED");
        door.as("mg-ops").post(path + "/execution/resumption", null).expect(200);
        jobs.runBatches();
        assertThat(read("mg-auditor", "/api/v1/models/purchase-order/migrations")
                        .path("content"))
                .as("the list knows it, too, before anybody looks at the plan")
                .anySatisfy(one -> assertThat(one.path("id").asText() + " "
                                + one.path("state").asText())
                        .isEqualTo(plan.path("id").asText() + " DONE"));
        for (var turn : List.of("suspension", "resumption", "retry")) {
            door.as("mg-ops").post(path + "/execution/" + turn, null).expect(409);
        }

        var progress = read("mg-auditor", path + "/execution");
        assertThat(progress.path("state").asText()).as(progress.toString()).isEqualTo("DONE");
        assertThat(progress.path("moved").asLong()).isEqualTo(2);
        assertThat(progress.path("tried").asLong()).isEqualTo(1);
        assertThat(held(second)).isEqualTo(heldBySecond);
        assertThat(task(second, "userTask_receiveGoods").getAssignee()).isEqualTo("mg-dock");
        assertThat(process(third).isSuspended()).isTrue();
        assertThat(process(third).getProcessDefinitionId()).isEqualTo(next.getId());
        for (var order : List.of(first, second, third)) {
            assertThat(audit.entriesOf(new DocumentNumber(order)))
                    .filteredOn(entry -> entry.event().equals("process.migrated"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.by().value()).isEqualTo("mg-ops");
                        assertThat(entry.after()).containsKey("reason");
                    });
        }
        assertThat(history.createUserOperationLogQuery()
                        .operationType("Migrate")
                        .userId("mg-ops")
                        .count())
                .isPositive();

        receive(second);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(second)
                        .taskDefinitionKey("userTask_receiveGoods")
                        .count())
                .isZero();
        door.as("mg-buyer")
                .post(
                        "/api/v1/purchase-orders/" + first + "/acknowledgements",
                        Map.of("response", "DECLINED", "reference", "A-1", "note", "No more boxes"))
                .expect(201);
        assertThat(task(first, "userTask_handleDecline")).isNotNull();
    }

    @Test
    @DisplayName("R07: whoever would lose a running timer is not moved, the others are")
    void aRunningTimerIsNotLost() throws IOException {
        var old = deploy(ORDER, shipped(ORDER).replaceFirst("(?=<bpmn:sequenceFlow id=\"flow_issued\")", LATE_TIMER));
        var waiting = order("10.00");
        var received = order("20.00");
        receive(received);
        var third = order("25.00");
        receive(third);
        var next = deploy(ORDER, shipped(ORDER));

        var plan = draft(old, next);
        assertThat(plan.path("report").path("possible").asBoolean()).isTrue();
        assertThat(plan.path("report").path("clean").asBoolean()).isFalse();
        assertThat(plan.path("report").path("movable").asLong()).isEqualTo(2);
        assertThat(plan.path("report").path("findings").toString())
                .contains("Receipt late: running timers would be lost (1).");
        assertThat(element(plan, "event_receiptLate")).startsWith("STUCK");
        var path = "/api/v1/models/purchase-order/migrations/" + plan.path("id").asText();
        assertThat(door.as("mg-ops")
                        .post(path + "/rehearsal", Map.of("document", waiting))
                        .expect(200)
                        .json()
                        .path("refusals")
                        .toString())
                .contains("would be lost");
        assertThat(door.as("mg-ops")
                        .post(path + "/trial", Map.of("document", waiting, "reason", "Try"))
                        .expect(409)
                        .text())
                .contains("running timers would be lost");
        door.as("mg-ops")
                .post(path + "/trial", Map.of("document", received, "reason", "Try"))
                .expect(200);
        assertThat(door.as("mg-ops")
                        .post(path + "/execution", Map.of("reason", "All"))
                        .expect(409)
                        .text())
                .contains("1 of 2 processes would lose something");
        door.as("mg-ops")
                .post(path + "/execution", Map.of("reason", "Those", "onlySafe", true))
                .expect(202);
        jobs.runBatches();

        assertThat(process(waiting).getProcessDefinitionId()).isEqualTo(old.getId());
        assertThat(process(third).getProcessDefinitionId()).isEqualTo(next.getId());
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(process(waiting).getId())
                        .activityId("event_receiptLate")
                        .count())
                .isEqualTo(1);
        receive(waiting);
        assertThat(process(waiting)).isNotNull();
    }

    @Test
    @DisplayName("Between the plan and its turn a process may go on: what it would lose then keeps it where it is")
    void whatChangesMeanwhileIsLookedAtAgain() throws IOException {
        var old = deploy(ORDER, shipped(ORDER));
        var tried = order("10.00");
        var declined = order("20.00");
        var next = deploy(ORDER, shipped(ORDER).replace("userTask_handleDecline", "userTask_settleDecline"));
        var path = "/api/v1/models/purchase-order/migrations/"
                + draft(old, next).path("id").asText();
        door.as("mg-ops")
                .post(path + "/trial", Map.of("document", tried, "reason", "Try"))
                .expect(200);
        door.as("mg-ops").post(path + "/execution", Map.of("reason", "All")).expect(202);
        door.as("mg-buyer")
                .post(
                        "/api/v1/purchase-orders/" + declined + "/acknowledgements",
                        Map.of("response", "DECLINED", "reference", "A-1", "note", "No more boxes"))
                .expect(201);
        jobs.runBatches();

        assertThat(process(declined).getProcessDefinitionId()).isEqualTo(old.getId());
        assertThat(task(declined, "userTask_handleDecline")).isNotNull();
        assertThat(read("mg-ops", path + "/execution").path("left").asLong()).isEqualTo(1);
        assertThat(read("mg-ops", path + "/instances?outcome=LEFT")
                        .path("content")
                        .get(0)
                        .path("reason")
                        .asText())
                .isEqualTo("Handle decline: open tasks would be lost (1).");
    }

    @Test
    @DisplayName(
            "R27: a task under another id is moved when somebody says so, and its answer counts; another kind of task is refused")
    void aRenamedTask() throws IOException {
        var old = deploy(ORDER, shipped(ORDER));
        var order = order("10.00");
        door.as("mg-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/acknowledgements",
                        Map.of("response", "DECLINED", "reference", "A-1", "note", "No more boxes"))
                .expect(201);
        var next = deploy(ORDER, shipped(ORDER).replace("userTask_handleDecline", "userTask_settleDecline"));

        assertThat(draft(old, next).path("report").path("findings").toString())
                .contains("Handle decline: open tasks would be lost (1).");
        assertThat(draft(old, next, "userTask_handleDecline", "userTask_handleProposal")
                        .path("report")
                        .path("findings")
                        .toString())
                .contains("the answer would be handed to something else");
        assertThat(draft(old, next, "userTask_handleDecline", "receiveTask_awaitAnswer")
                        .path("report")
                        .path("findings")
                        .toString())
                .contains("Handle decline cannot become Await supplier's answer: they are not of the same type.");
        assertThat(draft(old, next, "userTask_receiveGoods", "userTask_settleDecline")
                        .path("report")
                        .path("findings")
                        .toString())
                .contains("the product looks for it by its id, userTask_receiveGoods");
        assertThat(draft(old, next, "userTask_unknown", "userTask_settleDecline")
                        .path("report")
                        .path("possible")
                        .asBoolean())
                .isFalse();

        var plan = draft(old, next, "userTask_handleDecline", "userTask_settleDecline");
        assertThat(plan.path("report").path("clean").asBoolean())
                .as(plan.path("report").path("findings").toString())
                .isTrue();
        assertThat(element(plan, "userTask_handleDecline")).isEqualTo("RENAMED → userTask_settleDecline, 1");
        var before = task(order, "userTask_handleDecline");
        door.as("mg-ops")
                .post(
                        "/api/v1/models/purchase-order/migrations/"
                                + plan.path("id").asText() + "/trial",
                        Map.of("instance", process(order).getId(), "reason", "Renamed"))
                .expect(200);
        assertThat(read(
                                "mg-ops",
                                "/api/v1/models/purchase-order/migrations/"
                                        + plan.path("id").asText())
                        .path("state")
                        .asText())
                .as("its only process was moved to try it")
                .isEqualTo("DONE");
        var task = task(order, "userTask_settleDecline");
        assertThat(task.getId()).isEqualTo(before.getId());
        door.as("mg-buyer")
                .post(
                        "/engine-rest/task/" + task.getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "accept"))))
                .expect(204);
        assertThat(read("mg-buyer", "/api/v1/purchase-orders/" + order)
                        .path("status")
                        .asText())
                .isEqualTo("DECLINED");
    }

    @Test
    @DisplayName("R01: nobody is moved from before an approval to behind it")
    void nobodyIsMovedAroundTheApproval() throws IOException {
        var pause = """
                <bpmn:intermediateCatchEvent id="event_pauseOver" name="Pause over">
                  <bpmn:incoming>%s</bpmn:incoming><bpmn:outgoing>flow_pauseOver</bpmn:outgoing>
                  <bpmn:timerEventDefinition id="event_pauseOver_def"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>
                <bpmn:sequenceFlow id="flow_pauseOver" sourceRef="event_pauseOver" targetRef="%s" />
                """;
        var before = shipped(REQUISITION)
                .replaceFirst(
                        "(id=\"flow_submitted\"[^>]*targetRef=\")callActivity_approveRequisition", "$1event_pauseOver")
                .replaceFirst(
                        "<bpmn:incoming>flow_submitted</bpmn:incoming>",
                        "<bpmn:incoming>flow_pauseOver</bpmn:incoming>")
                .replaceFirst(
                        "(?=<bpmn:sequenceFlow id=\"flow_submitted\")",
                        pause.formatted("flow_submitted", "callActivity_approveRequisition"));
        var behind = shipped(REQUISITION)
                .replaceFirst("(id=\"flow_answered\"[^>]*targetRef=\")serviceTask_recordDecision", "$1event_pauseOver")
                .replaceFirst(
                        "<bpmn:incoming>flow_answered</bpmn:incoming>", "<bpmn:incoming>flow_pauseOver</bpmn:incoming>")
                .replaceFirst(
                        "(?=<bpmn:sequenceFlow id=\"flow_submitted\")",
                        pause.formatted("flow_answered", "serviceTask_recordDecision"));
        var old = deploy(REQUISITION, before);
        var requisition = requisition("5000.00");
        var next = deploy(REQUISITION, behind);

        var plan = draft(old, next);
        assertThat(plan.path("report").path("findings").toString())
                .contains("Pause over cannot become Pause over", "(R01)");
        assertThat(door.as("mg-ops")
                        .post(
                                "/api/v1/models/purchase-requisition/migrations/"
                                        + plan.path("id").asText() + "/trial",
                                Map.of("document", requisition, "reason", "Around"))
                        .expect(409)
                        .text())
                .contains("R01");
        assertThat(draft(old, next, "callActivity_approveRequisition", "serviceTask_recordDecision")
                        .path("report")
                        .path("possible")
                        .asBoolean())
                .isFalse();
        assertThat(process(requisition).getProcessDefinitionId()).isEqualTo(old.getId());
    }

    @Test
    @DisplayName("Analysts draw up, operations carry out, auditors and administrators read; nobody else sees anything")
    void everyoneHasTheirPart() throws IOException {
        var old = deploy(ORDER, shipped(ORDER));
        var order = order("10.00");
        var next = deploy(ORDER, shipped(ORDER));
        var path = "/api/v1/models/purchase-order/migrations";
        var body = Map.of("from", old.getVersion(), "to", next.getVersion());
        for (var user : List.of("mg-ops", "mg-admin", "mg-auditor", "mg-buyer", "mg-anna")) {
            door.as(user).post(path, body).expect(403);
        }
        var plan = path + "/" + draft(old, next).path("id").asText();
        for (var user : List.of("mg-analyst", "mg-ops", "mg-admin", "mg-auditor")) {
            door.as(user).get(plan).expect(200);
            door.as(user).get(plan + "/execution").expect(200);
            door.as(user).get(path + "?size=1").expect(200);
            door.as(user)
                    .get("/api/v1/models/purchase-order/versions/" + old.getVersion() + "/instances")
                    .expect(200);
        }
        for (var user : List.of("mg-buyer", "mg-anna", "mg-boss")) {
            door.as(user).get(plan).expect(403);
            door.as(user)
                    .get("/api/v1/models/purchase-order/versions/instances")
                    .expect(403);
        }
        var choice = Map.of("document", order, "reason", "Mine");
        for (var user : List.of("mg-analyst", "mg-admin", "mg-auditor", "mg-buyer")) {
            door.as(user).post(plan + "/trial", choice).expect(403);
            door.as(user).post(plan + "/execution", Map.of("reason", "Mine")).expect(403);
            for (var turn : List.of("suspension", "resumption", "retry", "end")) {
                door.as(user).post(plan + "/execution/" + turn, null).expect(403);
            }
        }
        door.as("mg-ops").delete(plan).expect(403);
        door.as("mg-ops").post(plan + "/trial", Map.of("document", order)).expect(422);
        door.as("mg-ops")
                .post(plan + "/trial", Map.of("document", "PO-NONE", "reason", "x"))
                .expect(422);
        door.as("mg-ops").post(plan + "/execution/retry", null).expect(409);
        door.as("mg-analyst").get(path + "/unknown").expect(404);
        door.as("mg-analyst").get("/api/v1/models/unknown/versions/instances").expect(404);
        door.as("mg-analyst").post("/api/v1/models/unknown/migrations", body).expect(404);
        door.as("mg-analyst")
                .post(path, Map.of("from", old.getVersion(), "to", 4711))
                .expect(422);
        door.as("mg-analyst").delete(plan).expect(200);
        door.as("mg-analyst").delete(plan).expect(200);
        door.as("mg-ops").post(plan + "/trial", choice).expect(409);
        assertThat(process(order).getProcessDefinitionId()).isEqualTo(old.getId());
    }

    @Test
    @DisplayName(
            "R01: a document asked about before a deployment is approved on the old version, the next one on the new")
    void oldAndNewVersionsSideBySide() throws IOException {
        deploy(REQUISITION, shipped(REQUISITION).replace("<bpmn:documentation>", "<bpmn:documentation>Once: "));
        var before = deploy(
                "document-approval",
                shipped("document-approval").replace("<bpmn:documentation>", "<bpmn:documentation>Once: "));
        var first = requisition("500.00");
        deploy(REQUISITION, shipped(REQUISITION));
        var after = deploy("document-approval", shipped("document-approval"));
        var second = requisition("600.00");
        assertThat(task(first, "userTask_approve").getProcessDefinitionId()).isEqualTo(before.getId());
        assertThat(task(second, "userTask_approve").getProcessDefinitionId()).isEqualTo(after.getId());
        for (var requisition : List.of(second, first)) {
            assertThat(ordersOf(requisition)).isEmpty();
            approve(requisition);
            assertThat(ordersOf(requisition)).hasSize(1);
            assertThat(process(requisition)).isNull();
        }
    }

    private JsonNode ordersOf(String requisition) {
        return read("mg-anna", "/api/v1/requisitions/" + requisition).path("orders");
    }

    @Test
    @DisplayName("Instructions that name nothing are refused in words; five hundred with long ids are kept")
    void instructionsOfAnyLength() throws IOException {
        var old = deploy(ORDER, shipped(ORDER));
        var next = deploy(ORDER, shipped(ORDER));
        var path = "/api/v1/models/purchase-order/migrations";
        var nothing = new HashMap<String, Object>(Map.of("from", old.getVersion(), "to", next.getVersion()));
        nothing.put("instructions", Arrays.asList((Object) null));
        assertThat(door.as("mg-analyst").post(path, nothing).expect(422).text())
                .contains("names elements by their ids");
        var many = IntStream.range(0, 500)
                .mapToObj(number -> Map.of("from", "userTask_" + number + "x".repeat(240), "to", "y".repeat(250)))
                .toList();
        var plan = path + "/" + draft(old, next).path("id").asText();
        door.as("mg-analyst").put(plan, Map.of("instructions", many)).expect(200);
        assertThat(read("mg-analyst", plan).path("instructions")).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mg-analyst", "mg-ops", "mg-admin", "mg-auditor", "mg-buyer", "mg-anna"})
    @DisplayName("R01: the engine's own doors move nothing, for nobody")
    void theEnginesOwnDoorsMoveNothing(String user) throws IOException {
        var old = deploy(ORDER, shipped(ORDER));
        var order = order("10.00");
        var next = deploy(ORDER, shipped(ORDER));
        var plan = Map.of(
                "sourceProcessDefinitionId",
                old.getId(),
                "targetProcessDefinitionId",
                next.getId(),
                "instructions",
                List.of(Map.of(
                        "sourceActivityIds",
                        List.of("userTask_receiveGoods"),
                        "targetActivityIds",
                        List.of("userTask_receiveGoods"))));
        var body = Map.of(
                "migrationPlan",
                plan,
                "processInstanceIds",
                List.of(process(order).getId()));
        for (var last : List.of("execute", "executeAsync")) {
            assertThat(door.as(user)
                            .post("/engine-rest/migration/" + last, body)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(process(order).getProcessDefinitionId()).isEqualTo(old.getId());
    }

    @Test
    @DisplayName("R20: a former version of invoices goes on beside the new one; a plan says what cannot be moved")
    void aFormerVersionGoesOnBesideTheNewOne() throws IOException {
        var old = deploy(
                "supplier-invoice",
                Files.readString(Path.of("src/test/resources/migration/supplier-invoice-without-waits.bpmn")));
        var next = deploy("supplier-invoice", shipped("supplier-invoice"));
        var plan = draft(old, next);
        assertThat(plan.path("report").path("possible").asBoolean())
                .as(plan.path("report").path("findings").toString())
                .isTrue();
        assertThat(plan.path("report").path("elements"))
                .anySatisfy(element -> assertThat(element.path("fate").asText()).isEqualTo("NEW"));
        assertThat(read("mg-ops", "/api/v1/models/supplier-invoice/versions/instances"))
                .anySatisfy(version ->
                        assertThat(version.path("newest").asBoolean()).isTrue());
    }
}
