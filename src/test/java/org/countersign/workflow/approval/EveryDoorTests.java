package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.AnswerLinks;
import org.countersign.people.Directory;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everything by which somebody might get their own request approved, or answer twice. The requester is approver, owner of
 * the cost centre, in the group that is asked, administrator and operations at once; an administrator and operations try
 * the same for her.
 */
@CountersignTest
class EveryDoorTests {

    private static final String ENGINE = "/engine-rest";
    private static final String APPROVE = "{\"variables\": {\"decision\": {\"value\": \"approve\"}}}";
    private static final String VALUE = "{\"value\": \"approve\", \"type\": \"String\"}";
    private static final List<String> INTRUDERS = List.of("own-boss", "own-admin", "own-ops");

    private static boolean prepared;
    private static int counter;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private Directory directory;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService engine;

    @Autowired
    private ApprovalProof proof;

    @Autowired
    private AnswerLinks links;

    @Autowired
    private JdbcTemplate jdbc;

    /** A call, with places for what it is about. */
    private record Call(String method, String path, String body, boolean forOperations) {

        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    @BeforeEach
    void organisation() {
        if (prepared) {
            rank();
            return;
        }
        people.add("own-chief", Group.APPROVER);
        people.add("own-head", "own-chief", Group.APPROVER, Group.IT_APPROVER);
        people.add("own-boss", "own-head");
        people.add("own-worker", "own-boss", Group.REQUESTER);
        people.add("own-it", "own-chief", Group.IT_APPROVER);
        people.add("own-admin", "own-chief", Group.ADMINISTRATOR);
        people.add("own-ops", "own-chief", Group.OPERATIONS);
        people.add("own-auditor", "own-chief", Group.AUDITOR);
        door.as("own-admin").post("/api/v1/cost-centers", Map.of("code", "CC-OWN", "name", "Own", "owner", "own-boss"));
        rank();
        prepared = true;
    }

    /** Operations raise nothing and substitute nobody, so she becomes one of them once she has asked. */
    private void rank(Group... more) {
        var groups = new TreeSet<>(
                Set.of(Group.REQUESTER.id(), Group.APPROVER.id(), Group.IT_APPROVER.id(), Group.ADMINISTRATOR.id()));
        Stream.of(more).map(Group::id).forEach(groups::add);
        directory.assignGroups(new UserId("own-boss"), groups);
    }

    static Stream<Call> refused() {
        return Stream.of(
                        "POST /task/{task}/complete " + APPROVE,
                        "POST /task/{task}/submit-form " + APPROVE,
                        "POST /task/{task}/resolve " + APPROVE,
                        "POST /task/{task}/claim {'userId': 'own-chief'}",
                        "POST /task/{task}/assignee {'userId': '{user}'}",
                        "POST /task/{task}/delegate {'userId': '{user}'}",
                        "POST /task/{task}/identity-links {'userId': '{user}', 'type': 'candidate'}",
                        "POST /task/{task}/bpmnError {'errorCode': 'approved'}",
                        "POST /task/{task}/bpmnEscalation {'escalationCode': 'approved'}",
                        "PUT /task/{task} {'assignee': '{user}', 'name': 'Mine'}",
                        "PUT /task/{task}/variables/decision " + VALUE,
                        "PUT /task/{task}/localVariables/decision " + VALUE,
                        "POST /task/{task}/localVariables {'modifications': {'decision': " + VALUE + "}}",
                        "DELETE /task/{task} {}",
                        "DELETE /process-instance/{instance} {}",
                        "POST /process-definition/key/document-approval/start {'businessKey': '{document}'}",
                        "POST /process-definition/{definition}/restart {'processInstanceIds': ['{instance}'],"
                                + " 'instructions': [{'type': 'startAfterActivity', 'activityId': 'userTask_approve'}]}",
                        "POST /migration/execute {'processInstanceIds': ['{instance}'], 'migrationPlan':"
                                + " {'sourceProcessDefinitionId': '{definition}', 'targetProcessDefinitionId':"
                                + " '{definition}', 'instructions': []}}",
                        "POST /modification/executeAsync {'processDefinitionId': '{definition}', 'processInstanceIds':"
                                + " ['{instance}'], 'instructions': [{'type': 'startAfterActivity', 'activityId':"
                                + " 'userTask_approve'}]}",
                        "POST /authorization/create {'type': 1, 'permissions': ['ALL'], 'userId': '{user}',"
                                + " 'resourceType': 7, 'resourceId': '*'}")
                .map(line -> call(line, false));
    }

