package org.countersign.workflow.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sales orders by REST and in Tasklist: the same approval, for a document that has nothing to do with buying. */
@CountersignTest
class SalesOrderProcessTests {

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
    HistoryService history;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcTemplate jdbc;

    private String run;
    private String sally;
    private String boss;
    private String fin;
    private String other;
    private String customer;

    @BeforeEach
    void organisation() {
        run = "so" + RUNS.incrementAndGet();
        sally = run + "-sally";
        boss = run + "-boss";
        fin = run + "-fin";
        other = run + "-other";
        customer = "C-" + run;
        people.add(run + "-head", Group.APPROVER);
        people.add(boss, run + "-head", Group.APPROVER);
        people.add(sally, boss, Group.SALES_AGENT);
        people.add(other, boss, Group.SALES_AGENT);
        people.add(fin, run + "-head", Group.REQUESTER);
        people.add(run + "-admin", run + "-head", Group.ADMINISTRATOR);
        door.as(sally)
                .post("/api/v1/customers", Map.of("number", customer, "name", "Vale " + run))
                .expect(201);
    }

    @Test
    @DisplayName("R01: without a cycle of the customer a rule approves and is recorded, and only then it is released")
    void withoutACycle() {
        var number = created("250000.00");
        assertThat(number).matches("SO-\\d{4}-\\d{6}");
        door.as(sally).post(path(number, "/release"), null).expect(409);

        var submitted = door.as(sally)
                .post(path(number, "/submission"), null)
                .expect(202)
                .json();
        assertThat(submitted.path("approvals").findValuesAsText("outcome")).containsExactly("AUTOMATIC");
        assertThat(submitted.path("approvals").findValuesAsText("rule")).containsExactly("rule_salesOrderAutomatic");
        door.as(sally).post(path(number, "/release"), null).expect(409);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
        assertThat(mails(number, sally))
                .singleElement()
                .satisfies(subject -> assertThat(subject).startsWith(number + ": approved"));

        var released =
                door.as(other).post(path(number, "/release"), null).expect(200).json();
        assertThat(released.path("status").asText()).isEqualTo("RELEASED");
        assertThat(released.path("releasedBy").asText()).isEqualTo(other);
        assertThat(hasEnded(number)).isTrue();
        door.as(other).post(path(number, "/release"), null).expect(409);
    }

    @Test
    @DisplayName(
            "R07: who sells sees whose turn it is and who comes next, reminds once a day and adds notes, nobody else")
    void remindersAndNotes() {
        cycle(Map.of("first", "line-manager", "second", "person:" + fin));
        var number = submitted("10.00");
        cycle(Map.of());
        for (var someone : List.of(other, boss, run + "-admin")) {
            door.as(someone).post(path(number, "/reminders"), null).expect(403);
            door.as(someone)
                    .post(path(number, "/notes"), Map.of("text", "Mine"))
                    .expect(403);
        }
        var requisition = "/api/v1/requisitions/" + number;
        door.as(sally).post(requisition + "/reminders", null).expect(404);
        door.as(sally).post(requisition + "/notes", Map.of("text", "Mine")).expect(404);
        var sallys = new Browser(door.base());
        sallys.signIn(sally);
        var page = "/sales-orders/" + number;
        assertThat(sallys.open(page).body())
                .contains("It waits for " + boss, "Asked after that: " + fin, "Remind them", "Add the note");

        door.as(sally).post(path(number, "/reminders"), null).expect(201);
        door.as(sally).post(path(number, "/reminders"), null).expect(409);
        assertThat(sallys.open(page).body()).doesNotContain("Remind them");
        assertThat(mails(number, boss)).anyMatch(subject -> subject.contains("still waiting"));
        door.as(sally)
                .post(path(number, "/notes"), Map.of("text", "They wait for it"))
                .expect(201);
        sallys.sendParts(page + "/notes", Map.of("note", "Since Monday"));
        sallys.sendParts(page + "/notes", Map.of("note", " "));
        assertThat(view(task(number, "userTask_approve").getId(), "viewRemarks"))
                .contains("They wait for it", "Since Monday");
        assertThat(read(number).path("remarks").findValuesAsText("kind")).containsExactly("REMINDER", "NOTE", "NOTE");

        answer(number, "userTask_approve", boss, "approve", null);
        assertThat(sallys.open(page).body())
                .contains("After that nobody else is asked, and it can be released to issue.");
        answer(number, "userTask_approve", fin, "approve", null);
        door.as(sally).post(path(number, "/notes"), Map.of("text", "Late")).expect(409);
        assertThat(sallys.open(page).body()).doesNotContain("Add the note");
    }

