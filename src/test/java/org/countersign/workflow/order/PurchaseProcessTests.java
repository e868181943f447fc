package org.countersign.workflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.shared.Group;
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

@CountersignTest
class PurchaseProcessTests {

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
    HistoryService history;

    private String costCenter;
    private String supplier;
    private String silentSupplier;

    @BeforeEach
    void people() {
        people.add("po-boss", Group.APPROVER);
        people.add("po-anna", "po-boss");
        people.add("po-buyer", "po-boss", Group.PURCHASING_AGENT);
        people.add("po-dock", "po-boss", Group.RECEIVER);
        people.add("po-admin", "po-boss", Group.ADMINISTRATOR);
        people.add("po-stranger", "po-boss");
        int run = RUNS.incrementAndGet();
        costCenter = "CC-PO-" + run;
        supplier = "S-PO-" + run;
        silentSupplier = "S-SILENT-" + run;
        ok(door.as("po-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "po-boss")));
        ok(door.as("po-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", supplier,
                                "name", "Papier & Söhne",
                                "email", supplier.toLowerCase() + "@example.net",
                                "currency", "EUR",
                                "paymentTerms", "NET30",
                                "status", "APPROVED")));
        ok(door.as("po-buyer")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                silentSupplier,
                                "name",
                                "No Mail Ltd",
                                "currency",
                                "EUR",
                                "status",
                                "APPROVED")));
    }

    @Test
    @DisplayName("R01, R22: a small purchase goes from the request to the dispatched order, numbered when it is made")
    void aSmallPurchaseIsOrderedAndDispatched() {
        var requisition = submitted("99.99", supplier);

        var order = orderOf(requisition);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition)
                        .path("status")
                        .asText())
                .isEqualTo("ORDERED");
        assertThat(order).matches("PO-2026-\\d{6}");
        assertThat(status(order)).isEqualTo("DISPATCHED");
        assertThat(mailbox.to(supplier.toLowerCase() + "@example.net")).hasSize(1);
    }

    @Test
    @DisplayName("R01: before the last approval no order exists")
    void beforeTheLastApprovalNoOrderExists() {
        var requisition = submitted("5000.00", supplier);
        jobs.runDue(requisition);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition).path("orders"))
                .isEmpty();

        approve(requisition, "po-boss");
        jobs.runDue(requisition);
        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition).path("orders"))
                .hasSize(1);
    }

    @Test
    @DisplayName("R09: what was sent back is changed, submitted again, and asked about from the start")
    void whatWasSentBackIsSubmittedAgain() {
        var requisition = submitted("500.00", supplier);
        jobs.runDue(requisition);
        answer(
                task(requisition, "userTask_approve"),
                "po-boss",
                Map.of("decision", "return", "comment", "Half of it"),
                204);
        jobs.runDue(requisition);
        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition)
                        .path("status")
                        .asText())
                .isEqualTo("RETURNED");

        assertThat(door.as("po-anna")
                        .put("/api/v1/requisitions/" + requisition, requisitionOver("250.00", supplier))
                        .status())
                .isEqualTo(200);
        assertThat(door.as("po-anna")
                        .post("/api/v1/requisitions/" + requisition + "/submission", null)
                        .status())
                .isEqualTo(202);
        jobs.runDue(requisition);
        approve(requisition, "po-boss");
        jobs.runDue(requisition);

        var read = read("po-anna", "/api/v1/requisitions/" + requisition);
        assertThat(read.path("status").asText()).isEqualTo("ORDERED");
        assertThat(read.path("approvals").findValuesAsText("cycle")).contains("1", "2");
    }

    @Test
    void theRequesterSubmitsAgainInTasklistToo() {
        var requisition = returned();

        answer(task(requisition, "userTask_reviseRequisition"), "po-anna", Map.of("decision", "resubmit"), 204);
        jobs.runDue(requisition);
        approve(requisition, "po-boss");
        jobs.runDue(requisition);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition)
                        .path("status")
                        .asText())
                .isEqualTo("ORDERED");
    }

    @Test
    void theRequesterWithdrawsWhatWasSentBack() {
        var requisition = returned();
        var revise = task(requisition, "userTask_reviseRequisition");

        assertThat(answerStatus(revise, "po-stranger", Map.of("decision", "withdraw")))
                .isIn(403, 404);
        answer(revise, "po-anna", Map.of("decision", "withdraw", "comment", "Found one in the cellar"), 204);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition)
                        .path("status")
                        .asText())
                .isEqualTo("WITHDRAWN");
        assertThat(hasEnded(requisition)).isTrue();
    }

    @Test
    void aWithdrawalEndsTheApproval() {
        var requisition = submitted("500.00", supplier);
        jobs.runDue(requisition);
        var approval = task(requisition, "userTask_approve");

        var withdrawn = door.as("po-anna")
                .post("/api/v1/requisitions/" + requisition + "/withdrawal", Map.of("reason", "Not needed any more"));

        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(hasEnded(requisition)).isTrue();
        assertThat(answerStatus(approval, "po-boss", Map.of("decision", "approve")))
                .isEqualTo(409);
    }

    @Test
    void aRejectedRequisitionEndsThere() {
        var requisition = submitted("500.00", supplier);
        jobs.runDue(requisition);
        answer(task(requisition, "userTask_approve"), "po-boss", Map.of("decision", "reject", "comment", "No"), 204);
        jobs.runDue(requisition);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition)
                        .path("status")
                        .asText())
                .isEqualTo("REJECTED");
        assertThat(hasEnded(requisition)).isTrue();
    }

    @Test
    void aLineWithoutASupplierWaitsForThePurchasingAgent() {
        var requisition = submitted("50.00", null);
        jobs.runDue(requisition);
        var naming = task(requisition, "userTask_nameSupplier");

        assertThat(answerStatus(naming, "po-buyer", Map.of("decision", "done"))).isEqualTo(422);
        answer(naming, "po-buyer", Map.of("decision", "done", "supplier", supplier), 204);
        jobs.runDue(requisition);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition).path("orders"))
                .hasSize(1);
    }

    @Test
    void aRequisitionThatNobodySellsIsCancelledWithAReason() {
        var requisition = submitted("50.00", null);
        jobs.runDue(requisition);
        var naming = task(requisition, "userTask_nameSupplier");

        assertThat(answerStatus(naming, "po-buyer", Map.of("decision", "cancel")))
                .isEqualTo(422);
        answer(naming, "po-buyer", Map.of("decision", "cancel", "comment", "Nobody makes it any more"), 204);

        assertThat(read("po-anna", "/api/v1/requisitions/" + requisition)
                        .path("status")
                        .asText())
                .isEqualTo("REJECTED");
        assertThat(hasEnded(requisition)).isTrue();
    }

    @Test
    void anOrderWithoutAChannelIsHandedOverByHand() {
        var requisition = submitted("50.00", silentSupplier);
        var order = orderOf(requisition);
        var manual = task(order, "userTask_dispatchManually");

        assertThat(answerStatus(manual, "po-buyer", Map.of("decision", "done"))).isEqualTo(422);
        answer(manual, "po-buyer", Map.of("decision", "retry"), 204);
        jobs.runDue(order);
        answer(
                task(order, "userTask_dispatchManually"),
                "po-buyer",
                Map.of("decision", "done", "comment", "Read over the telephone to Ms Smith"),
                204);
        jobs.runDue(order);

        assertThat(status(order)).isEqualTo("DISPATCHED");
    }

    @Test
    @DisplayName("R22: an order that could not be sent and is cancelled leaves its number void")
    void anOrderThatCouldNotBeSentIsCancelled() {
        var order = orderOf(submitted("50.00", silentSupplier));

        answer(
                task(order, "userTask_dispatchManually"),
                "po-buyer",
                Map.of("decision", "cancel", "comment", "No way"),
                204);

        assertThat(status(order)).isEqualTo("CANCELLED");
        assertThat(read("po-buyer", "/api/v1/purchase-orders/" + order)
                        .path("numberVoid")
                        .asBoolean())
                .isTrue();
        assertThat(hasEnded(order)).isTrue();
    }

    @Test
    void anUnansweredOrderIsRemindedOfAndThenAnswered() {
        var order = orderOf(submitted("50.00", supplier));
        mailbox.clear();

        clock.advance(Duration.ofDays(3));
        jobs.runDue(order);
        assertThat(mailbox.to(supplier.toLowerCase() + "@example.net")).hasSize(1);

        clock.advance(Duration.ofDays(3));
        jobs.runDue(order);
        assertThat(mailbox.to(supplier.toLowerCase() + "@example.net")).hasSize(2);

        acknowledge(order, Map.of("response", "ACCEPTED", "reference", "A-1"));
        clock.advance(Duration.ofDays(30));
        jobs.runDue(order);
        assertThat(mailbox.to(supplier.toLowerCase() + "@example.net")).hasSize(2);
        assertThat(status(order)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void aDeclinedOrderStandsOrEndsAsThePurchasingAgentDecides() {
        var order = orderOf(submitted("50.00", supplier));
        acknowledge(order, Map.of("response", "DECLINED", "note", "Out of stock"));

        answer(
                task(order, "userTask_handleDecline"),
                "po-buyer",
                Map.of("decision", "reject", "comment", "They found some"),
                204);
        assertThat(status(order)).isEqualTo("DISPATCHED");

        acknowledge(order, Map.of("response", "DECLINED", "note", "Really out of stock"));
        answer(task(order, "userTask_handleDecline"), "po-buyer", Map.of("decision", "accept"), 204);
        assertThat(status(order)).isEqualTo("DECLINED");
        assertThat(hasEnded(order)).isTrue();
        assertThat(receive("po-dock", order, "1", "0").status()).isEqualTo(409);
    }

    @Test
    @DisplayName("R11, R23: a proposed date counts only when it is accepted; the requested one stays")
    void aProposedDateCountsWhenItIsAccepted() {
        var order = orderOf(submitted("50.00", supplier));
        var proposal = Map.of(
                "response", "CHANGES_PROPOSED", "lines", List.of(Map.of("line", 1, "promisedDate", "2026-05-05")));
        acknowledge(order, proposal);
        var waiting = read("po-buyer", "/api/v1/purchase-orders/" + order);
        assertThat(waiting.path("changePending").asBoolean()).isTrue();
        assertThat(waiting.path("lines").get(0).path("promisedDate").isNull()).isTrue();

        answer(task(order, "userTask_handleProposal"), "po-buyer", Map.of("decision", "reject"), 204);
        assertThat(read("po-buyer", "/api/v1/purchase-orders/" + order)
                        .path("changePending")
                        .asBoolean())
                .isFalse();

        acknowledge(order, proposal);
        answer(task(order, "userTask_handleProposal"), "po-buyer", Map.of("decision", "accept"), 204);
        var accepted = read("po-buyer", "/api/v1/purchase-orders/" + order);
        assertThat(accepted.path("status").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(accepted.path("lines").get(0).path("promisedDate").asText()).isEqualTo("2026-05-05");
        assertThat(accepted.path("lines").get(0).path("requestedDate").asText()).isEqualTo("2026-04-01");
    }

    @Test
    @DisplayName("R13: receipts by Tasklist and by REST count together, until nothing is open")
    void receiptsByBothDoorsCountTogether() {
        var order = orderOf(submitted("50.00", "10", supplier));

        assertThat(receive("po-anna", order, "3", "0").status()).isEqualTo(403);
        assertThat(receive("po-dock", order, "3", "0").status()).isEqualTo(201);
        var task = task(order, "userTask_receiveGoods");
        assertThat(answerStatus(task, "po-dock", receipt("8", "0"))).isEqualTo(409);
        answer(task, "po-dock", receipt("6", "1"), 204);
        assertThat(status(order)).isEqualTo("PARTIALLY_RECEIVED");
        assertThat(line(order).path("open").asText()).isEqualTo("2");

        answer(task(order, "userTask_receiveGoods"), "po-dock", receipt("2", "0"), 204);
        assertThat(status(order)).isEqualTo("RECEIVED");
        assertThat(openTasks(order)).isEmpty();
    }

    @Test
    @DisplayName("R16: what goes back is expected again")
    void whatGoesBackIsExpectedAgain() {
        var order = orderOf(submitted("50.00", "10", supplier));
        receive("po-dock", order, "10", "0");
        assertThat(openTasks(order)).isEmpty();

        var returned = door.as("po-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "Broken", "lines", List.of(Map.of("line", 1, "quantity", "4"))));

        assertThat(returned.status()).isEqualTo(201);
        assertThat(line(order).path("open").asText()).isEqualTo("4");
        assertThat(task(order, "userTask_receiveGoods")).isNotNull();
    }

    @Test
    @DisplayName("R17: with goods here an order is closed short, not cancelled; what comes later goes to a person")
    void withGoodsHereAnOrderIsClosedShort() {
        var order = orderOf(submitted("50.00", "10", supplier));
        receive("po-dock", order, "4", "0");

        var buyer = door.as("po-buyer");
        assertThat(buyer.post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "Enough"))
                        .status())
                .isEqualTo(409);
        assertThat(buyer.post("/api/v1/purchase-orders/" + order + "/closure", Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(buyer.post("/api/v1/purchase-orders/" + order + "/closure", Map.of("reason", "Enough"))
                        .status())
                .isEqualTo(201);
        assertThat(status(order)).isEqualTo("CLOSED_SHORT");
        assertThat(openTasks(order)).isEmpty();

        var late = receive("po-dock", order, "6", "0");
        assertThat(late.status()).isEqualTo(202);
        var receipt = late.json().path("number").asText();
        answer(task(receipt, "userTask_handleLateReceipt"), "po-buyer", Map.of("decision", "sendBack"), 204);
        assertThat(hasEnded(receipt)).isTrue();
    }

    @Test
    @DisplayName("R17: goods of a closed line go to a person; kept ones count, and a reopened line is received again")
    void aClosedLineIsDecidedByAPersonAndReopened() {
        var order = orderOf(submitted("50.00", "10", supplier));
        receive("po-dock", order, "4", "0");
        var buyer = door.as("po-buyer");
        var path = "/api/v1/purchase-orders/" + order;
        assertThat(buyer.post(path + "/reopening", Map.of("reason", "Not closed"))
                        .status())
                .isEqualTo(409);
        ok(buyer.post(path + "/closure", Map.of("reason", "Enough")));
        var kept = receive("po-dock", order, "2", "0").json().path("number").asText();
        answer(task(kept, "userTask_handleLateReceipt"), "po-buyer", Map.of("decision", "keep"), 204);
        assertThat(line(order).path("received").asText()).isEqualTo("6");
        assertThat(line(order).path("open").asText()).isEqualTo("0");

        assertThat(door.as("po-dock")
                        .post(path + "/reopening", Map.of("reason", "They found the rest"))
                        .status())
                .isEqualTo(403);
        assertThat(buyer.post(path + "/reopening", Map.of()).status()).isEqualTo(422);
        ok(buyer.post(path + "/reopening", Map.of("reason", "They found the rest", "lines", List.of(1))));

        assertThat(status(order)).isEqualTo("PARTIALLY_RECEIVED");
        assertThat(line(order).path("open").asText()).isEqualTo("4");
        assertThat(task(order, "userTask_receiveGoods")).isNotNull();
        assertThat(receive("po-dock", order, "4", "0").status()).isEqualTo(201);
        assertThat(status(order)).isEqualTo("RECEIVED");
    }

    @Test
    @DisplayName("R15: of one delivery open lines are booked, and what is for a closed line waits for a person")
    void aDeliveryForAClosedLineIsParted() {
        var order = orderOf(submittedOfTwo());
        ok(door.as("po-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/closure",
                        Map.of("reason", "Enough", "lines", List.of(2))));

        var parted = door.as("po-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "lines",
                                List.of(Map.of("line", 1, "quantity", "3"), Map.of("line", 2, "quantity", "2"))));

        assertThat(parted.status()).as(parted.text()).isEqualTo(202);
        assertThat(parted.json().path("state").asText()).isEqualTo("BOOKED");
        assertThat(parted.json().at("/waiting/state").asText()).isEqualTo("LATE");
        assertThat(line(order).path("received").asText()).isEqualTo("3");
        var late = parted.json().at("/waiting/number").asText();
        answer(task(late, "userTask_handleLateReceipt"), "po-buyer", Map.of("decision", "keep"), 204);
        assertThat(read("po-buyer", "/api/v1/purchase-orders/" + order)
                        .at("/lines/1/received")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    @DisplayName("R13: a receipt booked by mistake is reversed once, with a reason, and goods are awaited again")
    void aWrongReceiptIsReversed() {
        var order = orderOf(submitted("50.00", "10", supplier));
        var receipt = receive("po-dock", order, "10", "1").json().path("number").asText();
        receive("po-dock", order, "1", "0");
        assertThat(openTasks(order)).isEmpty();
        var path = "/api/v1/purchase-orders/" + order + "/goods-receipts/" + receipt + "/reversal";

        assertThat(door.as("po-buyer").post(path, Map.of("reason", "Mine")).status())
                .isEqualTo(403);
        assertThat(door.as("po-dock").post(path, Map.of()).status()).isEqualTo(422);
        var reversed = door.as("po-dock").post(path, Map.of("reason", "Booked on the wrong order"));
        assertThat(reversed.status()).as(reversed.text()).isEqualTo(201);
        assertThat(reversed.json().path("state").asText()).isEqualTo("REVERSED");
        assertThat(door.as("po-dock").post(path, Map.of("reason", "Again")).status())
                .isEqualTo(409);

        var moved = read("po-dock", "/api/v1/stock-movements?size=200&since=2020-01-01T00:00:00Z")
                .path("content");
        var ids = moved.findValuesAsText("id");
        assertThat(ids).contains(receipt + "/1", receipt + "/1/reversal");
        assertThat(moved.get(ids.indexOf(receipt + "/1")).path("quantity").asText())
                .isEqualTo("9");
        assertThat(moved.get(ids.indexOf(receipt + "/1/reversal"))
                        .path("quantity")
                        .asText())
                .isEqualTo("-9");
        assertThat(moved.get(ids.indexOf(receipt + "/1")).path("unit").asText()).isEqualTo("EA");
        assertThat(read("po-dock", "/api/v1/stock-movements?item=NO-SUCH-ITEM")
                        .path("totalElements")
                        .asInt())
                .isZero();
        assertThat(door.as("po-anna").get("/api/v1/stock-movements").status()).isEqualTo(403);
        assertThat(door.as("po-dock")
                        .get("/api/v1/stock-movements?since=yesterday")
                        .status())
                .isBetween(400, 422);

        assertThat(line(order).path("received").asText()).isEqualTo("1");
        assertThat(line(order).path("rejected").asText()).isEqualTo("0");
        assertThat(line(order).path("returned").asText()).isEqualTo("0");
        assertThat(line(order).path("open").asText()).isEqualTo("9");
        assertThat(task(order, "userTask_receiveGoods")).isNotNull();
        assertThat(door.as("po-dock")
                        .post(
                                "/api/v1/purchase-orders/" + order + "/goods-receipts/GR-0/reversal",
                                Map.of("reason", "Unknown"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCancelledOrderAsksNobodyAnyMore() {
        var order = orderOf(submitted("50.00", supplier));

        assertThat(door.as("po-anna")
                        .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No"))
                        .status())
                .isEqualTo(403);
        assertThat(door.as("po-buyer")
                        .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "No"))
                        .status())
                .isEqualTo(201);

        assertThat(status(order)).isEqualTo("CANCELLED");
        assertThat(hasEnded(order)).isTrue();
        assertThat(receive("po-dock", order, "1", "0").status()).isEqualTo(409);
    }

    @Test
    void theTimelineTellsTheWholeStory() {
        var order = orderOf(submitted("50.00", supplier));

        var events = read("po-anna", "/api/v1/purchase-orders/" + order + "/timeline")
                .findValuesAsText("event");

        assertThat(events)
                .containsSubsequence(
                        "requisition.created",
                        "requisition.submitted",
                        "requisition.approved",
                        "purchase-order.created",
                        "purchase-order.dispatched");
        assertThat(door.as("po-stranger")
                        .get("/api/v1/purchase-orders/" + order)
                        .status())
                .isEqualTo(403);
        assertThat(door.as("po-stranger")
                        .get("/api/v1/purchase-orders/" + order + "/timeline")
                        .status())
                .isEqualTo(403);
    }

    private String returned() {
        var requisition = submitted("500.00", supplier);
        jobs.runDue(requisition);
        answer(task(requisition, "userTask_approve"), "po-boss", Map.of("decision", "return", "comment", "Why?"), 204);
        jobs.runDue(requisition);
        return requisition;
    }

    private String submitted(String unitPrice, String from) {
        return submitted(unitPrice, "1", from);
    }

    private String submitted(String total, String quantity, String from) {
        var created = ok(door.as("po-anna").post("/api/v1/requisitions", requisitionOver(total, quantity, from)));
        var number = created.path("number").asText();
        assertThat(door.as("po-anna")
                        .post("/api/v1/requisitions/" + number + "/submission", null)
                        .status())
                .isEqualTo(202);
        return number;
    }

    private String submittedOfTwo() {
        var requisition = new java.util.HashMap<String, Object>(requisitionOver("30.00", "10", supplier));
        requisition.put(
                "lines",
                List.of(
                        Map.of("description", "Paper", "quantity", "3", "unitPrice", "5", "supplier", supplier),
                        Map.of("description", "Pens", "quantity", "4", "unitPrice", "2", "supplier", supplier)));
        var number = ok(door.as("po-anna").post("/api/v1/requisitions", requisition))
                .path("number")
                .asText();
        assertThat(door.as("po-anna")
                        .post("/api/v1/requisitions/" + number + "/submission", null)
                        .status())
                .isEqualTo(202);
        return number;
    }

    private Map<String, Object> requisitionOver(String total, String from) {
        return requisitionOver(total, "1", from);
    }

    private Map<String, Object> requisitionOver(String total, String quantity, String from) {
        var price = new java.math.BigDecimal(total).divide(new java.math.BigDecimal(quantity));
        var line = new java.util.HashMap<String, Object>(
                Map.of("description", "Paper", "quantity", quantity, "unitPrice", price.toPlainString(), "unit", "EA"));
        if (from != null) {
            line.put("supplier", from);
        }
        return Map.of(
                "title",
                "Paper for the office",
                "costCenter",
                costCenter,
                "neededBy",
                "2026-04-01",
                "lines",
                List.of(line));
    }

    private String orderOf(String requisition) {
        jobs.runDue(requisition);
        var order = read("po-anna", "/api/v1/requisitions/" + requisition)
                .path("orders")
                .get(0)
                .asText();
        jobs.runDue(order);
        return order;
    }

    private void approve(String requisition, String user) {
        answer(task(requisition, "userTask_approve"), user, Map.of("decision", "approve"), 204);
    }

    private void acknowledge(String order, Map<String, ?> answer) {
        assertThat(door.as("po-buyer")
                        .post("/api/v1/purchase-orders/" + order + "/acknowledgements", answer)
                        .status())
                .isEqualTo(201);
    }

    private TestDoor.Answer receive(String user, String order, String quantity, String rejected) {
        return door.as(user)
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of(
                                "deliveryNote",
                                "DN-1",
                                "lines",
                                List.of(Map.of(
                                        "line", 1, "quantity", quantity, "rejected", rejected, "reason", "Wet"))));
    }

    private static Map<String, Object> receipt(String arrived, String rejected) {
        return Map.of(
                "decision", "done", "receivedLine", "1", "arrived", arrived, "rejected", rejected, "reason", "Wet");
    }

    private Task task(String businessKey, String definition) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey(definition)
                .singleResult();
    }

    private List<Task> openTasks(String businessKey) {
        return tasks.createTaskQuery().processInstanceBusinessKey(businessKey).list();
    }

    private void answer(Task task, String user, Map<String, Object> variables, int status) {
        assertThat(answerStatus(task, user, variables)).isEqualTo(status);
    }

    private int answerStatus(Task task, String user, Map<String, Object> variables) {
        var typed = new java.util.HashMap<String, Object>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        return door.as(user)
                .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", typed))
                .status();
    }

    private boolean hasEnded(String businessKey) {
        jobs.runDue(businessKey);
        return history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(businessKey)
                        .unfinished()
                        .count()
                == 0;
    }

    private String status(String order) {
        return read("po-buyer", "/api/v1/purchase-orders/" + order)
                .path("status")
                .asText();
    }

    private JsonNode line(String order) {
        return read("po-buyer", "/api/v1/purchase-orders/" + order)
                .path("lines")
                .get(0);
    }

    private JsonNode read(String user, String path) {
        return ok(door.as(user).get(path));
    }

    private static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }
}
