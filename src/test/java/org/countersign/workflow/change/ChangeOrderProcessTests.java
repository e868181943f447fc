package org.countersign.workflow.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.AnswerLinks;
import org.countersign.approval.ApprovalManagement;
import org.countersign.purchasing.PurchaseOrderManagement;
import org.countersign.purchasing.PurchaseOrderNumber;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.BrokenTable;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CountersignTest
class ChangeOrderProcessTests {

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
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    PurchaseOrderManagement orders;

    @Autowired
    AnswerLinks links;

    @Autowired
    ApprovalManagement approvals;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    private String costCenter;
    private String supplier;
    private String silentSupplier;

    @BeforeEach
    void people() {
        people.add("co-boss", Group.APPROVER);
        people.add("co-anna", "co-boss");
        people.add("co-agent", "co-boss", Group.PURCHASING_AGENT);
        people.add("co-second", "co-boss", Group.PURCHASING_AGENT);
        people.add("co-ben", "co-agent");
        people.add("co-dock", "co-boss", Group.RECEIVER);
        people.add("co-admin", "co-boss", Group.ADMINISTRATOR);
        people.add("co-auditor", "co-boss", Group.AUDITOR);
        people.add("co-stranger", "co-boss");
        int run = RUNS.incrementAndGet();
        costCenter = "CC-CO-" + run;
        supplier = "S-CO-" + run;
        silentSupplier = "S-COS-" + run;
        ok(door.as("co-admin")
                .post("/api/v1/cost-centers", Map.of("code", costCenter, "name", "Tests", "owner", "co-boss")));
        ok(door.as("co-agent")
                .post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number", supplier,
                                "name", "Papier & Söhne",
                                "email", address(),
                                "currency", "EUR",
                                "status", "APPROVED")));
        ok(door.as("co-agent")
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
    @DisplayName("R11: an increase is approved again; until then the old terms stand, for the supplier too")
    void anIncreaseIsApprovedAgain() {
        var order = orderOver("50", "10", supplier);
        acknowledge(order, Map.of("response", "ACCEPTED", "reference", "A-1"));
        var original = pdf(order, "");
        mailbox.clear();

        var change = propose("co-agent", order, change(terms(1, "quantity", "12")));

        assertThat(change.status()).as(change.text()).isEqualTo(201);
        assertThat(change.json().path("status").asText()).isEqualTo("PROPOSED");
        assertThat(change.json().path("approvalNeeded").asBoolean()).isTrue();
        assertThat(change.json().path("policyRules").get(0).asText()).isEqualTo("rule_changeIncreases");
        var waiting = read(order);
        assertThat(waiting.path("changePending").asBoolean()).isTrue();
        assertThat(waiting.path("openChange").asInt()).isEqualTo(1);
        assertThat(waiting.path("revision").asInt()).isEqualTo(1);
        assertThat(waiting.path("total").asText()).isEqualTo("500.00");
        assertThat(waiting.path("status").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(pdf(order, "")).isEqualTo(original);
        assertThat(mailbox.to(address())).isEmpty();
        jobs.runDue(order);
        assertThat(receive(order, "11").status()).isEqualTo(409);

        var step = approvals.stepAskedIn(task(order, "userTask_approve").getId());
        var boss = new Browser(door.base());
        boss.signIn("co-boss");
        assertThat(boss.open("/answers/" + links.draw(step, new UserId("co-boss")))
                        .body())
                .contains(
                        "10 each → 12 each · 50.00",
                        "Total before",
                        "500.00 EUR",
                        "+100.00 EUR",
                        "Proposed by",
                        "co-agent Example",
                        "the order keeps its old terms")
                .doesNotContain("Rejecting is final");
        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        var changed = read(order);
        assertThat(changed.path("revision").asInt()).isEqualTo(2);
        assertThat(changed.path("changePending").asBoolean()).isFalse();
        assertThat(changed.path("total").asText()).isEqualTo("600.00");
        assertThat(changed.path("status").asText()).isEqualTo("DISPATCHED");
        assertThat(changed.path("lines").get(0).path("ordered").asText()).isEqualTo("12");
        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("APPLIED");
        assertThat(changeOf(order, 1).path("revision").asInt()).isEqualTo(2);
        assertThat(changeOf(order, 1).path("approvals").get(0).path("by").asText())
                .isEqualTo("co-boss");
        assertThat(pdf(order, "?revision=1")).isEqualTo(original);
        assertThat(pdf(order, "")).isNotEqualTo(original);
        assertThat(mailbox.to(address())).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).startsWith("Change 1 to " + order);
        });
        assertThat(receive(order, "11").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("R11: the supplier of a changed order is asked for an answer again, and reminded of it")
    void theSupplierIsAskedAgain() {
        var order = orderOver("50", "10", supplier);
        acknowledge(order, Map.of("response", "ACCEPTED"));
        assertThat(isAwaited(order)).isFalse();

        propose("co-agent", order, change(terms(1, "deliveryDate", "2026-04-20")));
        assertThat(isAwaited(order)).isTrue();
        jobs.runDue(order);
        mailbox.clear();
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        jobs.runDue(order);
        assertThat(mailbox.to(address())).hasSize(1);

        acknowledge(
                order,
                Map.of("response", "ACCEPTED", "lines", List.of(Map.of("line", 1, "promisedDate", "2026-04-21"))));
        assertThat(isAwaited(order)).isFalse();
        var read = read(order);
        assertThat(read.path("status").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(read.path("acknowledgement").path("revision").asInt()).isEqualTo(2);
        assertThat(read.path("lines").get(0).path("requestedDate").asText()).isEqualTo("2026-04-20");
    }

    @Test
    @DisplayName("R11: dates, decreases and small increases pass by rule, recorded with the rule")
    void whatThePolicyLetsPassIsAppliedAtOnce() {
        var order = orderOver("50", "10", supplier);

        var later = propose("co-agent", order, change(terms(1, "deliveryDate", "2026-05-01")))
                .json();
        assertThat(later.path("status").asText()).isEqualTo("APPLIED");
        assertThat(later.path("approvalNeeded").asBoolean()).isFalse();
        var approval = later.path("approvals").get(0);
        assertThat(approval.path("outcome").asText()).isEqualTo("AUTOMATIC");
        assertThat(approval.path("rule").asText()).isEqualTo("rule_changeOfDate");

        assertThat(propose("co-agent", order, change(terms(1, "unitPrice", "50.999")))
                        .json()
                        .path("status")
                        .asText())
                .as("1.998 % and 9.99 more")
                .isEqualTo("APPLIED");
        assertThat(propose("co-agent", order, change(terms(1, "quantity", "9")))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("APPLIED");
        assertThat(read(order).path("revision").asInt()).isEqualTo(4);
        assertThat(read(order).path("total").asText()).isEqualTo("458.99");
    }

    @Test
    @DisplayName("R11, R10: small increases one after the other count together until people agree")
    void smallIncreasesCountTogether() {
        var order = orderOver("50", "10", supplier);
        assertThat(propose("co-agent", order, change(terms(1, "unitPrice", "50.50")))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("APPLIED");

        var second = propose("co-agent", order, change(terms(1, "unitPrice", "51.01")))
                .json();

        assertThat(second.path("approvalNeeded").asBoolean())
                .as("510.10 are 2.02 % more than the 500.00 that people agreed to")
                .isTrue();
    }

    @Test
    @DisplayName("R11: a rejected change changes nothing but the record, and another one can be proposed")
    void aRejectedChangeChangesNothing() {
        var order = orderOver("50", "10", supplier);
        mailbox.clear();
        propose("co-agent", order, change(terms(1, "quantity", "100")));
        jobs.runDue(order);

        answer(
                task(order, "userTask_approve"),
                "co-boss",
                Map.of("decision", "reject", "comment", "Ten are enough"),
                204);
        jobs.runDue(order);

        assertThat(read(order).path("revision").asInt()).isEqualTo(1);
        assertThat(read(order).path("changePending").asBoolean()).isFalse();
        var change = changeOf(order, 1);
        assertThat(change.path("status").asText()).isEqualTo("REJECTED");
        assertThat(change.path("endNote").asText()).isEqualTo("Ten are enough");
        assertThat(change.path("endedBy").asText()).isEqualTo("co-boss");
        assertThat(mailbox.to(address())).isEmpty();
        assertThat(mailbox.to("co-agent@example.org")).isNotEmpty();
        assertThat(changesRunning(order)).isZero();

        assertThat(propose("co-agent", order, change(terms(1, "quantity", "11")))
                        .status())
                .isEqualTo(201);
        jobs.runDue(order);
        answer(
                task(order, "userTask_approve"),
                "co-boss",
                Map.of("decision", "return", "comment", "Say why, please"),
                204);
        jobs.runDue(order);
        assertThat(changeOf(order, 2).path("status").asText()).isEqualTo("RETURNED");
    }

    @Test
    @DisplayName("R04: nobody approves a change that they proposed, nor one of an order that they asked for")
    void nobodyApprovesTheirOwnChange() {
        var order = orderBy("co-ben", "9", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "20")));
        jobs.runDue(order);
        var asked = task(order, "userTask_approve");

        assertThat(changeOf(order, 1).path("approvals").get(0).path("assignee").asText())
                .as("the manager of the requester proposed it: their manager is asked")
                .isEqualTo("co-boss");
        assertThat(answerStatus(asked, "co-agent", Map.of("decision", "approve")))
                .isIn(403, 404, 409);
        assertThat(answerStatus(asked, "co-ben", Map.of("decision", "approve"))).isIn(403, 404, 409);
        assertThat(read(order).path("revision").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R11: one change at a time; the second agent and the second click are told so")
    void oneChangeAtATime() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "12")));

        var second = propose("co-second", order, change(terms(1, "quantity", "13")));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("type").asText()).isEqualTo("urn:problem:purchasing:change-open");

        var withdrawn = door.as("co-second")
                .post(
                        "/api/v1/purchase-orders/" + order + "/change-orders/1/withdrawal",
                        Map.of("reason", "A mistake"));
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(201);
        assertThat(withdrawn.json().path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(changesRunning(order)).isZero();
        assertThat(task(order, "userTask_approve")).isNull();
        assertThat(read(order).path("changePending").asBoolean()).isFalse();
        assertThat(door.as("co-second")
                        .post(
                                "/api/v1/purchase-orders/" + order + "/change-orders/1/withdrawal",
                                Map.of("reason", "Again"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("R11: a change proposed on terms that were changed meanwhile is refused; an added line comes once")
    void aChangeOfOldTermsIsRefused() {
        var order = orderOver("50", "10", supplier);
        var draft = new HashMap<String, Object>(change(terms(1, "quantity", "9")));
        draft.put("revision", 1);

        assertThat(propose("co-agent", order, draft).status()).isEqualTo(201);
        var again = propose("co-agent", order, draft);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asText()).isEqualTo("urn:problem:purchasing:change-of-old-terms");
    }

    @Test
    void aRepeatedRequestAnswersAsTheFirst() {
        var order = orderOver("50", "10", supplier);
        var tag = door.as("co-agent").get("/api/v1/purchase-orders/" + order).header("ETag");
        var body = change(terms(1, "deliveryDate", "2026-05-01"));

        var first = door.as("co-agent").post(path(order), body, "Idempotency-Key", order + "-1", "If-Match", tag);
        var second = door.as("co-agent").post(path(order), body, "Idempotency-Key", order + "-1", "If-Match", tag);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(read(order).path("revision").asInt()).isEqualTo(2);
        assertThat(door.as("co-agent")
                        .post(path(order), change(terms(1, "quantity", "9")), "If-Match", tag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    @DisplayName("R11: what arrived before the approval is not taken back by it: a person decides")
    void whatNoLongerFitsGoesToAPerson() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "4"), added("Toner", "5", "60.00")));
        jobs.runDue(order);
        assertThat(receive(order, "6").status()).isEqualTo(201);

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        var change = changeOf(order, 1);
        assertThat(change.path("status").asText()).isEqualTo("UNFIT");
        assertThat(change.path("misfit").asText()).contains("Line 1", "6 are here");
        assertThat(read(order).path("revision").asInt()).isEqualTo(1);
        var resolve = task(order, "userTask_resolveChange");
        assertThat(answerStatus(resolve, "co-stranger", Map.of("decision", "withdraw", "comment", "x")))
                .isIn(403, 404);

        answer(resolve, "co-agent", Map.of("decision", "retry"), 204);
        resolve = task(order, "userTask_resolveChange");
        assertThat(resolve).isNotNull();

        ok(door.as("co-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/returns",
                        Map.of("reason", "Too many", "lines", List.of(Map.of("line", 1, "quantity", "2")))));
        answer(resolve, "co-agent", Map.of("decision", "retry"), 204);

        var read = read(order);
        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("APPLIED");
        assertThat(read.path("lines")).hasSize(2);
        assertThat(read.path("lines").get(1).path("description").asText()).isEqualTo("Toner");
        assertThat(read.path("lines").get(0).path("open").asText()).isEqualTo("0");
        assertThat(read.path("total").asText()).isEqualTo("500.00");
        assertThat(read.path("status").asText()).isEqualTo("PARTIALLY_RECEIVED");
    }

    @Test
    @DisplayName("R11: a change that no longer fits is withdrawn with a reason")
    void whatNoLongerFitsIsWithdrawn() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "unitPrice", "60")));
        jobs.runDue(order);
        transaction.executeWithoutResult(status -> orders.invoiced(
                new PurchaseOrderNumber(order),
                "I-" + order,
                Map.of(1, BigDecimal.ONE),
                java.util.Set.of(),
                BigDecimal.TEN));

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);
        assertThat(changeOf(order, 1).path("misfit").asText()).contains("invoiced");
        var resolve = task(order, "userTask_resolveChange");
        assertThat(answerStatus(resolve, "co-agent", Map.of("decision", "withdraw")))
                .isEqualTo(422);
        answer(resolve, "co-agent", Map.of("decision", "withdraw", "comment", "Too late"), 204);

        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(read(order).path("changePending").asBoolean()).isFalse();
        assertThat(read(order).path("total").asText()).isEqualTo("500.00");
        assertThat(changesRunning(order)).isZero();
    }

    @Test
    @DisplayName("R11: a supplier who declines the old terms meanwhile is answered first")
    void aSupplierWhoDeclinesMeanwhileIsAnsweredFirst() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        acknowledge(order, Map.of("response", "DECLINED", "note", "Out of stock"));

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("UNFIT");
        assertThat(changeOf(order, 1).path("misfit").asText()).contains("decide about the supplier's answer");
        answer(
                task(order, "userTask_handleDecline"),
                "co-agent",
                Map.of("decision", "reject", "comment", "They found some"),
                204);
        answer(task(order, "userTask_resolveChange"), "co-agent", Map.of("decision", "retry"), 204);
        assertThat(read(order).path("total").asText()).isEqualTo("600.00");
        assertThat(isAwaited(order)).isTrue();
    }

    @Test
    @DisplayName("R11: a decline that is accepted ends the order, and the change with it")
    void anAcceptedDeclineEndsTheChangeToo() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        acknowledge(order, Map.of("response", "DECLINED", "note", "Out of stock"));

        answer(task(order, "userTask_handleDecline"), "co-agent", Map.of("decision", "accept"), 204);

        assertThat(read(order).path("status").asText()).isEqualTo("DECLINED");
        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(changesRunning(order)).isZero();
        assertThat(task(order, "userTask_approve")).isNull();
    }

    @Test
    @DisplayName("R27: of two agents who propose at the same instant one wins, the other gets a sentence")
    void ofTwoAgentsAtOnceOneWins() {
        for (int run = 0; run < 5; run++) {
            var order = orderOver("50", "10", supplier);
            var both = java.util.stream.Stream.of("co-agent", "co-second")
                    .map(user -> java.util.concurrent.CompletableFuture.supplyAsync(
                            () -> propose(user, order, change(terms(1, "quantity", "12")))))
                    .toList()
                    .stream()
                    .map(java.util.concurrent.CompletableFuture::join)
                    .toList();

            assertThat(both).extracting(TestDoor.Answer::status).containsExactlyInAnyOrder(201, 409);
            assertThat(both)
                    .filteredOn(answer -> answer.status() == 409)
                    .allSatisfy(answer -> assertThat(answer.json().path("type").asText())
                            .isIn("urn:problem:purchasing:change-open", "urn:problem:purchasing:change-overtaken"));
            assertThat(changesRunning(order)).isEqualTo(1);
            assertThat(door.as("co-agent").get(path(order)).json()).hasSize(1);
        }
    }

    @Test
    @DisplayName("R11: a cancelled order takes its open change with it")
    void aCancelledOrderTakesItsChangeWithIt() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        var asked = task(order, "userTask_approve");

        ok(door.as("co-agent")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "Not needed")));

        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(read(order).path("changePending").asBoolean()).isFalse();
        assertThat(changesRunning(order)).isZero();
        assertThat(answerStatus(asked, "co-boss", Map.of("decision", "approve")))
                .isIn(404, 409);
        assertThat(propose("co-agent", order, change(terms(1, "quantity", "12")))
                        .status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("R11: only purchasing agents propose and withdraw changes; who may see the order may see them")
    void onlyPurchasingAgentsChangeOrders() {
        var order = orderOver("50", "10", supplier);
        for (var user : List.of("co-anna", "co-admin", "co-auditor", "co-dock", "co-boss", "co-stranger")) {
            assertThat(propose(user, order, change(terms(1, "quantity", "1"))).status())
                    .as(user)
                    .isEqualTo(403);
        }
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        for (var user : List.of("co-anna", "co-admin", "co-auditor", "co-dock", "co-boss", "co-stranger")) {
            assertThat(door.as(user)
                            .post(path(order) + "/1/withdrawal", Map.of("reason", "No"))
                            .status())
                    .as(user)
                    .isEqualTo(403);
        }
        for (var user : List.of("co-anna", "co-admin", "co-auditor", "co-boss")) {
            assertThat(door.as(user).get(path(order)).json()).as(user).hasSize(1);
        }
        assertThat(door.as("co-stranger").get(path(order)).status()).isEqualTo(403);
        assertThat(door.as("co-agent").get(path(order) + "/7").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("R11: another price that the supplier proposes is accepted by a change order")
    void aProposedPriceIsAcceptedByAChangeOrder() {
        var order = orderOver("50", "10", supplier);
        acknowledge(
                order,
                Map.of(
                        "response",
                        "CHANGES_PROPOSED",
                        "lines",
                        List.of(Map.of("line", 1, "unitPrice", "55.00", "promisedDate", "2026-04-10"))));
        mailbox.clear();

        answer(
                task(order, "userTask_handleProposal"),
                "co-agent",
                Map.of("decision", "accept", "comment", "Raw material"),
                204);

        var change = changeOf(order, 1);
        assertThat(change.path("reason").asText()).isEqualTo("Raw material");
        assertThat(change.path("lines").get(0).path("newUnitPrice").asText()).isEqualTo("55");
        assertThat(read(order).path("total").asText()).isEqualTo("500.00");
        assertThat(read(order).path("changePending").asBoolean()).isTrue();
        assertThat(task(order, "userTask_handleProposal")).isNull();
        assertThat(isAwaited(order)).isTrue();

        jobs.runDue(order);
        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        var read = read(order);
        assertThat(read.path("total").asText()).isEqualTo("550.00");
        assertThat(read.path("lines").get(0).path("promisedDate").asText()).isEqualTo("2026-04-10");
        assertThat(read.path("lines").get(0).path("requestedDate").asText()).isEqualTo("2026-04-01");
        assertThat(mailbox.to(address()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.getSubject()).startsWith("Change 1 to "));
        acknowledge(order, Map.of("response", "ACCEPTED"));
        assertThat(read(order).path("status").asText()).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    @DisplayName("R11: a change order on the order's page answers an open proposal; refused, the supplier is told")
    void aChangeOrderTakesOverAProposal() {
        var order = orderOver("50", "10", supplier);
        acknowledge(
                order, Map.of("response", "CHANGES_PROPOSED", "lines", List.of(Map.of("line", 1, "quantity", "14"))));
        assertThat(task(order, "userTask_handleProposal")).isNotNull();
        mailbox.clear();

        propose("co-agent", order, change(terms(1, "quantity", "12")));
        assertThat(task(order, "userTask_handleProposal")).isNull();
        assertThat(isAwaited(order)).isTrue();
        assertThat(read(order).path("changePending").asBoolean()).isTrue();
        jobs.runDue(order);
        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "reject", "comment", "No"), 204);
        jobs.runDue(order);

        assertThat(mailbox.to(address()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.getSubject()).contains("cannot accept"));
        assertThat(read(order).path("revision").asInt()).isEqualTo(1);
        acknowledge(order, Map.of("response", "ACCEPTED"));
        assertThat(read(order).path("status").asText()).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    @DisplayName("R11: who hands an order over by hand waits for its open change, and is shown the new terms")
    void anOrderForThePostWaitsForItsChange() {
        var order = orderOver("50", "10", silentSupplier);
        var first = task(order, "userTask_dispatchManually");
        var proposed = propose("co-agent", order, change(terms(1, "quantity", "12")));
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        jobs.runDue(order);

        assertThat(answerStatus(first, "co-agent", Map.of("decision", "done", "comment", "Told Ms Smith")))
                .as("not with terms that the change replaces")
                .isEqualTo(409);
        var approve = task(order, "userTask_approve");
        assertThat(String.valueOf(tasks.getVariableLocal(approve.getId(), "viewFacts")))
                .as("the order itself is no earlier one")
                .contains("Ordered before")
                .doesNotContain(order);
        answer(approve, "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        var again = task(order, "userTask_dispatchManually");
        assertThat(again.getId()).isNotEqualTo(first.getId());
        assertThat(String.valueOf(tasks.getVariableLocal(again.getId(), "viewTotal")))
                .contains("600.00");
        answer(again, "co-agent", Map.of("decision", "done", "comment", "Told Ms Smith"), 204);
        assertThat(read(order).path("status").asText()).isEqualTo("DISPATCHED");
        assertThat(read(order).path("total").asText()).isEqualTo("600.00");
        assertThat(task(order, "userTask_handOverChange"))
                .as("nobody hands over what its supplier got as the order itself")
                .isNull();
        assertThat(changesRunning(order)).isZero();
    }

    @Test
    @DisplayName("R11: an order that is changed before it was prepared is sent once, with the terms that were decided")
    void anOrderWaitsForItsChangeBeforeItIsPrepared() {
        var order = issuedOver("50", "10");
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        mailbox.clear();
        jobs.runDue(order);
        assertThat(read(order).path("status").asText()).isEqualTo("CREATED");
        assertThat(mailbox.to(address())).isEmpty();

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        assertThat(read(order).path("status").asText()).isEqualTo("DISPATCHED");
        assertThat(read(order).path("revision").asInt()).isEqualTo(2);
        assertThat(mailbox.to(address())).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).doesNotContain("Change").contains(order);
            assertThat(Mailbox.textOf(mail)).contains("600.00").doesNotContain("500.00");
        });
        propose("co-agent", order, change(terms(1, "quantity", "11")));
        jobs.runDue(order);
        assertThat(mailbox.to(address()))
                .as("the first change that its supplier hears of")
                .last()
                .satisfies(mail -> assertThat(mail.getSubject()).startsWith("Change 1 to " + order));
    }

    @Test
    @DisplayName(
            "R11, R26: a change holds back what was prepared; the order goes out anew, with its old terms where the"
                    + " change fails")
    void aChangeHoldsBackWhatWasPrepared() {
        var order = issuedOver("50", "10");
        prepare(order);
        mailbox.clear();
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        assertThat(read(order).path("dispatches").get(0).path("status").asText())
                .isEqualTo("HELD_BACK");
        assertThat(mailbox.to(address())).isEmpty();
        var held =
                jdbc.queryForObject("select id from mails where document = ? and kind = 'order'", String.class, order);
        people.add("co-ops", "co-boss", Group.OPERATIONS);
        assertThat(door.as("co-ops")
                        .post("/api/v1/mails/" + held + "/resend", null)
                        .status())
                .as("nor by operations")
                .isEqualTo(409);

        answer(
                task(order, "userTask_approve"),
                "co-boss",
                Map.of("decision", "reject", "comment", "Ten are enough"),
                204);
        jobs.runDue(order);

        assertThat(read(order).path("status").asText()).isEqualTo("DISPATCHED");
        assertThat(read(order).path("total").asText()).isEqualTo("500.00");
        assertThat(read(order).path("dispatches").get(0).path("status").asText())
                .isEqualTo("SENT");
        assertThat(mailbox.to(address())).hasSize(1);
    }

    @Test
    @DisplayName(
            "R11: an order whose mail could not be sent goes out with its new terms once they are decided, by itself")
    void anOrderThatCouldNotBeSentGoesOutWithItsNewTerms() {
        var order = issuedOver("50", "10");
        prepare(order);
        mailbox.clear();
        var sending = jobOf(order);
        management.setJobRetries(sending, 0);
        assertThat(runtime.createIncidentQuery().configuration(sending).count()).isOne();
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        assertThat(jobOf(order)).as("nobody tries again").isEqualTo(sending);

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "approve"), 204);
        jobs.runDue(order);

        assertThat(read(order).path("status").asText()).isEqualTo("DISPATCHED");
        assertThat(runtime.createIncidentQuery().configuration(sending).count())
                .as("operations look after nothing that is settled")
                .isZero();
        assertThat(mailbox.to(address()))
                .singleElement()
                .satisfies(mail -> assertThat(Mailbox.textOf(mail)).contains("600.00"));
    }

    @Test
    @DisplayName("R11: a change that passes at once replaces what was prepared")
    void aChangeThatPassesReplacesWhatWasPrepared() {
        var order = issuedOver("50", "10");
        prepare(order);
        mailbox.clear();

        propose("co-agent", order, change(terms(1, "quantity", "9")));
        jobs.runDue(order);

        assertThat(read(order).path("status").asText()).isEqualTo("DISPATCHED");
        assertThat(mailbox.to(address()))
                .singleElement()
                .satisfies(mail ->
                        assertThat(Mailbox.textOf(mail)).contains("450.00").doesNotContain("500.00"));
    }

    @Test
    @DisplayName(
            "R11: a change at the instant of sending either comes first, or finds the order sent; no terms are lost")
    void aChangeAtTheInstantOfSending() throws Exception {
        for (var round = 0; round < 4; round++) {
            var order = issuedOver("50", "10");
            prepare(order);
            mailbox.clear();
            var together = new CyclicBarrier(2);
            var sending = CompletableFuture.runAsync(() -> {
                await(together);
                prepare(order);
            });

            await(together);
            var proposed = propose("co-agent", order, change(terms(1, "quantity", "9")));
            sending.handle((done, refused) -> done).get(1, TimeUnit.MINUTES);
            jobs.runDue(order);

            var now = read(order);
            assertThat(now.path("status").asText()).isEqualTo("DISPATCHED");
            var mails = mailbox.to(address());
            if (proposed.status() == 201) {
                assertThat(now.path("total").asText()).isEqualTo("450.00");
                assertThat(Mailbox.textOf(mails.get(mails.size() - 1))).contains("450.00");
                assertThat(mails.size())
                        .as("the order alone, or the order and its change")
                        .isBetween(1, 2);
            } else {
                assertThat(proposed.status()).as(proposed.text()).isEqualTo(409);
                assertThat(proposed.json().path("type").asText())
                        .as("what happened is said")
                        .isIn("urn:problem:purchasing:change-sent-meanwhile", "urn:problem:dispatch:may-be-out");
                assertThat(now.path("total").asText()).isEqualTo("500.00");
                assertThat(mails).hasSize(1);
            }
            assertThat(mails.stream().filter(mail -> !subject(mail).startsWith("Change")))
                    .as("the order goes out once")
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("R11: what may be with its supplier already cannot be changed until it counts as sent")
    void whatMayBeOutIsNotChanged() {
        var order = issuedOver("50", "10");
        prepare(order);
        jdbc.update("update mails set status = 'SENDING' where document = ? and kind = 'order'", order);

        var refused = propose("co-agent", order, change(terms(1, "quantity", "9")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("urn:problem:dispatch:may-be-out");
        assertThat(read(order).path("openChange").isNull()).isTrue();
    }

    @Test
    @DisplayName("What was said beside the approval of a change is read with it")
    void whatWasSaidIsReadWithTheChange() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        var task = task(order, "userTask_approve").getId();
        assertThat(door.as("co-boss")
                        .post("/api/v1/approvals/" + task + "/question", Map.of("text", "Why twelve?"))
                        .status())
                .isBetween(200, 201);

        var said = changeOf(order, 1).path("remarks");
        assertThat(said).hasSize(1);
        assertThat(said.path(0).path("kind").asText()).isEqualTo("QUESTION");
        assertThat(said.path(0).path("text").asText()).isEqualTo("Why twelve?");
        assertThat(said.path(0).path("open").asBoolean()).isTrue();
        assertThat(ok(door.as("co-agent").get(path(order))).path(0).path("remarks"))
                .hasSize(1);
        var question = said.path(0).path("id").asText();
        assertThat(door.as("co-anna")
                        .post(
                                "/api/v1/requisitions/" + order + "/questions/" + question + "/answer",
                                Map.of("text", "Because"))
                        .status())
                .as("an order is no requisition")
                .isEqualTo(404);
        ok(door.as("co-anna").post("/api/v1/approvals/questions/" + question + "/answer", Map.of("text", "Because")));
        assertThat(changeOf(order, 1).path("remarks").path(0).path("answer").asText())
                .isEqualTo("Because");
    }

    @Test
    @DisplayName("R11: a supplier without mail gets the new terms by hand")
    void aSupplierWithoutMailGetsTheNewTermsByHand() {
        var order = orderOver("50", "10", silentSupplier);
        jobs.runDue(order);
        answer(
                task(order, "userTask_dispatchManually"),
                "co-agent",
                Map.of("decision", "done", "comment", "By telephone"),
                204);
        jobs.runDue(order);

        propose("co-agent", order, change(terms(1, "quantity", "9")));

        var handOver = task(order, "userTask_handOverChange");
        assertThat(answerStatus(handOver, "co-agent", Map.of("decision", "done")))
                .isEqualTo(422);
        answer(handOver, "co-agent", Map.of("decision", "done", "comment", "Told Ms Smith"), 204);
        assertThat(changesRunning(order)).isZero();
        assertThat(read(order).path("dispatches")).hasSize(2);
    }

    @Test
    @DisplayName("R11: a change that is taken back leaves the hand-over of an earlier one standing")
    void aWithdrawnChangeLeavesAnEarlierHandOverStanding() {
        var order = orderHandedOver();
        propose("co-agent", order, change(terms(1, "quantity", "9")));
        propose("co-agent", order, change(terms(1, "quantity", "100")));
        jobs.runDue(order);
        assertThat(changesRunning(order)).isEqualTo(2);

        ok(door.as("co-agent").post(path(order) + "/2/withdrawal", Map.of("reason", "A mistake")));

        assertThat(task(order, "userTask_approve")).isNull();
        assertThat(changesRunning(order)).isEqualTo(1);
        var handOver = task(order, "userTask_handOverChange");
        answer(handOver, "co-agent", Map.of("decision", "done", "comment", "Told Ms Smith"), 204);
        assertThat(changesRunning(order)).isZero();
    }

    @Test
    @DisplayName("R11: nobody hands over the change of an order that was cancelled")
    void aCancelledOrderIsNotHandedOver() {
        var order = orderHandedOver();
        propose("co-agent", order, change(terms(1, "quantity", "9")));
        assertThat(task(order, "userTask_handOverChange")).isNotNull();

        ok(door.as("co-agent")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "Not needed")));

        assertThat(task(order, "userTask_handOverChange")).isNull();
        assertThat(changesRunning(order)).isZero();
        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("APPLIED");
    }

    @Test
    @DisplayName("R11: two changes that wait for their hand-over are both answered, the new terms recorded once")
    void twoHandOversOfOneOrder() {
        var order = orderHandedOver();
        propose("co-agent", order, change(terms(1, "quantity", "9")));
        propose("co-agent", order, change(terms(1, "quantity", "8")));
        var both = tasks.createTaskQuery()
                .processInstanceBusinessKey(order)
                .taskDefinitionKey("userTask_handOverChange")
                .list();
        assertThat(both).hasSize(2);

        for (var handOver : both) {
            answer(handOver, "co-agent", Map.of("decision", "done", "comment", "Told Ms Smith"), 204);
        }

        assertThat(changesRunning(order)).isZero();
        assertThat(read(order).path("dispatches")).hasSize(2);
    }

    @Test
    @DisplayName("R11: a proposal ends with its change order, whatever was answered meanwhile")
    void aProposalEndsWithItsChangeWhateverWasAnsweredMeanwhile() {
        var order = orderOver("50", "10", supplier);
        proposePrice(order);
        answer(task(order, "userTask_handleProposal"), "co-agent", Map.of("decision", "accept"), 204);
        acknowledge(order, Map.of("response", "ACCEPTED"));
        mailbox.clear();
        jobs.runDue(order);

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "reject", "comment", "No"), 204);
        jobs.runDue(order);

        assertThat(jdbc.queryForList(
                        "select proposal from acknowledgements where purchase_order = ? order by sequence_number",
                        String.class,
                        order))
                .containsExactly("REJECTED", "NONE");
        assertThat(mailbox.to(address())).as("they agreed meanwhile").isEmpty();
        assertThat(read(order).path("status").asText()).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    @DisplayName("R07: a supplier whose proposal waits for its change order is not reminded; refused, they are again")
    void aSupplierWhoProposedIsNotReminded() {
        var order = orderOver("50", "10", supplier);
        proposePrice(order);
        answer(task(order, "userTask_handleProposal"), "co-agent", Map.of("decision", "accept"), 204);
        jobs.runDue(order);
        mailbox.clear();

        clock.advance(Duration.ofDays(3).plusMinutes(1));
        jobs.runDue(order);
        assertThat(mailbox.to(address())).isEmpty();

        answer(task(order, "userTask_approve"), "co-boss", Map.of("decision", "reject", "comment", "No"), 204);
        jobs.runDue(order);
        mailbox.clear();
        clock.advance(Duration.ofDays(4));
        jobs.runDue(order);
        assertThat(mailbox.to(address())).hasSize(1);
    }

    @Test
    @DisplayName("R11: a task about a proposal that a change order took over can still be ended")
    void aTaskAboutAProposalThatWasTakenOverEnds() {
        var order = orderOver("50", "10", supplier);
        proposePrice(order);
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        var instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("purchase-order")
                .processInstanceBusinessKey(order)
                .singleResult();
        runtime.createProcessInstanceModification(instance.getId())
                .cancelAllForActivity("receiveTask_awaitAnswer")
                .startBeforeActivity("userTask_handleProposal")
                .execute();
        var left = task(order, "userTask_handleProposal");
        assertThat(answerStatus(left, "co-stranger", Map.of("decision", "reject")))
                .isIn(403, 404);

        answer(left, "co-agent", Map.of("decision", "reject"), 204);

        assertThat(task(order, "userTask_handleProposal")).isNull();
        assertThat(isAwaited(order)).isTrue();
        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("PROPOSED");
        assertThat(door.as("co-agent").get(path(order)).json()).hasSize(1);
    }

    @Test
    @DisplayName("R11, R12: an increase below a cent is an increase all the same")
    void anIncreaseBelowACentIsAnIncrease() {
        var order = orderOver("0.10", "1", supplier);

        var change = propose("co-agent", order, change(terms(1, "unitPrice", "0.104")));

        assertThat(change.json().path("approvalNeeded").asBoolean())
                .as(change.text())
                .isTrue();
        assertThat(change.json().path("policyRules").get(0).asText()).isEqualTo("rule_changeIncreases");
    }

    @Test
    @DisplayName("R11, R22: an order that is cancelled while it waits for its change ends with it, and nothing is sent")
    void anUnsentOrderIsCancelledWhileItWaits() {
        var order = issuedOver("50", "10");
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        mailbox.clear();
        jobs.runDue(order);

        ok(door.as("co-agent")
                .post("/api/v1/purchase-orders/" + order + "/cancellation", Map.of("reason", "Not needed")));
        jobs.runDue(order);

        assertThat(changeOf(order, 1).path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(changesRunning(order)).isZero();
        assertThat(task(order, "userTask_approve")).isNull();
        assertThat(read(order).path("numberVoid").asBoolean()).isTrue();
        assertThat(mailbox.to(address())).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(order)
                        .processDefinitionKey("purchase-order")
                        .count())
                .isZero();
    }

    @Test
    @DisplayName(
            "R03, R11: a change that a table broken in the database itself cannot judge goes to an administrator and never passes")
    void aBrokenTableMeansAPerson() {
        var order = orderOver("50", "10", supplier);
        var broken = new LinkedHashMap<String, UnaryOperator<String>>();
        broken.put(
                "a field without a rule",
                table -> table.replaceFirst("<text>\"deliveryDate\"</text>\\s*</inp", "<text>\"another\"</text></inp"));
        broken.put("no rules", table -> table.replaceAll("(?s)<rule .*</rule>", ""));
        broken.put("no FEEL", table -> table.replace("<text>\"deliveryDate\"</text>", "<text>&gt;&gt; then</text>"));
        broken.put("other columns", table -> table.replace("name=\"approval\"", "name=\"height\""));
        broken.put("other words", table -> table.replace("<text>\"none\"</text>", "<text>\"passed\"</text>"));
        broken.put("no XML", table -> table.substring(0, table.length() / 2));
        var number = 0;
        for (var way : broken.entrySet()) {
            number++;
            try (var table = BrokenTable.of("change-policy", way.getValue(), repository, engine, jdbc)) {
                var change = propose("co-agent", order, change(terms(1, "deliveryDate", "2026-05-" + (10 + number))))
                        .json();
                assertThat(change.path("status").asText()).as(way.getKey()).isEqualTo("PROPOSED");
                jobs.runDue(order);
                var repair = task(order, "userTask_repairApproval");
                assertThat(repair).as(way.getKey()).isNotNull();
                assertThat(answerStatus(repair, "co-agent", Map.of("decision", "retry")))
                        .isIn(403, 404);
                answer(repair, "co-admin", Map.of("decision", "retry"), 204);
                jobs.runDue(order);
                assertThat(task(order, "userTask_repairApproval"))
                        .as(way.getKey())
                        .isNotNull();
                assertThat(read(order).path("revision").asInt()).isEqualTo(number);
            }
            answer(task(order, "userTask_repairApproval"), "co-admin", Map.of("decision", "retry"), 204);
            jobs.runDue(order);

            var applied = changeOf(order, number);
            assertThat(applied.path("status").asText()).isEqualTo("APPLIED");
            assertThat(applied.path("approvalNeeded").asBoolean()).isFalse();
            assertThat(applied.path("approvals").get(0).path("outcome").asText())
                    .isEqualTo("AUTOMATIC");
        }
    }

    @Test
    @DisplayName("R01, R11: without a recorded approval no token gives an order new terms")
    void noTokenGivesAnOrderNewTerms() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "12")));
        jobs.runDue(order);
        var instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("change-order")
                .processInstanceBusinessKey(order)
                .singleResult();

        org.assertj.core.api.Assertions.assertThatThrownBy(
                () -> runtime.createProcessInstanceModification(instance.getId())
                        .startBeforeActivity("serviceTask_applyChange")
                        .execute());

        assertThat(read(order).path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void theTimelineTellsOfTheChange() {
        var order = orderOver("50", "10", supplier);
        propose("co-agent", order, change(terms(1, "quantity", "9")));

        assertThat(ok(door.as("co-auditor").get("/api/v1/purchase-orders/" + order + "/timeline"))
                        .findValuesAsText("event"))
                .containsSubsequence("change-order.proposed", "change-order.applied", "change-order.sent");
    }

    private static Map<String, Object> change(Map<?, ?>... lines) {
        return Map.of("reason", "The project grew", "lines", List.of(lines));
    }

    private static Map<String, Object> terms(int line, String field, String value) {
        return Map.of("line", line, field, value);
    }

    private static Map<String, Object> added(String description, String quantity, String price) {
        return Map.of("description", description, "quantity", quantity, "unitPrice", price);
    }

    private TestDoor.Answer propose(String user, String order, Map<String, ?> draft) {
        return door.as(user).post(path(order), draft);
    }

    private static String path(String order) {
        return "/api/v1/purchase-orders/" + order + "/change-orders";
    }

    private String address() {
        return supplier.toLowerCase() + "@example.net";
    }

    private JsonNode changeOf(String order, int number) {
        return ok(door.as("co-agent").get(path(order) + "/" + number));
    }

    private JsonNode read(String order) {
        return ok(door.as("co-agent").get("/api/v1/purchase-orders/" + order));
    }

    private String pdf(String order, String query) {
        var answer = door.as("co-agent")
                .get("/api/v1/purchase-orders/" + order + "/document" + query, "Accept", "application/pdf");
        assertThat(answer.status()).isEqualTo(200);
        return answer.header("ETag");
    }

    private String orderOver(String price, String quantity, String from) {
        return orderBy("co-anna", price, quantity, from);
    }

    private String issuedOver(String price, String quantity) {
        return issuedBy("co-anna", price, quantity, supplier);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next job of an order's process; the first one writes its documents and its mail, the second one sends it. */
    private void prepare(String order) {
        management.executeJob(jobOf(order));
    }

    private String jobOf(String order) {
        var instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("purchase-order")
                .processInstanceBusinessKey(order)
                .singleResult();
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getId();
    }

    private String orderBy(String requester, String price, String quantity, String from) {
        var order = issuedBy(requester, price, quantity, from);
        jobs.runDue(order);
        return order;
    }

    private String issuedBy(String requester, String price, String quantity, String from) {
        var number = ok(door.as(requester)
                        .post(
                                "/api/v1/requisitions",
                                Map.of(
                                        "title",
                                        "Paper for the office",
                                        "costCenter",
                                        costCenter,
                                        "neededBy",
                                        "2026-04-01",
                                        "lines",
                                        List.of(Map.of(
                                                "description",
                                                "Paper",
                                                "quantity",
                                                quantity,
                                                "unitPrice",
                                                price,
                                                "unit",
                                                "EA",
                                                "supplier",
                                                from)))))
                .path("number")
                .asText();
        assertThat(door.as(requester)
                        .post("/api/v1/requisitions/" + number + "/submission", null)
                        .status())
                .isEqualTo(202);
        jobs.runDue(number);
        var asked = task(number, "userTask_approve");
        if (asked != null) {
            answer(asked, "co-boss", Map.of("decision", "approve"), 204);
            jobs.runDue(number);
        }
        return ok(door.as(requester).get("/api/v1/requisitions/" + number))
                .path("orders")
                .get(0)
                .asText();
    }

    private String orderHandedOver() {
        var order = orderOver("50", "10", silentSupplier);
        jobs.runDue(order);
        answer(
                task(order, "userTask_dispatchManually"),
                "co-agent",
                Map.of("decision", "done", "comment", "By telephone"),
                204);
        jobs.runDue(order);
        return order;
    }

    private void proposePrice(String order) {
        acknowledge(
                order,
                Map.of("response", "CHANGES_PROPOSED", "lines", List.of(Map.of("line", 1, "unitPrice", "55.00"))));
    }

    private void acknowledge(String order, Map<String, ?> answer) {
        var recorded = door.as("co-agent").post("/api/v1/purchase-orders/" + order + "/acknowledgements", answer);
        assertThat(recorded.status()).as(recorded.text()).isEqualTo(201);
    }

    private TestDoor.Answer receive(String order, String quantity) {
        return door.as("co-dock")
                .post(
                        "/api/v1/purchase-orders/" + order + "/goods-receipts",
                        Map.of("deliveryNote", "DN-1", "lines", List.of(Map.of("line", 1, "quantity", quantity))));
    }

    private boolean isAwaited(String order) {
        var instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("purchase-order")
                .processInstanceBusinessKey(order)
                .singleResult();
        return runtime.createEventSubscriptionQuery()
                        .processInstanceId(instance.getId())
                        .eventName("purchase-order.answered")
                        .count()
                == 1;
    }

    private long changesRunning(String order) {
        return history.createHistoricProcessInstanceQuery()
                .processDefinitionKey("change-order")
                .processInstanceBusinessKey(order)
                .unfinished()
                .count();
    }

    private Task task(String businessKey, String definition) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey(definition)
                .singleResult();
    }

    private void answer(Task task, String user, Map<String, Object> variables, int status) {
        assertThat(answerStatus(task, user, variables)).isEqualTo(status);
    }

    private int answerStatus(Task task, String user, Map<String, Object> variables) {
        var typed = new HashMap<String, Object>();
        variables.forEach((name, value) -> typed.put(name, Map.of("value", value)));
        return door.as(user)
                .post("/engine-rest/task/" + task.getId() + "/complete", Map.of("variables", typed))
                .status();
    }

    private static JsonNode ok(TestDoor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }
}