    static Stream<Call> openToOperations() {
        return Stream.of(
                        "PUT /process-instance/{instance}/variables/decision " + VALUE,
                        "PUT /process-instance/{instance}/variables/approved {'value': true, 'type': 'Boolean'}",
                        "POST /process-instance/{instance}/variables {'modifications': {'decision': " + VALUE + "}}",
                        "PUT /execution/{execution}/localVariables/decision " + VALUE,
                        "PUT /execution/{execution}/localVariables/step {'value': 'nothing', 'type': 'String'}",
                        "PUT /execution/{execution}/localVariables/nrOfCompletedInstances {'value': 9, 'type':"
                                + " 'Integer'}",
                        "POST /execution/{execution}/signal " + APPROVE,
                        "POST /message {'messageName': 'document-approval.approvers-changed', 'businessKey':"
                                + " '{document}'}",
                        "POST /signal {'name': 'approved', 'executionId': '{execution}'}",
                        "POST /job/{job}/execute {}",
                        "PUT /job/{job}/retries {'retries': 0}",
                        "PUT /job/{job}/duedate {'duedate': '2026-01-01T00:00:00.000+0000'}",
                        "PUT /job/{job}/suspended {'suspended': true}")
                .map(line -> call(line, true));
    }

    static Stream<Call> moves() {
        var cancel =
                "{'type': 'cancel', 'activityId': 'userTask_approve', 'cancelCurrentActiveActivityInstances': true}";
        return Stream.of(
                        "POST /process-instance/{instance}/modification {'instructions': [" + cancel
                                + ", {'type': 'startAfterActivity', 'activityId': 'userTask_approve'}]}",
                        "POST /process-instance/{instance}/modification {'instructions': [" + cancel + "]}",
                        "POST /process-instance/{instance}/modification {'instructions': ["
                                + "{'type': 'startBeforeActivity', 'activityId': 'event_documentApproved', 'variables':"
                                + " {'decision': " + VALUE + "}}, " + cancel + "]}",
                        "POST /process-instance/{instance}/modification {'instructions': ["
                                + "{'type': 'startTransition', 'transitionId': 'flow_allApproved'}, " + cancel + "]}",
                        "POST /modification/execute {'processDefinitionId': '{definition}', 'processInstanceIds':"
                                + " ['{instance}'], 'instructions': [{'type': 'startAfterActivity', 'activityId':"
                                + " 'subProcess_approvalStep'}]}",
                        "POST /process-instance/{outer}/modification {'instructions': ["
                                + "{'type': 'startAfterActivity', 'activityId': 'callActivity_approveRequisition'}]}",
                        "POST /process-instance/{outer}/modification {'instructions': ["
                                + "{'type': 'startTransition', 'transitionId': 'flow_approved'}]}",
                        "POST /process-instance/{outer}/modification {'instructions': ["
                                + "{'type': 'startBeforeActivity', 'activityId': 'serviceTask_createOrder'}]}",
                        "POST /process-instance/{outer}/modification {'instructions': [{'type': 'startBeforeActivity',"
                                + " 'activityId': 'serviceTask_createOrder#multiInstanceBody'}]}",
                        "POST /process-instance/{outer}/modification {'instructions': ["
                                + "{'type': 'startBeforeActivity', 'activityId': 'serviceTask_completeRequisition'}]}")
                .map(line -> call(line, true));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("R04, R05: what nobody may do is refused at each level, and the right people answer thereafter")
    void nobodyGetsRoundTheApprovers(Call call) {
        everybodyTries(call);
    }

    @ParameterizedTest
    @MethodSource("openToOperations")
    @DisplayName("R04, R05: variables, messages and jobs that operations may touch approve nothing")
    void whatOperationsMayTouchApprovesNothing(Call call) {
        everybodyTries(call);
    }

    @ParameterizedTest
    @MethodSource("moves")
    @DisplayName("R01: a process that was moved past its approvers makes no order")
    void aMovedProcessMakesNoOrder(Call call) {
        for (var user : INTRUDERS) {
            var number = submitted();
            var answer = tried(user, number, call);
            assertThat(answer.text()).as(user + ": " + answer).doesNotContain("\tat ", "java.lang", "org.countersign.");
            if (!Set.of("own-ops", "own-boss").contains(user)) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            }
            runWhatRuns(number);
            nothingIsApproved(number, Set.of());
        }
    }

