package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requisitions at a supplier with an approval cycle of its own, from the master data to the mails. */
@CountersignTest
class SupplierCycleProcessTests {

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
    JdbcTemplate jdbc;

    private String run;
    private String anna;
    private String boss;
    private String head;
    private String ida;
    private String buyer;
    private String supplier;

    @BeforeEach
    void organisation() {
        run = "sc" + RUNS.incrementAndGet();
        anna = run + "-anna";
        boss = run + "-boss";
        head = run + "-head";
        ida = run + "-ida";
        buyer = run + "-buyer";
        supplier = "S-" + run;
        people.add(head, Group.APPROVER);
        people.add(boss, head, Group.APPROVER);
        people.add(anna, boss, Group.REQUESTER);
        people.add(ida, head, Group.REQUESTER);
        people.add(buyer, head, Group.PURCHASING_AGENT);
        people.add(run + "-admin", head, Group.ADMINISTRATOR);
        door.as(run + "-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-" + run, "name", "Tests", "owner", boss))
                .expect(201);
        door.as(buyer)
                .post("/api/v1/suppliers", Map.of("number", supplier, "name", "Vale", "status", "APPROVED"))
                .expect(201);
    }

    @Test
    @DisplayName(
            "R02: the supplier’s first and second approver are asked instead of line manager and cost-centre owner")
    void theSuppliersApproversAreAsked() {
        cycle(Map.of("first", "person:" + ida, "second", "line-manager"));
        var number = submitted(anna, "2000.00");

        assertThat(approvals(number).findValuesAsText("role")).containsExactly("person:" + ida, "line-manager");
        assertThat(approvals(number).findValuesAsText("rule"))
                .containsExactly("rule_supplierFirst", "rule_supplierSecond");
        cycle(Map.of());
        assertThat(assignees(number)).containsExactly(ida);
        answer(number, ida, "approve");
        assertThat(assignees(number)).containsExactly(boss);
        answer(number, boss, "approve");
        assertThat(status(number)).isEqualTo("APPROVED");

        var next = submitted(ida, "50.00");
        assertThat(approvals(next).findValuesAsText("rule")).containsExactly("rule_automaticBelow100");
    }

    @Test
    @DisplayName("R04: the cycle’s approver who asks for something is passed over for the own manager")
    void theRequesterIsPassedOver() {
        cycle(Map.of("first", "person:" + ida));
        var number = submitted(ida, "50.00");
        assertThat(assignees(number)).containsExactly(head);
        var task = task(number);
        assertThat(door.as(ida)
                        .post("/engine-rest/task/" + task + "/complete", variables("approve"))
                        .status())
                .isBetween(400, 499);
        assertThat(status(number)).isEqualTo("IN_APPROVAL");
    }

    @Test
    @DisplayName("Whom the cycle names is told in their language that it waits and how it ended, and may look at it")
    void theToldPeople() {
        jdbc.update("update people set language = 'de' where user_id = ?", buyer);
        people.add(run + "-eve", head, Group.REQUESTER);
        cycle(Map.of(
                "first",
                "line-manager",
                "told",
                Map.of(
                        "pending",
                        List.of("person:" + run + "-eve"),
                        "approved",
                        List.of("person:" + buyer),
                        "rejected",
                        List.of("person:" + buyer))));
        var number = submitted(anna, "50.00");
        assertThat(mails(number, run + "-eve"))
                .singleElement()
                .satisfies(subject -> assertThat(subject).startsWith(number + ": waits for approval, Chairs"));
        assertThat(mails(number, buyer)).isEmpty();
        door.as(run + "-eve").get("/api/v1/requisitions/" + number).expect(200);
        answer(number, boss, "approve");
        assertThat(mails(number, buyer))
                .singleElement()
                .satisfies(subject -> assertThat(subject).startsWith(number + ": freigegeben, Chairs"));

        var refused = submitted(anna, "60.00");
        answer(refused, boss, "reject");
        assertThat(mails(refused, buyer))
                .singleElement()
                .satisfies(subject -> assertThat(subject).startsWith(refused + ": abgelehnt, Chairs"));
    }

    @Test
    @DisplayName(
            "Administrators keep the cycles of suppliers, never who buys; everybody else only reads them, and every change is"
                    + " recorded")
    void whoKeepsCycles() {
        var body = Map.of("first", "group:cfo");
        for (var other : List.of(
                Group.REQUESTER,
                Group.PURCHASING_AGENT,
                Group.APPROVER,
                Group.FINANCE_OFFICER,
                Group.RECEIVER,
                Group.ACCOUNTS_PAYABLE,
                Group.AUDITOR,
                Group.OPERATIONS,
                Group.PROCESS_ANALYST)) {
            people.add(run + "-other", head, other);
            door.as(run + "-other").put(path(), body).expect(403);
            assertThat(door.as(run + "-other")
                            .get(path())
                            .expect(200)
                            .json()
                            .path("first")
                            .isNull())
                    .isTrue();
        }
        cycle(body);
        var tag = door.as(buyer).get(path()).header("ETag");
        door.as(run + "-admin").put(path(), Map.of("first", "line-manager")).expect(200);
        door.as(run + "-admin").put(path(), body, "If-Match", tag).expect(412);
        var faulty = door.as(run + "-admin")
                .put(path(), Map.of("second", "person:nobody-" + run, "told", Map.of("pending", List.of("cfo"))))
                .expect(422);
        assertThat(faulty.json().path("fields").findValuesAsText("field")).contains("second", "told.pending");
        assertThat(door.as(run + "-admin")
                        .get("/api/v1/audit/supplier:" + supplier)
                        .text())
                .contains("supplier.approval-cycle-changed", "group:cfo", "line-manager", run + "-admin");
        door.as(run + "-admin")
                .put("/api/v1/suppliers/S-none-" + run + "/approval-cycle", body)
                .expect(404);
        // What is put over the supplier itself leaves the cycle alone.
        door.as(buyer)
                .put("/api/v1/suppliers/" + supplier, Map.of("name", "Vale & Sons", "status", "APPROVED"))
                .expect(200);
        assertThat(door.as(buyer).get(path()).json().path("first").asText()).isEqualTo("line-manager");
    }

    // ---- documents

    private String path() {
        return "/api/v1/suppliers/" + supplier + "/approval-cycle";
    }

    private void cycle(Map<String, ?> cycle) {
        door.as(run + "-admin").put(path(), cycle).expect(200);
    }

    private String submitted(String by, String price) {
        var number = door.as(by)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Chairs",
                                "costCenter",
                                "CC-" + run,
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "Chair",
                                        "quantity",
                                        "1",
                                        "unitPrice",
                                        price,
                                        "supplier",
                                        supplier))))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as(by).post("/api/v1/requisitions/" + number + "/submission", null).expect(202);
        jobs.runDue(number);
        return number;
    }

    private void answer(String number, String user, String decision) {
        door.as(user)
                .post("/engine-rest/task/" + task(number) + "/complete", variables(decision))
                .expect(204);
        jobs.runDue(number);
    }

    private static Map<String, Object> variables(String decision) {
        return Map.of(
                "variables", Map.of("decision", Map.of("value", decision), "comment", Map.of("value", "So I say")));
    }

    private String task(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .singleResult()
                .getId();
    }

    private List<String> assignees(String number) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .list()
                .stream()
                .map(task -> String.valueOf(task.getAssignee()))
                .toList();
    }

    private JsonNode approvals(String number) {
        return read(number).path("approvals");
    }

    private String status(String number) {
        var status = read(number).path("status").asText();
        return status.equals("ORDERED") ? "APPROVED" : status;
    }

    private JsonNode read(String number) {
        return door.as(run + "-admin")
                .get("/api/v1/requisitions/" + number)
                .expect(200)
                .json();
    }

    private List<String> mails(String number, String user) {
        return jdbc.queryForList(
                "select subject from mails where document = ? and kind like 'partner-%' and recipients like ?",
                String.class, number, "%" + user + "@example.org%");
    }
}
