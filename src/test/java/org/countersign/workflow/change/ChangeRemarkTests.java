package org.countersign.workflow.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.ApprovalKind;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
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

/** What those whom a change order concerns see of its approval, and can say meanwhile, at every door. */
@CountersignTest
class ChangeRemarkTests {

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
    Mailbox mailbox;

    @Autowired
    TaskService tasks;

    @Autowired
    ChangeSubjects subjects;

    private String costCenter;
    private String supplier;

    @BeforeEach
    void people() {
        people.add("cr-boss", Group.APPROVER);
        people.add("cr-owner", Group.APPROVER);
        people.add("cr-peer", "cr-owner", Group.APPROVER);
        people.add("cr-anna", "cr-boss");
        people.add("cr-ben", "cr-boss");
        people.add("cr-agent", "cr-boss", Group.PURCHASING_AGENT);
        people.add("cr-second", "cr-boss", Group.PURCHASING_AGENT);
        people.add("cr-dock", "cr-boss", Group.RECEIVER);
        people.add("cr-admin", "cr-boss", Group.ADMINISTRATOR);
        people.add("cr-auditor", "cr-boss", Group.AUDITOR);
        people.add("cr-stranger", "cr-boss");
        int run = RUNS.incrementAndGet();
        costCenter = "CC-CR-" + run;
        supplier = "S-CR-" + run;
        ok(door.as("cr-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "cr-owner")));
        ok(door.as("cr-agent")
                .post(
                        "/api/v1/suppliers",
                        Map.of("number", supplier, "name", "Papier", "email", "cr@s.example", "status", "APPROVED")));
    }

    @Test
    @DisplayName(
            "R07: the order's page says whose turn a change is and who comes next; its requester and its proposer remind"
                    + " and add notes, on the page and over REST, and nobody else does")
    void whoseTurnItIs() {
        var order = changedTo("40");
        var reminders = path(order) + "/1/reminders";
        var notes = path(order) + "/1/notes";
        for (var other : List.of(
                "cr-second", "cr-boss", "cr-owner", "cr-ben", "cr-dock", "cr-admin", "cr-auditor", "cr-stranger")) {
            assertThat(door.as(other).post(reminders, null).status()).as(other).isEqualTo(403);
            assertThat(door.as(other).post(notes, Map.of("text", "Mine")).status())
                    .as(other)
                    .isEqualTo(403);
        }
        for (var other : List.of("cr-second", "cr-boss", "cr-stranger")) {
            var page = browser(other);
            assertThat(page.sendParts("/purchase-orders/" + order + "/change/1/reminders", Map.of())
                            .statusCode())
                    .as(other)
                    .isEqualTo(403);
            assertThat(page.sendParts("/purchase-orders/" + order + "/change/1/notes", Map.of("note", "Mine"))
                            .statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(door.anonymous().post(reminders, null).status()).isEqualTo(401);
        assertThat(door.as("cr-anna").post(path(order) + "/2/reminders", null).status())
                .isEqualTo(404);
        var requisition = "/api/v1/requisitions/" + order;
        assertThat(door.as("cr-anna").post(requisition + "/reminders", null).status())
                .isEqualTo(404);

        var annas = browser("cr-anna");
        var agents = browser("cr-agent");
        var page = "/purchase-orders/" + order;
        assertThat(annas.open(page).body())
                .contains(
                        "Change order 1 waits for cr-boss Example",
                        "It waits for cr-boss Example (asked",
                        "Asked after that: cr-owner Example.",
                        "Remind them",
                        "Add the note",
                        "Purchasing can withdraw the change.")
                .doesNotContain("Withdraw the change");
        assertThat(agents.open(page).body()).contains("Remind them", "Add the note", "Withdraw the change");
        assertThat(browser("cr-second").open(page).body())
                .contains("It waits for cr-boss Example", "Withdraw the change")
                .doesNotContain("Remind them", "Add the note");
        assertThat(browser("cr-auditor").open(page).body())
                .contains("It waits for cr-boss Example")
                .doesNotContain("Remind them", "Add the note", "Withdraw the change");

        mailbox.clear();
        ok(door.as("cr-agent").post(reminders, null));
        jobs.runDue(order);
        assertThat(door.as("cr-agent").post(reminders, null).status()).isEqualTo(409);
        assertThat(mailbox.to("cr-boss@example.org"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.getSubject()).contains("still waiting"));
        assertThat(annas.open(page).body()).doesNotContain("Remind them").contains("reminded the approvers");
        clock.advance(Duration.ofDays(1));
        annas.sendParts(page + "/change/1/reminders", Map.of());
        ok(door.as("cr-anna").post(notes, Map.of("text", "We need all forty")));
        agents.sendParts(page + "/change/1/notes", Map.of("note", "The price is good"));
        assertThat(agents.open(page).body()).contains("Your note is with those who decide.");
        agents.sendParts(page + "/change/1/notes", Map.of("note", " "));
        agents.open(page);
        agents.sendParts(page + "/change/1/notes", Map.of("note", "Too much. " + "x".repeat(2000)));
        assertThat(agents.open(page).body())
                .contains(">Too much. xxx")
                .containsOnlyOnce("These are too many words: at most 2000 characters, please.");
        var said = changeOf(order).path("remarks");
        assertThat(said.findValuesAsText("kind")).containsExactly("REMINDER", "REMINDER", "NOTE", "NOTE");
        var task = task(order);
        assertThat(String.valueOf(tasks.getVariableLocal(task.getId(), "viewRemarks")))
                .contains("We need all forty", "The price is good");
        assertThat(annas.open(page).body()).contains("We need all forty", "The price is good");

        answer(task, "cr-boss", Map.of("decision", "approve"));
        jobs.runDue(order);
        assertThat(annas.open(page).body())
                .contains("After that nobody else is asked, and the order gets the new terms.");
        agents.sendParts(page + "/change/1/withdrawal", Map.of("reason", "Not now"));
        assertThat(changeOf(order).path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(door.as("cr-anna").post(notes, Map.of("text", "Late")).status())
                .isEqualTo(409);
        assertThat(annas.open(page).body())
                .contains("Not asked any more")
                .doesNotContain("Add the note", "It waits for");
    }

    @Test
    @DisplayName("What somebody handed out of a change is taken back on the order's page, by nobody else")
    void whatWasHandedOutIsTakenBack() {
        var order = changedTo("12");
        ok(door.as("cr-boss")
                .post(
                        "/api/v1/approvals/" + task(order).getId() + "/delegation",
                        Map.of("to", "cr-peer", "mode", "DECIDE", "comment", "Please")));
        var remark = changeOf(order).path("remarks").path(0).path("id").asText();
        var removal = "/purchase-orders/" + order + "/remarks/" + remark + "/removal";
        for (var other : List.of("cr-anna", "cr-peer", "cr-stranger")) {
            assertThat(browser(other).sendParts(removal, Map.of()).statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
        var bosses = browser("cr-boss");
        assertThat(bosses.open("/purchase-orders/" + order).body()).contains("Take it back");

        assertThat(bosses.sendParts(removal, Map.of()).statusCode()).isEqualTo(302);

        assertThat(task(order).getAssignee()).isEqualTo("cr-boss");
    }

    @Test
    @DisplayName(
            "What an approver asks about a change is answered from the order's page by its requester or its proposer")
    void eitherAnswers() {
        var order = changedTo("12");
        var page = "/purchase-orders/" + order;
        ok(door.as("cr-boss")
                .post("/api/v1/approvals/" + task(order).getId() + "/question", Map.of("text", "Why twelve?")));
        var question = "href=\"/questions/"
                + changeOf(order).path("remarks").path(0).path("id").asText() + "\"";

        for (var asked : List.of("cr-anna", "cr-agent")) {
            assertThat(browser(asked).open(page).body()).as(asked).contains("Why twelve?", question);
        }
        for (var other : List.of("cr-boss", "cr-second", "cr-auditor")) {
            assertThat(browser(other).open(page).body())
                    .as(other)
                    .contains("Why twelve?")
                    .doesNotContain(question);
        }
    }

    @Test
    @DisplayName("R03: the order's page says why nobody can be asked about a change whose steps are known")
    void nobodyCanBeAsked() {
        people.add("cr-alone", Group.REQUESTER);
        var requisition = ok(door.as("cr-alone")
                        .post(
                                "/api/v1/requisitions",
                                Map.of("title", "Paper", "costCenter", costCenter, "lines", List.of(line("1")))))
                .path("number")
                .asText();
        ok(door.as("cr-alone").post("/api/v1/requisitions/" + requisition + "/submission", null));
        jobs.runDue(requisition);
        var order = orderOf(requisition, "cr-alone");
        propose(order, "12");

        for (var reader : List.of("cr-alone", "cr-agent")) {
            assertThat(browser(reader).open("/purchase-orders/" + order).body())
                    .as(reader)
                    .contains("Nobody can be asked as it stands: ", "cr-alone Example has no line manager")
                    .doesNotContain("Remind them");
        }
        ok(door.as("cr-agent").post(path(order) + "/1/withdrawal", Map.of("reason", "Done")));
    }

    @Test
    @DisplayName("R07, R11: rows by urgency apply to a change as they did to its requisition")
    void aChangeIsAsUrgentAsItsRequisition() {
        var order = changedTo("12", "high");

        assertThat(subjects.subjectOf(new DocumentNumber(order), ApprovalKind.CHANGE_ORDER)
                        .orElseThrow()
                        .urgency())
                .isEqualTo("high");
    }

    /** An order over ten at 50.00, of which a purchasing agent wants another quantity. */
    private String changedTo(String quantity) {
        return changedTo(quantity, "normal");
    }

    private String changedTo(String quantity, String urgency) {
        var requisition = ok(door.as("cr-anna")
                        .post(
                                "/api/v1/requisitions",
                                Map.of(
                                        "title",
                                        "Paper",
                                        "costCenter",
                                        costCenter,
                                        "urgency",
                                        urgency,
                                        "lines",
                                        List.of(line("10")))))
                .path("number")
                .asText();
        ok(door.as("cr-anna").post("/api/v1/requisitions/" + requisition + "/submission", null));
        jobs.runDue(requisition);
        answer(task(requisition), "cr-boss", Map.of("decision", "approve"));
        jobs.runDue(requisition);
        var order = orderOf(requisition, "cr-anna");
        propose(order, quantity);
        return order;
    }

    private Map<String, String> line(String quantity) {
        return Map.of("description", "Paper", "quantity", quantity, "unitPrice", "50", "supplier", supplier);
    }

    private String orderOf(String requisition, String requester) {
        var order = ok(door.as(requester).get("/api/v1/requisitions/" + requisition))
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    private void propose(String order, String quantity) {
        ok(door.as("cr-agent")
                .post(
                        path(order),
                        Map.of(
                                "reason",
                                "The project grew",
                                "lines",
                                List.of(Map.of("line", 1, "quantity", quantity)))));
        jobs.runDue(order);
    }

    private static String path(String order) {
        return "/api/v1/purchase-orders/" + order + "/change-orders";
    }

    private JsonNode changeOf(String order) {
        return ok(door.as("cr-agent").get(path(order) + "/1"));
    }

    private Browser browser(String user) {
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser;
    }

    private Task task(String businessKey) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
    }

    private void answer(Task task, String user, Map<String, Object> variables) {
        var typed = new HashMap<String, Object>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        ok(door.as(user).post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", typed)));
    }

    private static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }
}