    @Test
    @DisplayName("R04, R05: lists, links and forms of our own let neither the requester nor an administrator answer")
    void ourOwnDoors() {
        var number = submitted();
        for (var level = 1; level <= 2; level++) {
            var task = task(number);
            for (var user : INTRUDERS) {
                assertThat(door.as(user)
                                .post("/api/v1/approvals/batch", Map.of("tasks", List.of(task.getId())))
                                .text())
                        .doesNotContain("\"APPROVED\"");
                refused(door.as(user)
                        .post(
                                "/api/v1/approvals/" + task.getId() + "/delegation",
                                Map.of("to", user, "mode", "DECIDE")));
                refused(door.as(user).delete("/api/v1/approvals/" + task.getId() + "/delegation"));
                refused(door.as(user)
                        .post("/api/v1/approvals/" + task.getId() + "/advice", Map.of("text", "Approved")));
                refused(door.as(user).post("/api/v1/requisitions/" + number + "/submission", null));
                var browser = new Browser(door.base());
                browser.signIn(user);
                var step = jdbc.queryForObject(
                        "select id from approval_steps where task_id = ?", String.class, task.getId());
                var link = "/answers/" + links.draw(step, new UserId(user));
                browser.open(link);
                assertThat(browser.sendForm(link, List.of(Map.entry("decision", "approve")))
                                .statusCode())
                        .as(user)
                        .isBetween(400, 499);
                for (var last : List.of("complete", "submit-form")) {
                    assertThat(browser.send(
                                    "POST",
                                    "/camunda/api/engine/engine/default/task/" + task.getId() + "/" + last,
                                    APPROVE,
                                    true))
                            .as(user)
                            .isBetween(400, 499);
                }
                nothingIsApproved(number, level == 1 ? Set.of() : Set.of("own-head"));
            }
            approve(level == 1 ? "own-head" : "own-it", number);
        }
        isApproved(number);
    }

    @Test
    @DisplayName("R05: what somebody else has left on a task does not take the place of what its approver answers")
    void whatIsLeftOnATaskAnswersNothing() {
        var number = submitted();
        var task = task(number).getId();
        tasks.setVariable(task, "decision", "approve");
        tasks.setVariableLocal(task, "decision", "approve");

        door.as("own-head")
                .post(
                        ENGINE + "/task/" + task + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", "reject"), "comment", Map.of("value", "Too dear"))))
                .expect(204);
        jobs.runDue(number);

        assertThat(door.as("own-auditor")
                        .get("/api/v1/requisitions/" + number)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("REJECTED");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @DisplayName("What a rule refuses is no error of the server, and is not logged as one")
    void aRefusalIsNoError(CapturedOutput log) {
        var number = submitted();
        door.as("own-head")
                .post(
                        "/engine-rest/task/" + task(number).getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "reject"))))
                .expect(422);
        assertThat(log.getAll()).doesNotContain(" ERROR ");
    }

    @Test
    @DisplayName("R04, R05: an approver hands the task to nobody who asked or has answered, by no door")
    void nobodyHandsItToTheRequester() {
        var number = submitted();
        handing("own-head", number, "own-boss");
        approve("own-head", number);
        door.as("own-it")
                .post(ENGINE + "/task/" + task(number).getId() + "/claim", Map.of("userId", "own-it"))
                .expect(204);
        handing("own-it", number, "own-boss");
        handing("own-it", number, "own-head");
        approve("own-it", number);
        isApproved(number);
    }

    @Test
    @DisplayName("R04, R08: a chain of substitutes never ends with the requester; it passes over her")
    void chainsOfSubstitutesPassOverTheRequester() {
        var first = substitute("own-head", "own-chief");
        var second = substitute("own-chief", "own-boss");
        try {
            var number = submitted();
            assertThat(task(number).getAssignee()).isNotEqualTo("own-boss").isIn("own-head", "own-chief");
            door.as("own-boss")
                    .post(ENGINE + "/task/" + task(number).getId() + "/complete", APPROVE)
                    .expect(403);
            nothingIsApproved(number, Set.of());
            var answers = task(number).getAssignee();
            approve(answers, number);
            assertThat(approvals(number).path(0).path("by").asText()).isEqualTo(answers);
        } finally {
            door.as("own-head").delete(first).expect(204);
            door.as("own-chief").delete(second).expect(204);
        }
    }

    // ---- trying

    private void everybodyTries(Call call) {
        var number = submitted();
        for (var user : INTRUDERS) {
            attempt(user, number, call, Set.of());
        }
        approve("own-head", number);
        for (var user : Stream.concat(INTRUDERS.stream(), Stream.of("own-head")).toList()) {
            attempt(user, number, call, Set.of("own-head"));
        }
        approve("own-it", number);
        isApproved(number);
    }

    private void attempt(String user, String number, Call call, Set<String> answered) {
        var answer = tried(user, number, call);
        assertThat(answer.text()).as(user + ": " + answer).doesNotContain("\tat ", "java.lang", "org.countersign.");
        if (call.path().startsWith("/task/") && !call.method().equals("DELETE")) {
            assertThat(answer.status()).as(user + ": " + answer).isLessThan(500);
        }
        if (!call.forOperations() || !Set.of("own-boss", "own-ops").contains(user)) {
            assertThat(answer.status()).as(user + ": " + answer).isGreaterThanOrEqualTo(400);
        }
        runWhatRuns(number);
        nothingIsApproved(number, answered);
    }

