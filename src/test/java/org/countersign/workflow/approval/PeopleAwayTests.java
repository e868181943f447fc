package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalHandover;
import org.countersign.approval.ApprovalWatch;
import org.countersign.approval.StuckApproval;
import org.countersign.people.Organization;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** People leave, go away and come back while something waits for them, at every door. */
@CountersignTest
class PeopleAwayTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private Organization organization;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ApprovalWatch watch;

    @Autowired
    private ApprovalHandover handover;

    @Autowired
    private LeaversTasks leavers;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void organisation() {
        jdbc.update("delete from substitutions");
        people.add("away-top", Group.APPROVER);
        people.add("away-head", "away-top", Group.APPROVER);
        people.add("away-boss", "away-head", Group.APPROVER);
        people.add("away-anna", "away-boss", Group.REQUESTER);
        people.add("away-peer", "away-head", Group.APPROVER);
        people.add("away-other", "away-head", Group.REQUESTER);
        people.add("away-it", "away-head", Group.IT_APPROVER);
        people.add("away-admin", "away-head", Group.ADMINISTRATOR);
        people.add("away-ops", "away-head", Group.OPERATIONS);
        people.add("away-auditor", "away-head", Group.AUDITOR);
        door.as("away-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-AWAY", "name", "Away", "owner", "away-head"));
        door.as("away-admin")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-AWAY",
                                "name",
                                "Away",
                                "email",
                                "away@supplier.example",
                                "status",
                                "APPROVED"));
    }

    @Test
    @DisplayName("R04: a deactivated approver's task goes to their manager, who answers it; the mail tells them")
    void aDeactivatedApproversTaskGoesOn() {
        var number = submitted("240.00", "office");
        assertThat(assignee(number)).isEqualTo("away-boss");

        change("away-boss", false, "approver");

        assertThat(assignee(number)).isEqualTo("away-head");
        assertThat(tasksOf("away-head", number)).hasSize(1);
        complete("away-other", number, "approve").expect(403);
        complete("away-head", number, "approve").expect(204);
        assertThat(approvals(number).path(0).path("by").asText()).isEqualTo("away-head");
        assertThat(door.as("away-auditor").get("/api/v1/audit/" + number).text())
                .contains("approval.handed-over");
    }

    @Test
    @DisplayName("R03: when the last member of a group leaves, the step shows as stuck and goes on once repaired")
    void aStepWithoutAnybodyIsStuck() {
        var number = submitted("1200.00", "it-software");
        complete("away-boss", number, "approve").expect(204);
        jobs.runDue(number);
        complete("away-head", number, "approve").expect(204);
        jobs.runDue(number);

        var others = new ArrayList<>(organization.activeMembersOf(Group.IT_APPROVER.id()));
        others.remove(new UserId("away-it"));
        others.forEach(one -> people.active(one.value(), false));
        try {
            aGroupWithoutAnybody(number);
        } finally {
            others.forEach(one -> people.active(one.value(), true));
        }
    }

    private void aGroupWithoutAnybody(String number) {
        change("away-it", true, "requester");

        assertThat(handover.stuck(1000))
                .extracting(one -> one.document().value())
                .contains(number);
        assertThat(home("away-ops")).contains("nobody can answer");
        assertThat(home("away-other")).doesNotContain("nobody can answer");
        var repair = tasksOf("away-admin", number).get(0);
        assertThat(repair.path("taskDefinitionKey").asText()).isEqualTo("userTask_repairApproval");
        complete("away-admin", number, "approve").expect(422);

        change("away-it", true, "it-approver");
        complete("away-admin", number, "retry").expect(204);
        jobs.runDue(number);
        complete("away-it", number, "approve").expect(204);
        assertThat(handover.stuck(1000))
                .extracting(StuckApproval::document)
                .noneMatch(one -> one.value().equals(number));
    }

    @Test
    @DisplayName("R03: the nightly check finds people who left by another door")
    void theNightlyCheckFindsWhoLeftByAnotherDoor() {
        var number = submitted("240.00", "office");
        people.active("away-boss", false);
        assertThat(assignee(number)).isEqualTo("away-boss");

        watch.everything();

        assertThat(assignee(number)).isEqualTo("away-head");
    }

    @Test
    @DisplayName("What somebody took from a group goes back to it when they leave the group or the organisation")
    void aClaimedTaskGoesBack() {
        people.add("away-it2", "away-head", Group.IT_APPROVER);
        var number = submitted("1200.00", "it-software");
        complete("away-boss", number, "approve").expect(204);
        jobs.runDue(number);
        var task = groupTask(number);
        door.as("away-it")
                .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "away-it"))
                .expect(204);

        change("away-it", true, "requester");
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();

        door.as("away-it2")
                .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "away-it2"))
                .expect(204);
        people.active("away-it2", false);
        leavers.releaseAll();
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
    }

    @Test
    @DisplayName("A requisition sent back to somebody who left is withdrawn by an administrator, and by nobody else")
    void aReturnedRequisitionOfALeaver() {
        var number = submitted("240.00", "office");
        complete("away-boss", number, "return").expect(204);
        jobs.runDue(number);
        assertThat(tasksOf("away-anna", number)).hasSize(1);
        assertThat(tasksOf("away-admin", number)).isEmpty();

        change("away-anna", false, "requester");

        assertThat(tasksOf("away-admin", number)).hasSize(1);
        complete("away-admin", number, "resubmit").expect(403);
        complete("away-admin", number, "withdraw").expect(204);
        jobs.runDue(number);
        assertThat(door.as("away-admin")
                        .get("/api/v1/requisitions/" + number)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    @DisplayName(
            "R04, R08: at every door the substitute answers, and neither who is away nor who asks nor anybody else")
    void theSubstituteAnswersAtEveryDoor() {
        var number = submitted("240.00", "office");
        var mine = name("away-boss", "away-boss", "away-peer").expect(201);
        assertThat(mine.header("Location")).startsWith("/api/v1/people/away-boss/substitutes/");

        assertThat(assignee(number)).isEqualTo("away-peer");
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getId();
        assertThat(tasksOf("away-peer", number)).hasSize(1);
        assertThat(tasksOf("away-boss", number)).isEmpty();
        for (var other : List.of("away-boss", "away-anna", "away-head", "away-admin", "away-ops", "away-auditor")) {
            complete(other, number, "approve").expect(403);
            assertThat(door.as(other)
                            .post("/engine-rest/task/" + task + "/claim", Map.of("userId", other))
                            .status())
                    .isIn(403, 409);
            door.as(other)
                    .post("/engine-rest/task/" + task + "/assignee", Map.of("userId", other))
                    .expect(403);
        }
        var form = door.as("away-peer").get("/engine-rest/task/" + task + "/variables/viewOnBehalfOf");
        assertThat(form.json().path("value").asText()).isEqualTo("away-boss Example");
        complete("away-peer", number, "approve").expect(204);

        var entry = approvals(number).path(0);
        assertThat(entry.path("by").asText()).isEqualTo("away-peer");
        assertThat(entry.path("onBehalfOf").asText()).isEqualTo("away-boss");
        assertThat(door.as("away-auditor").get("/api/v1/audit/" + number).text())
                .contains("\"onBehalfOf\":\"away-boss\"");
        end("away-boss", "away-boss", mine).expect(204);
    }

    @Test
    @DisplayName(
            "R08: the absence begins and ends by the calendar of who is away; nothing that was answered comes back")
    void theAbsenceBeginsAndEnds() {
        var number = submitted("240.00", "office");
        var named = door.as("away-boss")
                .post(
                        "/api/v1/people/away-boss/substitutes",
                        Map.of("substitute", "away-peer", "from", "2026-03-03", "to", "2026-03-04"))
                .expect(201);
        watch.absences();
        assertThat(assignee(number)).isEqualTo("away-boss");

        clock.set(TestClock.START.plus(Duration.ofDays(1)));
        watch.absences();
        assertThat(assignee(number)).isEqualTo("away-peer");
        clock.set(TestClock.START.plus(Duration.ofDays(3)));
        complete("away-peer", number, "approve").expect(403);
        watch.absences();

        assertThat(assignee(number)).isEqualTo("away-boss");
        complete("away-boss", number, "approve").expect(204);
        assertThat(approvals(number).path(0).path("onBehalfOf").isTextual()).isFalse();
        end("away-boss", "away-boss", named).expect(204);
    }

    @Test
    @DisplayName(
            "R07, R08: what an escalation asks of who is away is their substitute's task, comes back and goes over again")
    void anEscalationReachesTheSubstitute() {
        var named = name("away-head", "away-head", "away-peer").expect(201);
        var number = submitted("240.00", "office");
        clock.set(TestClock.START.plus(Duration.ofDays(7)));
        jobs.runDue(number);

        assertThat(tasksOf("away-peer", number)).hasSize(1);
        assertThat(tasksOf("away-head", number)).isEmpty();
        assertThat(shownIn(number)).contains("away-peer Example on behalf of away-head Example");
        complete("away-head", number, "approve").expect(403);

        end("away-head", "away-head", named).expect(204);
        assertThat(tasksOf("away-head", number)).hasSize(1);
        assertThat(tasksOf("away-peer", number)).isEmpty();
        assertThat(shownIn(number)).doesNotContain("on behalf of");
        complete("away-peer", number, "approve").expect(403);

        var again = name("away-head", "away-head", "away-peer").expect(201);
        complete("away-peer", number, "approve").expect(204);
        var entry = approvals(number).path(0);
        assertThat(entry.path("by").asText()).isEqualTo("away-peer");
        assertThat(entry.path("onBehalfOf").asText()).isEqualTo("away-head");
        end("away-head", "away-head", again).expect(204);
    }

    @Test
    @DisplayName("R08: own REST and page let a person name substitutes, an administrator for others, and nobody else")
    void whoMayNameSubstitutes() {
        name("away-boss", "away-other", "away-peer").expect(403);
        name("away-boss", "away-peer", "away-peer").expect(403);
        name("away-boss", "away-ops", "away-peer").expect(403);
        name("away-boss", "away-auditor", "away-peer").expect(403);
        assertThat(name("away-boss", "away-admin", "away-admin")
                        .expect(403)
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo("urn:problem:approval:not-oneself-for-others");
        name("away-boss", "away-boss", "away-auditor").expect(422);
        door.anonymous().get("/api/v1/people/away-boss/substitutes").expect(401);
        door.as("away-other").get("/api/v1/people/away-boss/substitutes").expect(403);
        name("nobody-at-all", "away-admin", "away-peer").expect(404);

        var byAdmin = name("away-boss", "away-admin", "away-peer").expect(201);
        assertThat(door.as("away-boss")
                        .get("/api/v1/people/away-boss/substitutes")
                        .expect(200)
                        .json()
                        .path("content")
                        .path(0)
                        .path("setBy")
                        .asText())
                .isEqualTo("away-admin");
        end("away-boss", "away-peer", byAdmin).expect(403);
        end("away-boss", "away-boss", byAdmin).expect(204);
        end("away-boss", "away-boss", byAdmin).expect(404);
    }

    @Test
    @DisplayName("R04, R08: who asked never becomes the substitute of their own request, and an amount limits")
    void substitutesAreBound() {
        var own = name("away-boss", "away-boss", "away-anna").expect(201);
        var small = door.as("away-boss")
                .post(
                        "/api/v1/people/away-boss/substitutes",
                        Map.of(
                                "substitute",
                                "away-peer",
                                "to",
                                "2026-12-31",
                                "upTo",
                                "200",
                                "kinds",
                                List.of("requisition")))
                .expect(201);

        var large = submitted("240.00", "office");
        var little = submitted("200.00", "office");

        assertThat(assignee(large)).isEqualTo("away-boss");
        assertThat(assignee(little)).isEqualTo("away-peer");
        end("away-boss", "away-boss", own).expect(204);
        end("away-boss", "away-boss", small).expect(204);
        assertThat(assignee(little)).isEqualTo("away-boss");
    }

    @Test
    @DisplayName("R08: the page names a substitute, shows it, says what is wrong, and ends it")
    void thePageNamesASubstitute() {
        var browser = new Browser(door.base());
        browser.signIn("away-boss");
        assertThat(browser.open("/absence").body()).contains("My absence", "Nobody stands in for you");
        var wrong = browser.sendParts(
                "/absence", Map.of("substitute", "away-boss", "to", "2026-03-31", "kinds", "payment"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        browser.sendParts("/absence", Map.of("substitute", "Any (away-peer)", "to", "2026-03-31", "kinds", "payment"));

        var page = browser.open("/absence").body();

        assertThat(page).contains("away-peer Example", "Payments", "any amount");
        var id = door.as("away-boss")
                .get("/api/v1/people/away-boss/substitutes")
                .json()
                .path("content")
                .path(0)
                .path("id")
                .asText();
        assertThat(browser.open("/absence?person=away-head").statusCode()).isEqualTo(403);
        browser.sendParts("/absence/" + id + "/end", Map.of());
        assertThat(browser.open("/absence").body()).contains("Nobody stands in for you");
    }

    // ---- doing

    private TestDoor.Answer name(String person, String by, String substitute) {
        return door.as(by)
                .post(
                        "/api/v1/people/" + person + "/substitutes",
                        Map.of("substitute", substitute, "to", "2026-12-31"));
    }

    private TestDoor.Answer end(String person, String by, TestDoor.Answer named) {
        return door.as(by)
                .delete("/api/v1/people/" + person + "/substitutes/"
                        + named.json().path("id").asText());
    }

    private String submitted(String price, String category) {
        var line = Map.of(
                "description",
                "Thing",
                "quantity",
                "1",
                "unitPrice",
                price,
                "category",
                category,
                "supplier",
                "S-AWAY");
        var number = door.as("away-anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of("title", "Away " + price, "costCenter", "CC-AWAY", "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("away-anna")
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    /** Administrators change a person over REST. */
    private void change(String user, boolean active, String... groups) {
        var before = (com.fasterxml.jackson.databind.node.ObjectNode)
                door.as("away-admin").get("/api/v1/people/" + user).json();
        before.put("active", active);
        before.putArray("groups")
                .addAll(List.of(groups).stream().map(before::textNode).toList());
        door.as("away-admin").put("/api/v1/people/" + user, before).expect(200);
    }

    private TestDoor.Answer complete(String user, String number, String decision) {
        var open = tasksOf(user, number);
        var task = open.isEmpty()
                ? tasks.createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .list()
                        .get(0)
                        .getId()
                : open.get(0).path("id").asText();
        Map<String, Object> variables = new HashMap<>();
        variables.put("decision", Map.of("value", decision));
        variables.put("comment", Map.of("value", "Because"));
        return door.as(user).post("/engine-rest/task/" + task + "/complete", Map.of("variables", variables));
    }

    // ---- looking

    private List<JsonNode> tasksOf(String user, String number) {
        var found = door.as(user)
                .get("/engine-rest/task?processInstanceBusinessKey=" + number)
                .json();
        return StreamSupport.stream(found.spliterator(), false)
                .filter(task -> tasks.createTaskQuery()
                                .taskId(task.path("id").asText())
                                .or()
                                .taskAssignee(user)
                                .taskCandidateUser(user)
                                .endOr()
                                .count()
                        > 0)
                .toList();
    }

    private String assignee(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult()
                .getAssignee();
    }

    private String shownIn(String number) {
        var task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult();
        return String.valueOf(tasks.getVariableLocal(task.getId(), "viewFacts"));
    }

    private String groupTask(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskUnassigned()
                .singleResult()
                .getId();
    }

    private JsonNode approvals(String number) {
        return door.as("away-auditor")
                .get("/api/v1/requisitions/" + number)
                .json()
                .path("approvals");
    }

    private String home(String user) {
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser.open("/").body();
    }
}
