package org.countersign.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class HomeTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private TaskService tasks;

    @BeforeEach
    void organisation() {
        people.add("home-boss");
        people.add("home-anna", "home-boss", Group.REQUESTER);
        people.add("home-other", "home-boss", Group.REQUESTER);
        people.add("home-buyer", "home-boss", Group.PURCHASING_AGENT, Group.ADMINISTRATOR);
        door.as("home-buyer")
                .post("/api/v1/cost-centers", Map.of("code", "CC-HOME", "name", "Home", "owner", "home-boss"));
        door.as("home-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-HOME",
                                "name",
                                "Home supplies",
                                "email",
                                "home@supplier.example",
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED"));
    }

    @Test
    @DisplayName("R06: home says what waits for an approver, and no longer once it is answered")
    void homeSaysWhatWaits() {
        var number = submitted("Lamps that wait", "2026-04-01");

        var boss = home("home-boss");
        assertThat(boss).contains(number, "Lamps that wait", "240.00 EUR", "/tasks/");
        assertThat(home("home-other")).contains("Nothing waits for you").doesNotContain(number);
        assertThat(home("home-anna")).contains(number, "In approval");

        approve(number);
        assertThat(home("home-boss")).doesNotContain(number);
    }

    @Test
    void aTaskWithoutNameAndProcessIsShownToo() {
        var task = tasks.newTask();
        task.setAssignee("home-boss");
        tasks.saveTask(task);
        assertThat(home("home-boss")).contains("/tasks/" + task.getId());
        tasks.deleteTask(task.getId(), true);
    }

    @Test
    @DisplayName("R23: home says which orders are late, to who asked for them and to who buys")
    void homeSaysWhatIsLate() {
        var number = submitted("Lamps that are late", "2026-03-20");
        approve(number);
        var order = door.as("home-anna")
                .get("/api/v1/requisitions/" + number)
                .json()
                .path("orders")
                .path(0)
                .asText();
        assertThat(home("home-buyer")).doesNotContain("expected 20 Mar 2026");

        clock.advance(Duration.ofDays(30));

        assertThat(home("home-anna")).contains(order, "expected 20 Mar 2026");
        assertThat(home("home-buyer")).contains("late order");
        assertThat(home("home-other")).contains("Nothing is late").doesNotContain(order);
    }

    @Test
    void homeOffersEachOnlyWhatTheyMayDo() {
        people.add("home-auditor", Group.AUDITOR);
        people.add("home-dock", Group.RECEIVER);
        people.add("home-clerk", Group.ACCOUNTS_PAYABLE);
        people.add("home-nobody");
        assertThat(home("home-auditor")).doesNotContain("/requisitions/new");
        assertThat(home("home-dock")).contains("href=\"/receiving\"", "/requisitions/new");
        assertThat(home("home-clerk")).contains("/invoices/new");
        assertThat(home("home-nobody")).contains("You have no role yet").doesNotContain("/invoices/new");
    }

    @Test
    @DisplayName("R03: home leads to all approvals that nobody can answer, where it shows only the first of them")
    void homeLeadsToAllThatIsStuck() {
        people.add("home-alone", Group.REQUESTER);
        people.add("home-ops", Group.OPERATIONS);
        people.add("home-watcher", Group.AUDITOR);
        var numbers = new ArrayList<String>();
        for (int count = 1; count <= 7; count++) {
            numbers.add(submittedBy("home-alone", "Nobody decides " + count, "2026-04-01"));
        }
        try {
            assertThat(home("home-ops")).contains("approvals that nobody can answer", "href=\"/approvals/stuck\"");
            for (var reader : List.of("home-ops", "home-buyer", "home-watcher")) {
                var page = open(reader, "/approvals/stuck");
                assertThat(page.statusCode()).as(reader).isEqualTo(200);
                assertThat(page.body())
                        .contains("Nobody decides 1", "Nobody decides 7", "home-alone Example has no line manager")
                        .contains(numbers);
            }
            for (var other : List.of("home-anna", "home-alone", "home-boss")) {
                assertThat(open(other, "/approvals/stuck").statusCode())
                        .as(other)
                        .isEqualTo(403);
                assertThat(home(other)).doesNotContain("/approvals/stuck");
            }
        } finally {
            numbers.forEach(number -> door.as("home-alone")
                    .post("/api/v1/requisitions/" + number + "/withdrawal", Map.of("reason", "Done")));
        }
        assertThat(open("home-ops", "/approvals/stuck").body()).doesNotContain("Nobody decides");
    }

    private String submitted(String title, String neededBy) {
        return submittedBy("home-anna", title, neededBy);
    }

    private String submittedBy(String requester, String title, String neededBy) {
        var line = Map.of(
                "description",
                "Lamp",
                "quantity",
                "2",
                "unitPrice",
                "120.00",
                "supplier",
                "S-HOME",
                "deliveryDate",
                neededBy);
        var number = door.as(requester)
                .post(
                        "/api/v1/requisitions",
                        Map.of("title", title, "costCenter", "CC-HOME", "neededBy", neededBy, "lines", List.of(line)))
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

    private void approve(String number) {
        var task = door.as("home-boss")
                .get("/engine-rest/task?processInstanceBusinessKey=" + number)
                .json()
                .path(0)
                .path("id")
                .asText();
        door.as("home-boss")
                .post(
                        "/engine-rest/task/" + task + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                .expect(204);
        jobs.runDue(number);
        jobs.runDue(number);
    }

    private HttpResponse<String> open(String user, String path) {
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser.open(path);
    }

    private String home(String user) {
        var answer = open(user, "/");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
