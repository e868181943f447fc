package org.countersign.workflow.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is asked about an invoice beyond its order, when those who approved the order are away or have left. */
@CountersignTest
class OverOrderApproversTests {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TaskService tasks;

    @Autowired
    private JdbcTemplate jdbc;

    private String supplier = "";

    @BeforeEach
    void organisation() {
        people.add("oo-top", Group.APPROVER);
        people.add("oo-head", "oo-top", Group.APPROVER);
        people.add("oo-boss", "oo-head", Group.APPROVER);
        people.add("oo-peer", "oo-head", Group.APPROVER);
        people.add("oo-anna", "oo-boss", Group.REQUESTER);
        people.add("oo-agent", "oo-head", Group.PURCHASING_AGENT);
        people.add("oo-agent-2", "oo-head", Group.PURCHASING_AGENT);
        people.add("oo-dock", "oo-head", Group.RECEIVER);
        people.add("oo-clerk", "oo-head", Group.ACCOUNTS_PAYABLE);
        people.add("oo-admin", "oo-head", Group.ADMINISTRATOR);
        door.as("oo-admin").post("/api/v1/cost-centers", Map.of("code", "CC-OO", "name", "Tests", "owner", "oo-head"));
    }

    @AfterEach
    void nobodyStaysAway() {
        jdbc.update("delete from substitutions where person like 'oo-%'");
        List.of("oo-boss", "oo-agent", "oo-agent-2", "oo-peer").forEach(person -> people.active(person, false));
    }

    @Test
    @DisplayName("R20: whoever approved the order is asked, as long as they are there")
    void theApproverIsAsked() {
        var order = order("APPROVED", "oo-boss");
        assertThat(asked(beyond(order)).getAssignee()).isEqualTo("oo-boss");
    }

    @Test
    @DisplayName("R08: whoever decided for somebody away is not asked once that somebody is back")
    void aSubstitutesTimeEnds() {
        var away = away("oo-boss", "oo-peer");
        var order = order("APPROVED", "oo-peer");
        door.as("oo-boss").delete(away).expect(204);

        var invoice = beyond(order);
        assertThat(asked(invoice).getAssignee()).isEqualTo("oo-boss");
        answer(invoice, "oo-peer", 403);
        answer(invoice, "oo-boss", 204);
    }

    @Test
    @DisplayName("R08: an approver who is away now is represented, and the record says for whom")
    void anAbsentApproverIsRepresented() {
        var order = order("APPROVED", "oo-boss");
        away("oo-boss", "oo-peer");

        var invoice = beyond(order);
        assertThat(asked(invoice).getAssignee()).isEqualTo("oo-peer");
        answer(invoice, "oo-peer", 204);
        assertThat(jdbc.queryForList(
                        "select on_behalf_of from approval_steps where answered_by = 'oo-peer' and cycle_id like ?",
                        String.class,
                        invoice + "%"))
                .containsExactly("oo-boss");
    }

    @Test
    @DisplayName("R04: an approver who has left is represented by their manager")
    void anApproverWhoLeftIsRepresentedByTheirManager() {
        var order = order("APPROVED", "oo-boss");
        people.active("oo-boss", false);
        assertThat(asked(beyond(order)).getAssignee()).isEqualTo("oo-head");
    }

    @Test
    @DisplayName("R20: whoever approved for a group is asked as long as they are in it")
    void aMemberOfTheGroupIsAsked() {
        var order = order("NEW", "oo-boss", "oo-agent");
        assertThat(asked(beyond(order)).getAssignee()).isEqualTo("oo-agent");
    }

    @Test
    @DisplayName("R20: where whoever approved for a group has left, the group is asked, not their manager")
    void theGroupIsAskedWhereItsMemberLeft() {
        var order = order("NEW", "oo-boss", "oo-agent");
        people.active("oo-agent", false);
        theGroupIsAsked(beyond(order));
    }

