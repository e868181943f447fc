package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an analyst can say in the columns of approval-policy, deployed and walked through. */
@CountersignTest
class PolicyColumnsProcessTests {

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
    RepositoryService repository;

    @Autowired
    Directory directory;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ApprovalPolicy policy;

    private final List<String> deployments = new ArrayList<>();
    private String run;
    private String anna;
    private String boss;
    private String head;
    private String board;
    private List<String> members;

    @BeforeEach
    void organisation() {
        run = "pc" + RUNS.incrementAndGet();
        anna = run + "-anna";
        boss = run + "-boss";
        head = run + "-head";
        board = run + "-board";
        people.add(head, Group.APPROVER);
        people.add(boss, head, Group.APPROVER);
        people.add(anna, boss, Group.REQUESTER);
        people.add(run + "-admin", head, Group.ADMINISTRATOR);
        door.as(run + "-admin")
                .post("/api/v1/cost-centers", Map.of("code", "CC-" + run, "name", "Tests", "owner", boss))
                .expect(201);
        directory.saveGroup(board, "Board " + run);
        members = List.of(run + "-ada", run + "-bob", run + "-cyd");
        for (var member : members) {
            people.add(member, head, Group.APPROVER);
            directory.assignGroups(new UserId(member), Set.of("approver", board));
        }
    }