    @Test
    @DisplayName(
            "R02: the customer’s first and second approver are asked in Tasklist, then a sales agent releases there")
    void theCustomersCycle() {
        cycle(Map.of(
                "first",
                "line-manager",
                "second",
                "person:" + fin,
                "told",
                Map.of("approved", List.of("person:" + run + "-head"))));
        var number = submitted("10.00");
        cycle(Map.of());
        var task = task(number, "userTask_approve");
        assertThat(task.getAssignee()).isEqualTo(boss);
        assertThat(task.getName()).isEqualTo("Approve " + number + ": Vale " + run + ": Lathe");
        assertThat(view(task.getId(), "viewKind")).isEqualTo("Sales order");
        assertThat(view(task.getId(), "viewTotalNote")).isEqualTo("net of tax");
        assertThat(view(task.getId(), "viewSupplier")).isEmpty();
        assertThat(view(task.getId(), "viewFacts")).contains("Customer", "Vale " + run, "PO of theirs");
        assertThat(view(task.getId(), "viewLines")).contains("Lathe");
        assertThat(view(task.getId(), "viewReason")).contains("its first approver");
        door.as(boss).get(path(number, "")).expect(200);
        door.as(fin).get(path(number, "")).expect(403);

        answer(number, "userTask_approve", boss, "approve", null);
        answer(number, "userTask_approve", fin, "approve", null);
        assertThat(status(number)).isEqualTo("APPROVED");
        assertThat(mails(number, run + "-head")).hasSize(1);
        var release = task(number, "userTask_releaseSalesOrder").getId();
        assertThat(view(release, "viewFacts")).contains("Vale " + run);
        assertThat(complete(release, boss, "release", null)).isIn(403, 404);
        assertThat(complete(release, sally, "approve", null)).isEqualTo(422);
        assertThat(complete(release, sally, "release", null)).isEqualTo(204);
        assertThat(status(number)).isEqualTo("RELEASED");
        assertThat(hasEnded(number)).isTrue();
    }

