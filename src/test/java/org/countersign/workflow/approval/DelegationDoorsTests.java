package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.ApprovalReminderDue;
import org.countersign.approval.ApprovalWatch;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.countersign.workflow.support.LeaversTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** A task handed to somebody, a question asked first, and what a requester can say meanwhile, at every door. */
@CountersignTest
@RecordApplicationEvents
class DelegationDoorsTests {

    private static final List<String> OTHERS =
            List.of("hand-anna", "hand-head", "hand-other", "hand-admin", "hand-ops", "hand-auditor");
    private static final String TASKLIST = "/camunda/api/engine/engine/default/task/";
    private static final String ENGINE = "/engine-rest/task/";

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private ApprovalWatch watch;

    @Autowired
    private TaskService tasks;

    @Autowired
    private LeaversTasks leavers;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void organisation() {
        people.add("hand-head", Group.APPROVER);
        people.add("hand-boss", "hand-head", Group.APPROVER);
        people.add("hand-peer", "hand-head", Group.APPROVER);
        people.add("hand-anna", "hand-boss", Group.REQUESTER);
        people.add("hand-other", "hand-head", Group.REQUESTER);
        people.add("hand-admin", "hand-head", Group.ADMINISTRATOR);
        people.add("hand-ops", "hand-head", Group.OPERATIONS);
        people.add("hand-auditor", "hand-head", Group.AUDITOR);
        door.as("hand-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-HAND", "name", "Hand", "owner", "hand-head"));
        door.as("hand-admin")
                .post(
                        "/api/v1/suppliers",
                        Map.of("number", "S-HAND", "name", "Hand", "email", "h@s.example", "status", "APPROVED"));
    }

    @Test
    @DisplayName("R04, R08: by REST a task is handed to somebody who decides; no other door lets anybody else")
    void theDelegateDecidesAtEveryDoor() {
        var number = submitted();
        var task = task(number).getId();
        for (var other : OTHERS) {
            delegate(other, task, "hand-peer", "DECIDE").expect(403);
        }
        door.anonymous().post("/api/v1/approvals/" + task + "/delegation", "{}").expect(401);
        assertThat(delegate("hand-boss", task, "hand-anna", "DECIDE")
                        .expect(403)
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo("urn:problem:approval:delegate-is-requester");
        delegate("hand-boss", task, "hand-auditor", "DECIDE").expect(403);
        delegate("hand-boss", task, "nobody-here", "DECIDE").expect(422);
        delegate("hand-boss", task, "hand-boss", "DECIDE").expect(422);
        assertThat(door.as("hand-boss")
                        .post("/api/v1/approvals/" + task + "/delegation", Map.of())
                        .expect(422)
                        .json()
                        .path("fields")
                        .size())
                .isEqualTo(2);
        delegate("hand-boss", "no-such-task", "hand-peer", "DECIDE").expect(404);

        var handed =
                delegate("hand-boss", task, "hand-peer", "DECIDE").expect(201).json();

        assertThat(handed.path("kind").asText()).isEqualTo("DELEGATION");
        assertThat(task(number).getAssignee()).isEqualTo("hand-peer");
        assertThat(task(number).getId()).isEqualTo(task);
        assertThat(variable(task, "viewOnBehalfOf")).isEqualTo("hand-boss Example");
        assertThat(mailsTo("hand-peer", number)).anyMatch(subject -> subject.contains("please decide"));
        for (var other : List.of("hand-boss", "hand-anna", "hand-head", "hand-admin", "hand-ops", "hand-auditor")) {
            complete(other, task, Map.of("decision", "approve")).expect(403);
            assertThat(door.as(other)
                            .post(ENGINE + task + "/claim", Map.of("userId", other))
                            .status())
                    .isIn(403, 409);
            door.as(other)
                    .post(ENGINE + task + "/assignee", Map.of("userId", other))
                    .expect(403);
            door.as(other)
                    .post(ENGINE + task + "/delegate", Map.of("userId", "hand-boss"))
                    .expect(403);
        }
        delegate("hand-peer", task, "hand-head", "DECIDE").expect(409);
        door.as("hand-peer")
                .post(ENGINE + task + "/delegate", Map.of("userId", "hand-other"))
                .expect(403);
        complete("hand-peer", task, Map.of("decision", "approve")).expect(204);

        var entry = requisition(number).path("approvals").path(0);
        assertThat(entry.path("by").asText()).isEqualTo("hand-peer");
        assertThat(entry.path("onBehalfOf").asText()).isEqualTo("hand-boss");
        assertThat(door.as("hand-auditor").get("/api/v1/audit/" + number).text())
                .contains("approval.delegated", "\"onBehalfOf\":\"hand-boss\"");
        assertThat(page("hand-anna", number))
                .contains("Decision handed to hand-peer Example", "hand-peer Example, for hand-boss Example");
        delegate("hand-boss", task, "hand-peer", "DECIDE").expect(409);
    }

    @Test
    @DisplayName("What was delegated is taken back by whoever delegated: by REST, and on the page")
    void aDelegationIsTakenBack() {
        var number = submitted();
        var task = task(number).getId();
        delegate("hand-boss", task, "hand-peer", "DECIDE").expect(201);

        door.as("hand-peer").delete("/api/v1/approvals/" + task + "/delegation").expect(403);
        door.as("hand-admin")
                .delete("/api/v1/approvals/" + task + "/delegation")
                .expect(403);
        door.as("hand-boss").delete("/api/v1/approvals/" + task + "/delegation").expect(204);
        assertThat(task(number).getAssignee()).isEqualTo("hand-boss");
        door.as("hand-boss").delete("/api/v1/approvals/" + task + "/delegation").expect(409);
        complete("hand-peer", task, Map.of("decision", "approve")).expect(403);

        var again = delegate("hand-boss", task, "hand-peer", "DECIDE")
                .expect(201)
                .json()
                .path("id")
                .asText();
        assertThat(page("hand-boss", number)).contains("Take it back");
        assertThat(door.as("hand-peer").get("/api/v1/approvals").json().toString())
                .contains(task, "\"onBehalfOf\":\"hand-boss\"");
        var peers = new Browser(door.base());
        peers.signIn("hand-peer");
        assertThat(peers.sendParts("/requisitions/" + number + "/remarks/" + again + "/removal", Map.of())
                        .statusCode())
                .isEqualTo(403);
        var boss = new Browser(door.base());
        boss.signIn("hand-boss");
        boss.sendParts("/requisitions/" + number + "/remarks/" + again + "/removal", Map.of());
        assertThat(task(number).getAssignee()).isEqualTo("hand-boss");
        complete("hand-boss", task, Map.of("decision", "approve")).expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "submit-form"})
    @DisplayName("In Tasklist and by the engine's REST the form hands the task on; nothing of it is an answer")
    void theFormHandsTheTaskOn(String how) throws Exception {
        var number = submitted();
        var task = task(number).getId();
        var aside = Map.of("decision", "aside", "aside", "decide", "to", "Peer (hand-peer)", "comment", "You know");
        for (var other : OTHERS) {
            send(other, ENGINE + task + "/" + how, aside).expect(403);
        }
        send("hand-boss", ENGINE + task + "/" + how, Map.of("decision", "aside", "aside", "nonsense"))
                .expect(422);
        send("hand-boss", ENGINE + task + "/" + how, Map.of("decision", "aside", "aside", "decide"))
                .expect(422);
        assertThat(send(
                                "hand-boss",
                                ENGINE + task + "/" + how,
                                Map.of("decision", "aside", "aside", "decide", "to", "Nobody Example"))
                        .expect(422)
                        .json()
                        .path("message")
                        .asText())
                .contains("Nobody Example");

        var browser = new Browser(door.base());
        browser.signIn("hand-boss");
        var body = new ObjectMapper().writeValueAsString(Map.of("variables", values(aside)));
        assertThat(browser.send("POST", TASKLIST + task + "/" + how, body, false))
                .isEqualTo(403);
        assertThat(task(number).getAssignee()).isEqualTo("hand-boss");
        browser.signIn("hand-boss");
        assertThat(browser.send("POST", TASKLIST + task + "/" + how, body, true))
                .isEqualTo(204);

        assertThat(task(number).getAssignee()).isEqualTo("hand-peer");
        var said = browser.open("/tasks/" + task + "/answer").body();
        assertThat(said).contains("hand-peer Example decides on " + number + " for you.");
        send("hand-peer", ENGINE + task + "/" + how, Map.of("decision", "approve"))
                .expect(204);
        assertThat(requisition(number)
                        .path("approvals")
                        .path(0)
                        .path("onBehalfOf")
                        .asText())
                .isEqualTo("hand-boss");
    }

    @Test
    @DisplayName(
            "R04: an adviser says what they think at their door and decides at none; it comes back with the advice")
    void advice() {
        var number = submitted();
        var task = task(number).getId();
        delegate("hand-boss", task, "hand-anna", "ADVISE").expect(403);
        send(
                        "hand-boss",
                        ENGINE + task + "/submit-form",
                        Map.of(
                                "decision",
                                "aside",
                                "aside",
                                "advise",
                                "to",
                                "HAND-OTHER example",
                                "comment",
                                "Too dear?"))
                .expect(204);

        assertThat(task(number).getAssignee()).isEqualTo("hand-other");
        assertThat(variable(task, "viewAdviser")).isEqualTo("hand-other Example");
        assertThat(variable(task, "viewRemarks")).contains("Too dear?", "Advice asked of");
        assertThat(mailsTo("hand-other", number)).anyMatch(subject -> subject.contains("your advice is wanted"));
        for (var decision : List.of("approve", "reject", "return")) {
            complete("hand-other", task, Map.of("decision", decision, "comment", "Mine"))
                    .expect(403);
        }
        delegate("hand-other", task, "hand-peer", "DECIDE").expect(403);
        for (var other : List.of("hand-anna", "hand-head", "hand-admin", "hand-ops", "hand-auditor", "hand-boss")) {
            send(other, ENGINE + task + "/submit-form", Map.of("advice", "give", "comment", "Mine"))
                    .expect(403);
            door.as(other)
                    .post("/api/v1/approvals/" + task + "/advice", Map.of("text", "Mine"))
                    .expect(403);
        }
        assertThat(door.as("hand-other").get("/api/v1/approvals").json().toString())
                .doesNotContain(task);
        var boss = new Browser(door.base());
        boss.signIn("hand-boss");
        assertThat(boss.open("/tasks/" + task).body()).contains("You wait for advice", "hand-other Example");
        assertThat(boss.open("/tasks?document=" + number).body()).contains("You wait for advice");
        var others = new Browser(door.base());
        others.signIn("hand-peer");
        assertThat(others.open("/tasks/" + task).body()).contains("This task is not yours");
        assertThat(others.sendParts("/tasks/" + task + "/taking-back", Map.of()).statusCode())
                .isEqualTo(403);
        boss.sendParts("/tasks/" + task + "/taking-back", Map.of());
        assertThat(task(number).getAssignee()).isEqualTo("hand-boss");
        assertThat(door.as("hand-boss").get("/api/v1/approvals").json().toString())
                .contains(task);
        delegate("hand-boss", task, "hand-other", "ADVISE").expect(201);
        leavers.releaseAll();
        assertThat(task(number).getAssignee()).isEqualTo("hand-other");
        door.as("hand-other").post(ENGINE + task + "/resolve", Map.of());
        assertThat(requisition(number).path("status").asText()).isEqualTo("IN_APPROVAL");
        send("hand-other", ENGINE + task + "/submit-form", Map.of("advice", "give"))
                .expect(422);
        send("hand-other", ENGINE + task + "/submit-form", Map.of("advice", "give", "comment", "Cheap enough"))
                .expect(204);

        assertThat(task(number).getAssignee()).isEqualTo("hand-boss");
        assertThat(variable(task, "viewAdviser")).isEmpty();
        assertThat(variable(task, "viewRemarks")).contains("Cheap enough");
        assertThat(mailsTo("hand-boss", number)).anyMatch(subject -> subject.contains("the advice is there"));
        assertThat(requisition(number).path("remarks").path(1).path("answer").asText())
                .isEqualTo("Cheap enough");
        complete("hand-boss", task, Map.of("decision", "approve")).expect(204);
        assertThat(requisition(number)
                        .path("approvals")
                        .path(0)
                        .path("onBehalfOf")
                        .isTextual())
                .isFalse();
    }

    @Test
    @DisplayName(
            "R07: when the requester has left, the night finds who answers; they do by REST and page, and nobody else")
    void aQuestionOfALeaverIsAnswered() {
        var number = submitted();
        var task = task(number).getId();
        var question = door.as("hand-boss")
                .post("/api/v1/approvals/" + task + "/question", Map.of("text", "Why so many?"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        people.active("hand-anna", false);
        try {
            watch.everything();
            watch.everything();

            assertThat(mailsTo("hand-head", number))
                    .filteredOn(subject -> subject.contains("a question to you"))
                    .hasSize(1);
            assertThat(mailsTo("hand-boss", number))
                    .filteredOn(subject -> subject.contains("somebody else answers your question"))
                    .hasSize(1);
            var path = "/api/v1/approvals/questions/" + question;
            for (var other :
                    List.of("hand-boss", "hand-peer", "hand-other", "hand-admin", "hand-ops", "hand-auditor")) {
                door.as(other).get(path).expect(403);
                door.as(other).post(path + "/answer", Map.of("text", "Mine")).expect(403);
            }
            assertThat(page("hand-head", number)).contains("Why so many?", "waits for your answer");
            var head = new Browser(door.base());
            head.signIn("hand-head");
            assertThat(head.open("/questions/" + question).body()).contains("Why so many?");
            head.sendParts("/questions/" + question, Map.of("answer", "They grow"));
            assertThat(head.sendParts("/questions/" + question, Map.of("answer", "Again"))
                            .statusCode())
                    .isIn(200, 302, 303);

            assertThat(requisition(number)
                            .path("remarks")
                            .path(0)
                            .path("answer")
                            .asText())
                    .isEqualTo("They grow");
            assertThat(requisition(number)
                            .path("remarks")
                            .path(0)
                            .path("answeredBy")
                            .asText())
                    .isEqualTo("hand-head");
            assertThat(mailsTo("hand-boss", number)).anyMatch(subject -> subject.contains("your question is answered"));
            assertThat(door.as("hand-auditor").get("/api/v1/audit/" + number).text())
                    .contains("approval.question-passed-on");
        } finally {
            people.active("hand-anna", true);
        }
    }

    @Test
    @DisplayName("R07: whoever is to advise is reminded by mail as approvers are, and the requester sees who it is and"
            + " since when")
    void advisersAreReminded() {
        var number = submitted();
        var task = task(number).getId();
        clock.advance(Duration.ofDays(1));
        delegate("hand-boss", task, "hand-other", "ADVISE").expect(201);
        var anna = new Browser(door.base());
        anna.signIn("hand-anna");
        assertThat(anna.open("/requisitions/" + number).body())
                .contains("hand-boss Example wants the advice of hand-other Example first, and asked for it");

        clock.advance(Duration.ofDays(2));
        jobs.runDue(number);
        assertThat(mailsTo("hand-other", number)).noneMatch(subject -> subject.contains("still awaited"));
        clock.advance(Duration.ofDays(1));
        jobs.runDue(number);

        assertThat(mailsTo("hand-other", number))
                .filteredOn(subject -> subject.contains("your advice is still awaited"))
                .hasSize(1);
        assertThat(reminders(number)).isEqualTo(1);
        send("hand-other", ENGINE + task + "/submit-form", Map.of("advice", "give", "comment", "Fine"))
                .expect(204);
        clock.advance(Duration.ofDays(3));
        jobs.runDue(number);
        assertThat(mailsTo("hand-other", number))
                .filteredOn(subject -> subject.contains("your advice is still awaited"))
                .hasSize(1);
    }

    @Test
    @DisplayName("R07: a question stops the clock of the step; the requester answers, nobody else, and time runs on")
    void aQuestionStopsTheClock() {
        var number = submitted();
        var task = task(number).getId();
        for (var other : OTHERS) {
            door.as(other)
                    .post("/api/v1/approvals/" + task + "/question", Map.of("text", "Why?"))
                    .expect(403);
        }
        clock.advance(Duration.ofDays(2));
        var question = door.as("hand-boss")
                .post("/api/v1/approvals/" + task + "/question", Map.of("text", "Why so many?"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        assertThat(mailsTo("hand-anna", number)).anyMatch(subject -> subject.contains("a question to you"));
        assertThat(variable(task, "viewRemarks")).contains("Why so many?", "not answered yet");
        assertThat(page("hand-anna", number))
                .contains("Why so many?", "waits for your answer")
                .doesNotContain("Remind them");
        clock.advance(Duration.ofDays(8));
        jobs.runDue(number);
        assertThat(reminders(number)).isZero();

        var answer = "/api/v1/requisitions/" + number + "/questions/" + question + "/answer";
        for (var other : List.of("hand-boss", "hand-head", "hand-other", "hand-admin", "hand-ops", "hand-auditor")) {
            door.as(other).post(answer, Map.of("text", "Because")).expect(403);
        }
        door.as("hand-anna")
                .post("/api/v1/requisitions/" + number + "/reminders", null)
                .expect(409);
        door.as("hand-anna").post(answer, Map.of("text", " ")).expect(422);
        door.as("hand-boss").get("/api/v1/approvals/questions/" + question).expect(403);
        door.as("hand-anna").get("/api/v1/approvals/questions/none").expect(404);
        door.as("hand-boss")
                .post("/api/v1/approvals/questions/" + question + "/answer", Map.of("text", "Mine"))
                .expect(403);
        assertThat(door.as("hand-anna")
                        .get("/api/v1/approvals/questions/" + question)
                        .expect(200)
                        .json()
                        .path("text")
                        .asText())
                .isEqualTo("Why so many?");
        var bosses = new Browser(door.base());
        bosses.signIn("hand-boss");
        assertThat(bosses.open("/questions/" + question).statusCode()).isEqualTo(403);
        var annas = new Browser(door.base());
        annas.signIn("hand-anna");
        assertThat(annas.open("/questions/" + question).body()).contains("Why so many?", "Your answer");
        assertThat(annas.sendParts("/questions/" + question, Map.of("answer", " "))
                        .statusCode())
                .isEqualTo(422);
        var onPage = "/requisitions/" + number + "/questions/" + question + "/answer";
        assertThat(annas.sendParts(onPage, Map.of("answer", "")).statusCode()).isEqualTo(422);
        annas.sendParts("/questions/" + question, Map.of("answer", "We are many"));
        assertThat(annas.open("/questions/" + question).body()).contains("We are many");
        door.as("hand-anna").post(answer, Map.of("text", "Again")).expect(409);

        assertThat(variable(task, "viewRemarks")).contains("We are many");
        assertThat(variable(task, "viewFacts")).contains("17 Mar 2026").doesNotContain("9 Mar 2026");
        assertThat(mailsTo("hand-boss", number)).anyMatch(subject -> subject.contains("your question is answered"));
        jobs.runDue(number);
        assertThat(reminders(number)).isZero();
        clock.advance(Duration.ofDays(1));
        jobs.runDue(number);
        assertThat(reminders(number)).isEqualTo(1);
        complete("hand-boss", task, Map.of("decision", "approve")).expect(204);
    }

    @Test
    @DisplayName("R07: the requester reminds once a day and adds notes; approvers find the notes in their task")
    void theRequesterRemindsAndAddsNotes() {
        var number = submitted();
        var task = task(number).getId();
        var reminders = "/api/v1/requisitions/" + number + "/reminders";
        var notes = "/api/v1/requisitions/" + number + "/notes";
        for (var other : List.of("hand-boss", "hand-head", "hand-other", "hand-admin", "hand-ops", "hand-auditor")) {
            door.as(other).post(reminders, null).expect(403);
            door.as(other).post(notes, Map.of("text", "Mine")).expect(403);
        }
        var annas = new Browser(door.base());
        annas.signIn("hand-anna");
        assertThat(page("hand-anna", number)).contains("Remind them", "Waiting for hand-boss Example");

        door.as("hand-anna").post(reminders, null).expect(201);

        assertThat(door.as("hand-anna")
                        .post(reminders, null)
                        .expect(409)
                        .json()
                        .path("detail")
                        .asText())
                .contains("today already");
        assertThat(page("hand-anna", number)).doesNotContain("Remind them");
        assertThat(annas.sendParts("/requisitions/" + number + "/reminders", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(mailsTo("hand-boss", number)).anyMatch(subject -> subject.contains("still waiting"));
        clock.advance(Duration.ofDays(1));
        door.as("hand-anna").post(reminders, null).expect(201);

        door.as("hand-anna").post(notes, Map.of("text", "The old ones broke")).expect(201);
        assertThat(annas.sendParts("/requisitions/" + number + "/notes", Map.of("note", " "))
                        .statusCode())
                .isEqualTo(422);
        annas.sendParts("/requisitions/" + number + "/notes", Map.of("note", "Today"));
        assertThat(variable(task, "viewRemarks")).contains("The old ones broke", "Today");
        assertThat(page("hand-boss", number)).contains("The old ones broke", "Note added");
        complete("hand-boss", task, Map.of("decision", "reject", "comment", "No"))
                .expect(204);
        door.as("hand-anna").post(notes, Map.of("text", "Late")).expect(409);
    }

    // ---- doing

    private String submitted() {
        var line = Map.of("description", "Thing", "quantity", "1", "unitPrice", "240.00", "supplier", "S-HAND");
        var number = door.as("hand-anna")
                .post("/api/v1/requisitions", Map.of("title", "Hand", "costCenter", "CC-HAND", "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("hand-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private TestDoor.Answer delegate(String by, String task, String to, String mode) {
        return door.as(by)
                .post("/api/v1/approvals/" + task + "/delegation", Map.of("to", to, "mode", mode, "comment", "Please"));
    }

    private TestDoor.Answer complete(String user, String task, Map<String, String> values) {
        return send(user, ENGINE + task + "/complete", values);
    }

    private TestDoor.Answer send(String user, String path, Map<String, String> values) {
        return door.as(user).post(path, Map.of("variables", values(values)));
    }

    private static Map<String, Object> values(Map<String, String> values) {
        var variables = new HashMap<String, Object>();
        values.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return variables;
    }

    // ---- looking

    private Task task(String number) {
        return tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
    }

    private String variable(String task, String name) {
        return String.valueOf(tasks.getVariableLocal(task, name));
    }

    private JsonNode requisition(String number) {
        return door.as("hand-auditor").get("/api/v1/requisitions/" + number).json();
    }

    private String page(String user, String number) {
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser.open("/requisitions/" + number).body();
    }

    private long reminders(String number) {
        return events.stream(ApprovalReminderDue.class)
                .filter(due -> due.document().value().equals(number))
                .count();
    }

    private List<String> mailsTo(String user, String number) {
        return jdbc.queryForList(
                "select subject from mails where document = ? and recipients like ?",
                String.class,
                number,
                "%" + user + "%");
    }
}