    @Test
    @DisplayName("R20: whoever approved for a group and is not in it any more has no right; the group is asked")
    void theGroupIsAskedWhereItsMemberLostTheRight() {
        var order = order("NEW", "oo-boss", "oo-agent");
        people.add("oo-agent", "oo-head", Group.REQUESTER);
        theGroupIsAsked(beyond(order));
    }

    @Test
    @DisplayName("R20: where whoever approved for a group is away, the group is asked")
    void theGroupIsAskedWhereItsMemberIsAway() {
        var order = order("NEW", "oo-boss", "oo-agent");
        away("oo-agent", "oo-peer");
        theGroupIsAsked(beyond(order));
    }

    private void theGroupIsAsked(String invoice) {
        var task = asked(invoice);
        assertThat(task.getAssignee()).isNull();
        assertThat(tasks.getIdentityLinksForTask(task.getId()))
                .extracting(IdentityLink::getGroupId)
                .contains("purchasing-agent");
        answer(invoice, "oo-head", 403);
        answer(invoice, "oo-agent-2", 204);
        assertThat(door.as("oo-clerk")
                        .get("/api/v1/invoices/" + invoice)
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("APPROVED");
    }

    private String away(String person, String substitute) {
        return door.as("oo-admin")
                .post("/api/v1/people/" + person + "/substitutes", Map.of("substitute", substitute, "to", "2026-12-31"))
                .expect(201)
                .header("Location");
    }

    private Task asked(String document) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
    }

    private void answer(String document, String user, int status) {
        door.as(user)
                .post(
                        "/engine-rest/task/" + asked(document).getId() + "/complete",
                        Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                .expect(status);
        jobs.runDue(document);
    }

    /** An order that these people approved, one after the other. */
    private String order(String supplierStatus, String... approvers) {
        supplier = "S-OO-" + RUNS.incrementAndGet();
        door.as("oo-agent")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                supplier,
                                "name",
                                "Freight",
                                "email",
                                "sales@example.net",
                                "status",
                                supplierStatus))
                .expect(201);
        var line = Map.of("description", "Chairs", "quantity", "4", "unitPrice", "50.00", "supplier", supplier);
        var requisition = door.as("oo-anna")
                .post("/api/v1/requisitions", Map.of("title", "Chairs", "costCenter", "CC-OO", "lines", List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as("oo-anna")
                .post("/api/v1/requisitions/" + requisition + "/submission", null)
                .expect(202);
        jobs.runDue(requisition);
        for (var approver : approvers) {
            answer(requisition, approver, 204);
        }
        var order = door.as("oo-anna")
                .get("/api/v1/requisitions/" + requisition)
                .json()
                .path("orders")
                .path(0)
                .asText();
        jobs.runDue(order);
        door.as("oo-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN", "lines", List.of(Map.of("line", 1, "quantity", "4"))))
                .expect(201);
        return order;
    }

    /** An invoice of what was ordered, and of freight that nobody ordered. */
    private String beyond(String order) {
        var line = Map.of("line", "1", "orderLine", "1", "quantity", "4", "unitPrice", "50.00", "netAmount", "200.00");
        var invoice = door.as("oo-clerk")
                .post(
                        "/api/v1/invoices",
                        Map.ofEntries(
                                Map.entry("supplier", supplier),
                                Map.entry("number", "F-" + order),
                                Map.entry("purchaseOrder", order),
                                Map.entry("currency", "EUR"),
                                Map.entry("issueDate", "2026-03-01"),
                                Map.entry("lines", List.of(line)),
                                Map.entry("charges", "30.00"),
                                Map.entry("netTotal", "230.00"),
                                Map.entry("taxTotal", "0.00"),
                                Map.entry("grossTotal", "230.00"),
                                Map.entry("payable", "230.00")))
                .expect(201)
                .json()
                .path("id")
                .asText();
        jobs.runDue(invoice);
        return invoice;
    }
}