    @Test
    @DisplayName("R04: who raised a sales order never approves it, named in the cycle or not, by no door")
    void theRequesterNeverApproves() {
        cycle(Map.of("first", "person:" + sally, "second", "group:" + Group.SALES_AGENT.id()));
        var number = submitted("10.00");
        var task = task(number, "userTask_approve");
        assertThat(task.getAssignee()).isEqualTo(boss);
        assertThat(complete(task.getId(), sally, "approve", null)).isBetween(400, 499);
        answer(number, "userTask_approve", boss, "approve", null);

        var group = task(number, "userTask_approve").getId();
        assertThat(complete(group, sally, "approve", null)).isBetween(400, 499);
        door.as(sally).post(path(number, "/release"), null).expect(409);
        assertThat(complete(group, other, "approve", null)).isEqualTo(204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R09: sent back it is changed and asked about from the start; rejected it is over, and both are told")
    void sentBackAndRejected() {
        cycle(Map.of("first", "line-manager"));
        var number = submitted("10.00");
        door.as(sally).put(path(number, ""), order("5.00")).expect(409);
        assertThat(complete(task(number, "userTask_approve").getId(), boss, "return", null))
                .isEqualTo(422);
        answer(number, "userTask_approve", boss, "return", "Half the price");
        assertThat(status(number)).isEqualTo("RETURNED");
        assertThat(read(number).path("note").asText()).isEqualTo("Half the price");
        assertThat(view(task(number, "userTask_reviseSalesOrder").getId(), "viewNote"))
                .isEqualTo("Half the price");
        door.as(other).put(path(number, ""), order("5.00")).expect(403);
        door.as(sally).put(path(number, ""), order("5.00")).expect(200);
        door.as(sally).post(path(number, "/submission"), null).expect(202);
        jobs.runDue(number);
        answer(number, "userTask_approve", boss, "reject", "Still too cheap");
        assertThat(status(number)).isEqualTo("REJECTED");
        assertThat(hasEnded(number)).isTrue();
        assertThat(read(number).path("approvals").findValuesAsText("cycle")).containsExactly("1", "2");
        assertThat(mails(number, sally)).hasSize(2);
        door.as(sally).post(path(number, "/submission"), null).expect(409);
        door.as(sally).post(path(number, "/release"), null).expect(409);
    }

    @Test
    @DisplayName("What was sent back is submitted again or withdrawn in Tasklist, by whoever raised it alone")
    void revisedInTasklist() {
        cycle(Map.of("first", "line-manager"));
        var again = submitted("10.00");
        answer(again, "userTask_approve", boss, "return", "Why?");
        var revise = task(again, "userTask_reviseSalesOrder").getId();
        assertThat(complete(revise, other, "resubmit", null)).isIn(403, 404);
        answer(again, "userTask_reviseSalesOrder", sally, "resubmit", null);
        assertThat(status(again)).isEqualTo("IN_APPROVAL");
        answer(again, "userTask_approve", boss, "approve", null);
        assertThat(status(again)).isEqualTo("APPROVED");
        door.as(sally).post(path(again, "/cancellation"), Map.of()).expect(422);
        door.as(fin).post(path(again, "/cancellation"), Map.of("reason", "No")).expect(403);
        door.as(sally)
                .post(path(again, "/cancellation"), Map.of("reason", "They went bankrupt"))
                .expect(201);
        assertThat(status(again)).isEqualTo("CANCELLED");
        assertThat(hasEnded(again)).isTrue();

        var given = submitted("10.00");
        answer(given, "userTask_approve", boss, "return", "Why?");
        answer(given, "userTask_reviseSalesOrder", sally, "withdraw", null);
        assertThat(status(given)).isEqualTo("WITHDRAWN");
        assertThat(hasEnded(given)).isTrue();
    }

    @Test
    @DisplayName("A withdrawal ends the approval, and nobody can answer any more")
    void withdrawn() {
        cycle(Map.of("first", "line-manager"));
        var number = submitted("10.00");
        var task = task(number, "userTask_approve").getId();
        door.as(sally).post(path(number, "/withdrawal"), Map.of()).expect(422);
        door.as(sally)
                .post(path(number, "/withdrawal"), Map.of("reason", "Wrong customer"))
                .expect(200);
        assertThat(hasEnded(number)).isTrue();
        assertThat(complete(task, boss, "approve", null)).isEqualTo(409);
        assertThat(status(number)).isEqualTo("WITHDRAWN");
    }

    @Test
    @DisplayName("R03: a group without members, or no exchange rate, approves nothing until an administrator has it"
            + " repaired")
    void nothingIsApprovedByAccident() {
        door.as(run + "-admin")
                .post("/api/v1/groups", Map.of("id", run + "-board", "name", "Board"))
                .expect(201);
        cycle(Map.of("first", "group:" + run + "-board"));
        var number = submitted("10.00");
        assertThat(status(number)).isEqualTo("IN_APPROVAL");
        door.as(sally).post(path(number, "/release"), null).expect(409);
        cycle(Map.of("first", "line-manager"));
        answer(number, "userTask_repairApproval", run + "-admin", "retry", null);
        answer(number, "userTask_approve", boss, "approve", null);
        assertThat(status(number)).isEqualTo("APPROVED");

        cycle(Map.of());
        var body = order("10.00");
        body.put("currency", "XAF");
        var foreign = number(door.as(sally).post("/api/v1/sales-orders", body).expect(201));
        door.as(sally).post(path(foreign, "/submission"), null).expect(202);
        jobs.runDue(foreign);
        assertThat(status(foreign)).isEqualTo("IN_APPROVAL");
        answer(foreign, "userTask_repairApproval", run + "-admin", "reject", "No rate");
        assertThat(status(foreign)).isEqualTo("REJECTED");
    }

    @Test
    @DisplayName("R01: a token that operations moved to the release releases nothing without the recorded approvals")
    void aMovedTokenProvesNothing() {
        cycle(Map.of("first", "line-manager"));
        var number = submitted("10.00");
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey("sales-order")
                .singleResult();
        runtime.createProcessInstanceModification(instance.getId())
                .startBeforeActivity("userTask_releaseSalesOrder")
                .execute();
        var release = task(number, "userTask_releaseSalesOrder").getId();
        assertThat(complete(release, sally, "release", null)).isEqualTo(409);
        jdbc.update("update sales_orders set status = 'APPROVED' where number = ?", number);
        assertThat(complete(release, sally, "release", null)).isEqualTo(409);
        door.as(sally).post(path(number, "/release"), null).expect(409);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "Sales agents write sales orders and customers; nobody else does, and who has nothing to do with them sees"
                    + " none")
    void rights() {
        var number = created("10.00");
        door.as(sally)
                .put("/api/v1/customers/" + customer + "/approval-cycle", Map.of())
                .expect(403);
        for (var group : Group.values()) {
            if (group == Group.SALES_AGENT) {
                continue;
            }
            people.add(run + "-x", run + "-head", group);
            var somebody = door.as(run + "-x");
            somebody.post("/api/v1/sales-orders", order("1.00")).expect(403);
            somebody.put(path(number, ""), order("1.00")).expect(403);
            somebody.post(path(number, "/submission"), null).expect(403);
            somebody.post(path(number, "/withdrawal"), Map.of("reason", "No")).expect(403);
            somebody.post(path(number, "/release"), null).expect(403);
            var master = group == Group.ADMINISTRATOR;
            somebody.put("/api/v1/customers/" + customer, Map.of("name", "Vale " + run))
                    .expect(master ? 200 : 403);
            somebody.put("/api/v1/customers/" + customer + "/approval-cycle", Map.of())
                    .expect(master ? 200 : 403);
            var reads = List.of(Group.ADMINISTRATOR, Group.AUDITOR, Group.OPERATIONS, Group.FINANCE_OFFICER)
                    .contains(group);
            somebody.get(path(number, "")).expect(reads ? 200 : 403);
            somebody.get("/api/v1/sales-orders").expect(reads ? 200 : 403);
            somebody.get("/api/v1/customers/" + customer).expect(reads ? 200 : 403);
            somebody.get("/api/v1/customers").expect(reads ? 200 : 403);
        }
        door.as(other).get(path(number, "")).expect(200);
        door.as(other).post(path(number, "/submission"), null).expect(403);
        door.as(sally).get(path("SO-1999-000001", "")).expect(404);
        assertThat(door.as(run + "-admin")
                        .get("/api/v1/audit/" + number)
                        .expect(200)
                        .text())
                .contains("sales-order.created", "\"verified\":true");
    }

    @Test
    @DisplayName("Every faulty field is named, a repeated call answers as the first time, a stale one is refused")
    void theContract() {
        var faulty = door.as(sally)
                .post(
                        "/api/v1/sales-orders",
                        Map.of(
                                "customer",
                                "C-none-" + run,
                                "currency",
                                "EURO",
                                "lines",
                                List.of(Map.of("quantity", "0", "unit", "pieces", "unitPrice", "-1"))))
                .expect(422);
        assertThat(faulty.header("Content-Type")).startsWith("application/problem+json");
        assertThat(faulty.json().path("type").asText()).startsWith("urn:problem:sales:");
        assertThat(faulty.json().path("fields").findValuesAsText("field"))
                .contains(
                        "customer",
                        "currency",
                        "lines[0].description",
                        "lines[0].quantity",
                        "lines[0].unit",
                        "lines[0].unitPrice");
        door.as(sally)
                .post("/api/v1/sales-orders", Map.of("customer", customer))
                .expect(422);

        var once = door.as(sally).post("/api/v1/sales-orders", order("3.335"), "Idempotency-Key", run);
        var twice = door.as(sally).post("/api/v1/sales-orders", order("3.335"), "Idempotency-Key", run);
        assertThat(number(once.expect(201))).isEqualTo(number(twice.expect(201)));
        assertThat(once.header("Location")).isEqualTo("/api/v1/sales-orders/" + number(once));
        assertThat(once.json().path("total").asText()).isEqualTo("6.67");
        var tag = door.as(sally).get(path(number(once), "")).header("ETag");
        door.as(sally)
                .put(path(number(once), ""), order("4.00"), "If-Match", tag)
                .expect(200);
        door.as(sally)
                .put(path(number(once), ""), order("5.00"), "If-Match", tag)
                .expect(412);
        door.as(sally)
                .post(path(number(once), "/submission"), null, "If-Match", tag)
                .expect(412);
        var listed = door.as(sally)
                .get("/api/v1/sales-orders?customer=" + customer + "&status=DRAFT&size=1")
                .expect(200)
                .json();
        assertThat(listed.path("totalElements").asInt()).isEqualTo(1);
        assertThat(listed.path("content").get(0).path("total").asText()).isEqualTo("8.00");
        assertThat(door.as(sally)
                        .send(
                                "POST",
                                "/api/v1/imports/customers",
                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                        "number,name,email\nC-csv-" + run + ",Imported,a@example.org\n"),
                                "Content-Type",
                                "text/csv")
                        .status())
                .isEqualTo(200);
        door.as(sally).get("/api/v1/customers/C-csv-" + run).expect(200);
    }

    @Test
    @DisplayName("R22: numbers have no gap, whatever is refused between them and however many are written at once")
    void numbersWithoutGaps() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        var numbers = new TreeSet<Integer>();
        try {
            var calls = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(at -> () -> {
                        if (at % 3 == 0) {
                            door.as(sally)
                                    .post("/api/v1/sales-orders", Map.of())
                                    .expect(422);
                        }
                        return Integer.valueOf(created("1.00").substring(8));
                    })
                    .toList();
            for (var call : pool.invokeAll(calls)) {
                numbers.add(call.get(60, TimeUnit.SECONDS));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(numbers).hasSize(12);
        assertThat(numbers.last() - numbers.first()).isEqualTo(11);
    }

    // ---- documents

    private static String path(String number, String rest) {
        return "/api/v1/sales-orders/" + number + rest;
    }

    private void cycle(Map<String, ?> cycle) {
        door.as(run + "-admin")
                .put("/api/v1/customers/" + customer + "/approval-cycle", cycle)
                .expect(200);
    }

    private Map<String, Object> order(String price) {
        var order = new HashMap<String, Object>();
        order.put("customer", customer);
        order.put("reference", "PO of theirs");
        order.put("lines", List.of(Map.of("description", "Lathe", "quantity", "2", "unit", "EA", "unitPrice", price)));
        return order;
    }

    private String created(String price) {
        return number(door.as(sally).post("/api/v1/sales-orders", order(price)).expect(201));
    }

    private String submitted(String price) {
        var number = created(price);
        door.as(sally).post(path(number, "/submission"), null).expect(202);
        jobs.runDue(number);
        return number;
    }

    private static String number(TestDoor.Answer answer) {
        return answer.json().path("number").asText();
    }

    private void answer(String number, String name, String user, String decision, String comment) {
        assertThat(complete(task(number, name).getId(), user, decision, comment))
                .isEqualTo(204);
        jobs.runDue(number);
    }

    private int complete(String task, String user, String decision, String comment) {
        var variables = new HashMap<String, Object>();
        variables.put("decision", Map.of("value", decision));
        if (comment != null) {
            variables.put("comment", Map.of("value", comment));
        }
        return door.as(user)
                .post("/engine-rest/task/" + task + "/complete", Map.of("variables", variables))
                .status();
    }

    private org.camunda.bpm.engine.task.Task task(String number, String name) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey(name)
                .singleResult();
        assertThat(task).as(name + " of " + number).isNotNull();
        return task;
    }

    private String view(String task, String name) {
        return String.valueOf(tasks.getVariableLocal(task, name));
    }

    private JsonNode read(String number) {
        return door.as(sally).get(path(number, "")).expect(200).json();
    }

    private String status(String number) {
        return read(number).path("status").asText();
    }

    private boolean hasEnded(String number) {
        return history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(number)
                        .unfinished()
                        .count()
                == 0;
    }

    private List<String> mails(String number, String user) {
        return jdbc.queryForList(
                "select subject from mails where document = ? and recipients like ? order by created_at",
                String.class,
                number,
                "%" + user + "@example.org%");
    }
}