    private TestDoor.Answer tried(String user, String number, Call call) {
        var task = task(number);
        var job = engine.createJobQuery().processInstanceId(task.getProcessInstanceId()).timers().list().stream()
                .findFirst();
        Map<String, String> places = Map.of(
                "{task}", task.getId(),
                "{instance}", task.getProcessInstanceId(),
                "{execution}", task.getExecutionId(),
                "{definition}", task.getProcessDefinitionId(),
                "{outer}", outer(number).getId(),
                "{job}", job.map(one -> one.getId()).orElse("none"),
                "{document}", number,
                "{user}", user);
        var path = call.path();
        var body = call.body();
        for (var place : places.entrySet()) {
            path = path.replace(place.getKey(), place.getValue());
            body = body.replace(place.getKey(), place.getValue());
        }
        return door.as(user).send(call.method(), ENGINE + path, BodyPublishers.ofString(body));
    }

    private void handing(String from, String number, String to) {
        var task = task(number).getId();
        refused(door.as(from).post("/api/v1/approvals/" + task + "/delegation", Map.of("to", to, "mode", "DECIDE")));
        refused(door.as(from)
                .post(
                        ENGINE + "/task/" + task + "/submit-form",
                        Map.of(
                                "variables",
                                Map.of(
                                        "decision",
                                        Map.of("value", "aside"),
                                        "aside",
                                        Map.of("value", "decide"),
                                        "to",
                                        Map.of("value", to)))));
        refused(door.as(from).post(ENGINE + "/task/" + task + "/assignee", Map.of("userId", to)));
        refused(door.as(from).post(ENGINE + "/task/" + task + "/delegate", Map.of("userId", to)));
        refused(door.as(to).post(ENGINE + "/task/" + task + "/complete", APPROVE));
        assertThat(task(number).getAssignee()).isEqualTo(from);
    }

    private static void refused(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
    }

    private String substitute(String of, String by) {
        return door.as(of)
                .post(
                        "/api/v1/people/" + of + "/substitutes",
                        Map.of(
                                "substitute",
                                by,
                                "to",
                                LocalDate.of(2026, 12, 31).toString()))
                .expect(201)
                .header("Location");
    }

    /** As the job executor would: what fails stays behind and keeps nothing else from running. */
    private void runWhatRuns(String number) {
        try {
            jobs.runDue(number);
        } catch (ProcessEngineException | IllegalStateException | RuleViolation e) {
            assertThat(e).as("left for operations").isNotNull();
        }
    }

    // ---- the right way

    private String submitted() {
        rank();
        // One of its own for each: what is asked of one supplier counts together.
        var supplier = "S-OWN-" + ++counter;
        door.as("own-admin")
                .post(
                        "/api/v1/suppliers",
                        Map.of("number", supplier, "name", "Own", "email", "o@s.example", "status", "APPROVED"))
                .expect(201);
        var line = Map.of(
                "description",
                "Software",
                "category",
                "it-software",
                "quantity",
                "1",
                "unitPrice",
                "1000.00",
                "supplier",
                supplier);
        var number = door.as("own-boss")
                .post("/api/v1/requisitions", Map.of("title", "Own", "costCenter", "CC-OWN", "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("own-boss")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        rank(Group.OPERATIONS);
        return number;
    }

    private void approve(String user, String number) {
        door.as(user)
                .post(ENGINE + "/task/" + task(number).getId() + "/complete", APPROVE)
                .expect(204);
        jobs.runDue(number);
    }

    // ---- looking

    private Task task(String number) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .list()
                .stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody is asked about " + number));
    }

    private ProcessInstance outer(String number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey("purchase-requisition")
                .singleResult();
    }

    private JsonNode approvals(String number) {
        return door.as("own-auditor")
                .get("/api/v1/requisitions/" + number)
                .json()
                .path("approvals");
    }

    private void nothingIsApproved(String number, Set<String> answered) {
        var requisition =
                door.as("own-auditor").get("/api/v1/requisitions/" + number).json();
        assertThat(requisition.path("status").asText()).isEqualTo("IN_APPROVAL");
        assertThat(requisition.path("orders")).isEmpty();
        assertThat(by(requisition.path("approvals"))).isEqualTo(answered);
        assertThat(proof.isApproved(new DocumentNumber(number))).isFalse();
    }

    private void isApproved(String number) {
        assertThat(proof.isApproved(new DocumentNumber(number))).isTrue();
        assertThat(by(approvals(number))).containsExactlyInAnyOrder("own-head", "own-it");
    }

    private static Set<String> by(JsonNode approvals) {
        var people = new TreeSet<String>();
        approvals.forEach(step -> {
            if (step.path("by").isTextual()) {
                people.add(step.path("by").asText());
            }
        });
        return people;
    }

    private static Call call(String line, boolean forOperations) {
        var parts = line.split(" ", 3);
        return new Call(parts[0], parts[1], parts[2].replace('\'', '"'), forOperations);
    }
}