    @AfterEach
    void theShippedTableAgain() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    @DisplayName(
            "R05, R27: each of three is asked in a task of their own, sees how many have agreed, two are enough, and the third learns who decided")
    void twoOfThree() {
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "role", "\"line-manager\""), board("rule_lineManagerFrom100"))
                .replace(
                        cell("rule_lineManagerFrom100", "answers", "\"any\""),
                        cell("rule_lineManagerFrom100", "answers", "\"2\""))
                .replace(
                        cell("rule_costCenterOwnerFrom1k", "level", "2"),
                        cell("rule_costCenterOwnerFrom1k", "level", "1")));
        var number = submitted("1000.00");

        assertThat(assignees(number)).containsExactlyInAnyOrder(members.get(0), members.get(1), members.get(2), boss);
        assertThat(facts(number, members.get(2))).contains("0 of 2 have approved");
        answer(number, members.get(0), "approve", 204);
        jobs.runDue(number);
        assertThat(facts(number, members.get(2)))
                .contains("1 of 2 have approved")
                .doesNotContain("0 of 2");
        var late = task(number, members.get(2));

        answer(number, members.get(1), "approve", 204);

        assertThat(assignees(number)).containsExactly(boss);
        assertThat(door.as(members.get(2))
                        .post("/engine-rest/task/" + late + "/complete", variables("reject"))
                        .expect(409)
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("This task has already been decided by " + members.get(1) + " Example.");
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("IN_APPROVAL");
        answer(number, boss, "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
        assertThat(reasons(number)).contains("; 2 people have to agree");
    }

    @Test
    @DisplayName("R09: of those who all have to agree one rejects, and nobody is asked any more")
    void oneRejects() {
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "role", "\"line-manager\""), board("rule_lineManagerFrom100"))
                .replace(
                        cell("rule_lineManagerFrom100", "answers", "\"any\""),
                        cell("rule_lineManagerFrom100", "answers", "\"all\"")));
        var number = submitted("500.00");
        answer(number, members.get(0), "approve", 204);

        answer(number, members.get(1), "reject", 204);
        jobs.runDue(number);

        assertThat(status(number)).isEqualTo("REJECTED");
        assertThat(assignees(number)).isEmpty();
    }

    @Test
    @DisplayName("R27: answers of two people at the same instant both count")
    void atTheSameInstant() throws Exception {
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "role", "\"line-manager\""), board("rule_lineManagerFrom100"))
                .replace(
                        cell("rule_lineManagerFrom100", "answers", "\"any\""),
                        cell("rule_lineManagerFrom100", "answers", "\"all\"")));
        for (var round = 0; round < 5; round++) {
            var number = submitted("500.00");
            var start = new CountDownLatch(1);
            var pool = Executors.newFixedThreadPool(members.size());
            try {
                var answers = members.stream()
                        .map(member -> {
                            var task = task(number, member);
                            return pool.submit(() -> {
                                start.await();
                                return complete(task, member, "approve");
                            });
                        })
                        .toList();
                start.countDown();
                for (var answer : answers) {
                    assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(204);
                }
            } finally {
                pool.shutdownNow();
            }
            jobs.runDue(number);
            assertThat(status(number)).isEqualTo("APPROVED");
        }
    }

    @Test
    @DisplayName("The chain of managers is asked one after the other, up to the limit that covers the amount")
    void theChainOfManagers() {
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "role", "\"line-manager\""),
                        cell("rule_lineManagerFrom100", "role", "\"manager-chain\"")));
        jdbc.update("update people set approval_limit = 499.99 where user_id = ?", boss);
        jdbc.update("update people set approval_limit = 500.00 where user_id = ?", head);
        var number = submitted("500.00");

        assertThat(assignees(number)).containsExactly(boss);
        answer(number, boss, "approve", 204);
        jobs.runDue(number);
        assertThat(assignees(number)).containsExactly(head);
        answer(number, head, "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R05: where the policy says so, the same person's answer does not count again")
    void anotherPerson() {
        deploy(policy().replace(
                        cell("rule_costCenterOwnerFrom1k", "earlierAnswer", "\"counts\""),
                        cell("rule_costCenterOwnerFrom1k", "earlierAnswer", "\"another-person\"")));
        var number = submitted("1000.00");
        answer(number, boss, "approve", 204);
        jobs.runDue(number);

        assertThat(assignees(number)).containsExactly(head);
        answer(number, head, "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R03, R05: whoever answers beside a step that wants another person is replaced there at once")
    void anotherPersonAtOnce() {
        directory.assignGroups(new UserId(boss), Set.of("approver", board));
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "role", "\"line-manager\""), board("rule_lineManagerFrom100"))
                .replace(
                        cell("rule_costCenterOwnerFrom1k", "level", "2"),
                        cell("rule_costCenterOwnerFrom1k", "level", "1"))
                .replace(
                        cell("rule_costCenterOwnerFrom1k", "earlierAnswer", "\"counts\""),
                        cell("rule_costCenterOwnerFrom1k", "earlierAnswer", "\"another-person\"")));
        var number = submitted("1000.00");
        assertThat(assignees(number)).containsExactlyInAnyOrder("null", boss);

        door.as(boss)
                .post("/engine-rest/task/" + groupTask(number) + "/complete", variables("approve"))
                .expect(204);

        assertThat(assignees(number)).containsExactly(head);
        jobs.runDue(number);
        answer(number, head, "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "R05: two of three and another one of them are three people; whoever gives the other answer first loses their own"
                    + " task beside it")
    void anotherPersonBesideSeveral() {
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "role", "\"line-manager\""), board("rule_lineManagerFrom100"))
                .replace(
                        cell("rule_lineManagerFrom100", "answers", "\"any\""),
                        cell("rule_lineManagerFrom100", "answers", "\"2\""))
                .replace(
                        cell("rule_costCenterOwnerFrom1k", "level", "2"),
                        cell("rule_costCenterOwnerFrom1k", "level", "1"))
                .replace(
                        cell("rule_costCenterOwnerFrom1k", "role", "\"cost-center-owner\""),
                        board("rule_costCenterOwnerFrom1k"))
                .replace(
                        cell("rule_costCenterOwnerFrom1k", "earlierAnswer", "\"counts\""),
                        cell("rule_costCenterOwnerFrom1k", "earlierAnswer", "\"another-person\"")));
        var number = submitted("1000.00");
        assertThat(assignees(number)).containsExactlyInAnyOrder("null", members.get(0), members.get(1), members.get(2));

        door.as(members.get(0))
                .post("/engine-rest/task/" + groupTask(number) + "/complete", variables("approve"))
                .expect(204);

        assertThat(assignees(number)).containsExactlyInAnyOrder(members.get(1), members.get(2));
        jobs.runDue(number);
        answer(number, members.get(2), "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("IN_APPROVAL");
        answer(number, members.get(1), "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("A table deployed before the columns were there goes on as it did")
    void aTableWithoutTheColumns() {
        var old = policy().replaceAll("(?s)\\s*<output id=\"output_(answers|earlierAnswer|comment)\".*?</output>", "")
                .replaceAll("(?s)\\s*<outputEntry id=\"\\w+_(answers|earlierAnswer|comment)\">.*?</outputEntry>", "")
                .replace("if accumulatedAmount = null then amount else accumulatedAmount", "amount")
                .replace("\"group:it-approver\"", "\"group:" + board + "\"");
        assertThat(old).doesNotContain("answers", "earlierAnswer", "name=\"comment\"", "accumulatedAmount");
        deploy(old);
        var number = submitted("1000.00", "it-hardware");

        answer(number, boss, "approve", 204);
        jobs.runDue(number);
        door.as(members.get(1))
                .post("/engine-rest/task/" + groupTask(number) + "/complete", variables("approve"))
                .expect(204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName(
            "R09: where the policy says so, no door takes an approval without a comment, and the task says that one is needed")
    void anApprovalNeedsAComment() {
        deploy(policy().replace(
                        cell("rule_lineManagerFrom100", "comment", "\"unless-approved\""),
                        cell("rule_lineManagerFrom100", "comment", "\"always\"")));
        var number = submitted("500.00");
        var task = task(number, boss);

        assertThat(tasks.getVariableLocal(task, "viewCommentAlways")).isEqualTo("yes");
        assertThat(String.valueOf(tasks.getVariableLocal(task, "viewReason")))
                .contains("an approval needs a comment too");
        var silent = Map.of("variables", Map.of("decision", Map.of("value", "approve")));
        assertThat(door.as(boss)
                        .post("/engine-rest/task/" + task + "/complete", silent)
                        .status())
                .isEqualTo(422);
        assertThat(door.as(boss)
                        .post("/engine-rest/task/" + task + "/submit-form", silent)
                        .status())
                .isEqualTo(422);
        assertThat(door.as(boss)
                        .post("/api/v1/approvals/batch", Map.of("tasks", List.of(task)))
                        .text())
                .contains("wants a comment");
        assertThat(assignees(number)).containsExactly(boss);

        door.as(boss)
                .post("/api/v1/approvals/batch", Map.of("tasks", List.of(task), "comment", "For the new people"))
                .expect(200);

        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
        assertThat(reasons(number)).contains("For the new people");
    }

    @Test
    @DisplayName(
            "R05: who approved without a word is asked again where the next level wants one, and finds it in the list")
    void askedAgainForAComment() {
        deploy(policy().replace(
                        cell("rule_costCenterOwnerFrom1k", "comment", "\"unless-approved\""),
                        cell("rule_costCenterOwnerFrom1k", "comment", "\"always\"")));
        var number = submitted("1000.00");
        var silent = Map.of("variables", Map.of("decision", Map.of("value", "approve")));
        door.as(boss)
                .post("/engine-rest/task/" + task(number, boss) + "/complete", silent)
                .expect(204);
        jobs.runDue(number);

        assertThat(assignees(number)).containsExactly(boss);
        assertThat(door.as(boss).get("/api/v1/approvals").text()).contains(number);
        answer(number, boss, "approve", 204);
        jobs.runDue(number);
        assertThat(status(number)).isEqualTo("APPROVED");
    }

    @Test
    @DisplayName("R02: rows by department, cost centre and urgency fire for these, and for no others")
    void rowsByDepartmentCostCentreAndUrgency() {
        var department = ("D" + run).toUpperCase(Locale.ROOT);
        deploy(policy().replace(
                        input("rule_lineManagerFrom100", "department", ""),
                        input("rule_lineManagerFrom100", "department", "\"" + department + "\""))
                .replace(
                        input("rule_costCenterOwnerFrom1k", "costCenter", ""),
                        input("rule_costCenterOwnerFrom1k", "costCenter", "\"CC-" + run + "\""))
                .replace(
                        input("rule_financeFrom10k", "urgency", ""),
                        input("rule_financeFrom10k", "urgency", "\"high\""))
                .replace(
                        cell("rule_financeFrom10k", "role", "\"group:finance-officer\""),
                        board("rule_financeFrom10k")));

        assertThat(fired(department, "other", "low")).containsExactly("rule_lineManagerFrom100");
        assertThat(fired("other", "CC-" + run, "low")).containsExactly("rule_costCenterOwnerFrom1k");
        assertThat(fired("other", "other", "high")).containsExactly("rule_financeFrom10k");
        assertThat(fired("other", "other", "normal")).isEmpty();
        assertThat(fired(null, null, "low")).isEmpty();

        var admin = door.as(run + "-admin");
        admin.post("/api/v1/departments", Map.of("code", department, "name", "Tests", "head", head))
                .expect(201);
        jdbc.update("update cost_centers set department = ? where code = ?", department, "CC-" + run);
        var number = submitted("10000.00", "office", "high");
        assertThat(reasons(number))
                .contains("rule_lineManagerFrom100", "rule_costCenterOwnerFrom1k", "rule_financeFrom10k");
    }

    @Test
    @DisplayName(
            "R02: a row for items under contract approves them by rule, which is recorded; a dearer line is nobody's contract item")
    void itemsUnderContract() {
        var admin = door.as(run + "-admin");
        admin.post(
                        "/api/v1/suppliers",
                        Map.of(
                                "number",
                                "S-" + run,
                                "name",
                                "Contract",
                                "email",
                                run + "@supplier.example",
                                "status",
                                "APPROVED"))
                .expect(201);
        var item = Map.of(
                "number", "I-" + run, "name", "Chair", "category", "office", "price", "500.00", "supplier", "S-" + run);
        var faulty = new HashMap<>(item);
        faulty.put("contract", "FC-7");
        faulty.remove("price");
        assertThat(admin.post("/api/v1/items", faulty).expect(422).text()).contains("contract");
        faulty.put("price", "500.00");
        assertThat(admin.post("/api/v1/items", faulty)
                        .expect(201)
                        .json()
                        .path("contract")
                        .asText())
                .isEqualTo("FC-7");
        deploy(policy().replace(
                        "<output id=\"output_level\"",
                        "<input id=\"input_contract\"><inputExpression id=\"expression_contract\" typeRef=\"boolean\">"
                                + "<text>if contract = null then false else contract</text></inputExpression></input>"
                                + "<output id=\"output_level\"")
                .replaceAll(
                        "(<outputEntry id=\"(\\w+)_level\">)",
                        "<inputEntry id=\"$2_contract\"><text>false</text></inputEntry>$1")
                .replace(
                        "\"rule_automaticBelow100_contract\"><text>false<",
                        "\"rule_automaticBelow100_contract\"><text>true<")
                .replace("<text>&lt; 100</text>", "<text></text>"));

        var byContract = contractItem("500.00");
        assertThat(status(byContract)).isIn("APPROVED", "ORDERED");
        assertThat(assignees(byContract)).isEmpty();
        assertThat(reasons(byContract)).contains("rule_automaticBelow100");
        assertThat(door.as(run + "-admin")
                        .get("/api/v1/audit/" + byContract)
                        .expect(200)
                        .text())
                .contains("rule_automaticBelow100", "contract");

        var dearer = contractItem("500.01");
        assertThat(assignees(dearer)).containsExactly(boss);
        assertThat(reasons(dearer)).contains("rule_lineManagerFrom100").doesNotContain("rule_automaticBelow100");
    }

    private String contractItem(String price) {
        return submittedLine(
                Map.of(
                        "description",
                        "Chair",
                        "quantity",
                        "1",
                        "unit",
                        "EA",
                        "unitPrice",
                        price,
                        "item",
                        "I-" + run,
                        "supplier",
                        "S-" + run),
                "normal");
    }

    private List<String> fired(@Nullable String department, @Nullable String costCenter, String urgency) {
        var amount = new BigDecimal("10000");
        return policy
                .evaluate(List.of(new ApprovalPolicy.Facts(
                        "requisition",
                        amount,
                        amount,
                        "office",
                        "APPROVED",
                        0,
                        department,
                        costCenter,
                        "NOT_KEPT",
                        urgency,
                        false)))
                .fired()
                .get(0)
                .stream()
                .map(ApprovalPolicy.FiredRule::rule)
                .toList();
    }

    // ---- table

    private String policy() {
        try (var stream = getClass().getResourceAsStream("/dmn/approval-policy.dmn")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(String rule, String output, String text) {
        return "<outputEntry id=\"" + rule + "_" + output + "\">\n          <text>" + text + "</text>";
    }

    private static String input(String rule, String fact, String text) {
        return "<inputEntry id=\"" + rule + "_" + fact + "\">\n          <text>" + text + "</text>";
    }

    private String board(String rule) {
        return cell(rule, "role", "\"group:" + board + "\"");
    }

    private void deploy(String table) {
        assertThat(table).isNotEqualTo(policy());
        deployments.add(repository
                .createDeployment()
                .addString("approval-policy.dmn", table)
                .deploy()
                .getId());
    }

    // ---- documents

    private String submitted(String price) {
        return submitted(price, "office");
    }

    private String submitted(String price, String category) {
        return submitted(price, category, "normal");
    }

    private String submitted(String price, String category, String urgency) {
        return submittedLine(
                Map.of("description", "Chair", "quantity", "1", "unitPrice", price, "category", category), urgency);
    }

    private String submittedLine(Map<String, String> line, String urgency) {
        var number = door.as(anna)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Chairs",
                                "urgency",
                                urgency,
                                "costCenter",
                                "CC-" + run,
                                "lines",
                                List.of(line)))
                .expect(201)
                .json()
                .path("number")
                .asText();
        door.as(anna)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        jobs.runDue(number);
        return number;
    }

    private void answer(String number, String user, String decision, int expected) {
        assertThat(complete(task(number, user), user, decision)).isEqualTo(expected);
    }

    private int complete(String task, String user, String decision) {
        return door.as(user)
                .post("/engine-rest/task/" + task + "/complete", variables(decision))
                .status();
    }

    private static Map<String, Object> variables(String decision) {
        return Map.of(
                "variables", Map.of("decision", Map.of("value", decision), "comment", Map.of("value", "So I say")));
    }

    private String task(String number, String user) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .taskAssignee(user)
                .singleResult()
                .getId();
    }

    private String groupTask(String number) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number)
                .taskDefinitionKey("userTask_approve")
                .taskUnassigned()
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

    private String facts(String number, String user) {
        return String.valueOf(tasks.getVariableLocal(task(number, user), "viewFacts"));
    }

    private JsonNode read(String number) {
        return door.as(anna).get("/api/v1/requisitions/" + number).expect(200).json();
    }

    private String status(String number) {
        return read(number).path("status").asText();
    }

    private String reasons(String number) {
        return read(number).path("approvals").toString();
    }
}
