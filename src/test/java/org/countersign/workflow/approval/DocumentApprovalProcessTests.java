package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.countersign.approval.ApprovalAsked;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalEscalated;
import org.countersign.approval.ApprovalKind;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalOutcome;
import org.countersign.approval.ApprovalReminderDue;
import org.countersign.approval.ApprovalRule;
import org.countersign.approval.ApprovalSubject;
import org.countersign.approval.ApprovalSubject.Portion;
import org.countersign.approval.ApprovalSubjects;
import org.countersign.approval.ApprovalWatch;
import org.countersign.approval.Approvals;
import org.countersign.approval.UsedRate;
import org.countersign.people.Directory;
import org.countersign.shared.ApprovalProof;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.Money;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.SignedIn;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.countersign.workflow.approval.ApprovalView.DocumentContent;
import org.countersign.workflow.approval.ApprovalView.Fact;
import org.countersign.workflow.approval.ApprovalView.Line;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** The paths of document-approval, with the real engine and the shipped tables. */
@CountersignTest
@RecordApplicationEvents
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentApprovalProcessTests {

    private static int counter;

    @Autowired
    private ApprovalManagement management;

    @Autowired
    private Approvals approvals;

    @Autowired
    private ApprovalProof proof;

    @Autowired
    private ApprovalWatch watch;

    @Autowired
    private Documents documents;

    @Autowired
    private EngineGateway gateway;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private ManagementService jobService;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private TestPeople people;

    @Autowired
    private SignedIn signedIn;

    @Autowired
    private TestDoor door;

    @Autowired
    private Directory directory;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationEvents events;

    @BeforeEach
    void anOrganisation() {
        Arrays.stream(Group.values())
                .filter(group -> !directory.hasGroup(group.id()))
                .forEach(group -> directory.saveGroup(group.id(), group.label()));
        people.add("cfo", Group.CFO, Group.FINANCE_OFFICER);
        people.add("department-head", "cfo", Group.APPROVER);
        people.add("manager", "department-head", Group.APPROVER);
        people.add("requester", "manager", Group.REQUESTER);
        people.add("finance", "department-head", Group.FINANCE_OFFICER);
        people.add("analyst", "department-head", Group.IT_APPROVER);
        people.add("buyer", "department-head", Group.PURCHASING_AGENT);
        people.add("admin", "department-head", Group.ADMINISTRATOR);
        jdbc.update("delete from cost_centers where code = 'CC-APPROVAL'");
        jdbc.update("insert into cost_centers (code, name, owner, version)"
                + " values ('CC-APPROVAL', 'Approval', 'department-head', 0)");
        documents.known.clear();
    }

    @Test
    void everyLevelApprovesOneAfterTheOther() {
        var document = submitted("12345.60", "office");

        assertThat(assignees(document)).containsExactly("manager");
        approve(document, "manager");
        assertThat(assignees(document)).containsExactly("department-head");
        approve(document, "department-head");
        assertThat(task(document).getAssignee()).isNull();
        assertThat(proof.isApproved(document)).isFalse();
        approve(document, "finance");

        assertThat(end(document)).isEqualTo("event_documentApproved");
        assertThat(proof.isApproved(document)).isTrue();
        assertThat(approvals.of(document))
                .extracting(ApprovalEntry::rule)
                .containsExactly("rule_lineManagerFrom100", "rule_costCenterOwnerFrom1k", "rule_financeFrom10k");
    }

    @Test
    void belowTheThresholdNobodyIsAsked() {
        var document = submitted("99.99", "office");

        assertThat(end(document)).isEqualTo("event_approvedByEarlierAnswers");
        assertThat(proof.isApproved(document)).isTrue();
        assertThat(events.stream(ApprovalAsked.class)).isEmpty();
    }

    @Test
    @DisplayName("R09: a rejection ends the other steps of its level at once")
    void aRejectionEndsTheRest() {
        var document = submitted("1000.00", "it-hardware");
        approve(document, "manager");
        assertThat(open(document)).hasSize(2);

        complete(document, "analyst", "reject", "Not on the list");

        assertThat(open(document)).isEmpty();
        assertThat(end(document)).isEqualTo("event_documentRejected");
        assertThat(management.outcome(document)).isEqualTo(ApprovalOutcome.REJECTED);
    }

    @Test
    @DisplayName("R09: a rejection without a reason is refused and the task stays open")
    void aRejectionNeedsAReason() {
        var document = submitted("500.00", "office");

        refused(ApprovalRule.REASON_NEEDED, () -> complete(document, "manager", "reject", " "));
        refused(TaskRule.DECISION_NEEDED, () -> complete(document, "manager", "perhaps", "Hm"));
        assertThat(assignees(document)).containsExactly("manager");
    }

    @Test
    @DisplayName("R09: what was sent back comes in again as a new cycle, from the start")
    void aReturnedDocumentComesBack() {
        var document = submitted("2000.00", "office");
        approve(document, "manager");
        complete(document, "department-head", "return", "One is enough");
        assertThat(end(document)).isEqualTo("event_documentReturned");

        documents.known.put(document, subject(document, new BigDecimal("1000.00"), "office"));
        start(document);

        assertThat(assignees(document)).containsExactly("manager");
        assertThat(approvals.of(document)).extracting(ApprovalEntry::cycle).containsExactly(1, 1, 2, 2);
    }

    @Test
    @DisplayName("R03: when nobody of those asked can answer any more, an administrator is asked; repaired, it goes on")
    void whoLeavesIsNotWaitedFor() {
        var document = submitted("1000.00", "it-hardware");
        approve(document, "manager");
        assertThat(open(document)).hasSize(2);
        people.active("analyst", false);

        watch.everything();

        assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");
        people.active("analyst", true);
        complete(document, "admin", "retry", null);
        assertThat(open(document)).hasSize(2);
        approve(document, "department-head");
        approve(document, "analyst");
        assertThat(end(document)).isEqualTo("event_documentApproved");
    }

    @Test
    @DisplayName("R04: the requester is refused at the engine's door too")
    void theRequesterIsRefused() {
        people.add("requester", "manager", Group.REQUESTER, Group.IT_APPROVER);
        var document = submitted("1000.00", "it-software");
        approve(document, "manager");
        var task = open(document).stream()
                .filter(one -> one.getAssignee() == null)
                .findFirst()
                .orElseThrow();

        refused(
                ApprovalRule.REQUESTER_NEVER_APPROVES,
                () -> signedIn.as("requester", () -> tasks.complete(task.getId(), answer("approve", null))));
    }

    @Test
    void anEmptyAnswerAfterAnAnsweredStepLeavesTheTaskOpen() {
        var document = submitted("2000.00", "office");
        complete(document, "manager", "approve", "Fine with me");
        var second = task(document).getId();

        refused(TaskRule.DECISION_NEEDED, () -> signedIn.as("department-head", () -> tasks.complete(second)));

        assertThat(assignees(document)).containsExactly("department-head");
        assertThat(proof.isApproved(document)).isFalse();
    }

    @Test
    void aTaskWhoseVariablesAreOverwrittenStillAnswersItsOwnStep() {
        var document = submitted("1000.00", "it-hardware");
        approve(document, "manager");
        var itStep = management.openSteps(document).stream()
                .filter(step -> management.question(step).group() != null)
                .findFirst()
                .orElseThrow();
        var ownersTask = open(document).stream()
                .filter(task -> "department-head".equals(task.getAssignee()))
                .findFirst()
                .orElseThrow();
        var variables = answer("approve", null);
        variables.put("step", itStep);

        signedIn.as("department-head", () -> tasks.complete(ownersTask.getId(), variables));

        assertThat(management.openSteps(document)).containsExactly(itStep);
    }

    /** How often two answers meet. */
    int races() {
        return 200;
    }

    @Test
    @DisplayName("R27: of two answers to one step one wins, and the other learns who was first; many times")
    void ofTwoAnswersToOneStepOneWins() throws Exception {
        people.add("second-finance", "department-head", Group.FINANCE_OFFICER);
        for (var round = 1; round <= races(); round++) {
            var document = askedWithoutMails("250.00");
            var task = task(document).getId();
            var answers = new ConcurrentHashMap<String, TestDoor.Answer>();

            var failures = together(
                    () -> answers.put("finance", sent("finance", task, "approve")),
                    () -> answers.put("second-finance", sent("second-finance", task, "reject")));

            assertThat(failures).isEmpty();
            var entry = approvals.of(document);
            assertThat(entry).hasSize(1);
            var winner = String.valueOf(entry.get(0).by());
            var late = winner.equals("finance") ? "second-finance" : "finance";
            assertThat(answers.get(winner).status())
                    .as("round " + round + answers)
                    .isEqualTo(204);
            assertThat(answers.get(late).status())
                    .as("round " + round + answers)
                    .isEqualTo(409);
            assertThat(answers.get(late).json().path("message").asText())
                    .isEqualTo("This task has already been decided by " + winner + " Example.");
            assertThat(entry.get(0).outcome()).isEqualTo(winner.equals("finance") ? "APPROVED" : "REJECTED");
            assertThat(proof.isApproved(document)).isEqualTo(winner.equals("finance"));
        }
    }

    private TestDoor.Answer sent(String user, String task, String decision) {
        return door.as(user)
                .post(
                        "/engine-rest/task/" + task + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", decision), "comment", Map.of("value", "So"))));
    }

    @Test
    @DisplayName("R27: answers to two parallel steps that merely collide both succeed")
    void answersToParallelStepsBothSucceed() throws Exception {
        for (var round = 0; round < 3; round++) {
            var document = submitted("1000.00", "it-hardware");
            approve(document, "manager");
            var byAssignee = open(document).stream()
                    .collect(Collectors.toMap(
                            task -> Optional.ofNullable(task.getAssignee()).orElse("analyst"), Task::getId));

            var failures = together(
                    () -> signedIn.as(
                            "department-head",
                            () -> tasks.complete(byAssignee.get("department-head"), answer("approve", null))),
                    () -> signedIn.as(
                            "analyst", () -> tasks.complete(byAssignee.get("analyst"), answer("approve", null))));

            assertThat(failures).isEmpty();
            jobs.runDue(document);
            assertThat(end(document)).isEqualTo("event_documentApproved");
        }
    }

    @Test
    @DisplayName("R07: a reminder goes out after three days, and again every three, until answered")
    void anUnansweredStepIsRemindedEveryThreeDays() {
        var document = submitted("500.00", "office");
        after(document, 2);
        assertThat(reminders(document)).isEmpty();
        after(document, 3);
        assertThat(reminders(document)).containsExactly(1);
        after(document, 5);
        assertThat(reminders(document)).containsExactly(1);
        after(document, 6);
        assertThat(reminders(document)).containsExactly(1, 2);

        approve(document, "manager");
        assertThat(end(document)).isEqualTo("event_documentApproved");
        after(document, 9);
        assertThat(reminders(document)).containsExactly(1, 2);
        assertThat(jobService
                        .createJobQuery()
                        .processDefinitionKey("document-approval")
                        .duedateHigherThan(clockDate())
                        .list())
                .noneMatch(job -> running(document).contains(job.getProcessInstanceId()));
    }

    @Test
    @DisplayName("R07: after seven days the manager of the person asked finds the task among theirs, and may answer it")
    void anUnansweredStepEscalates() {
        var document = submitted("500.00", "office");
        after(document, 3);
        after(document, 6);
        var asked = task(document).getId();
        strangerRefused("department-head", asked);
        after(document, 7);

        var task = task(document);
        assertThat(task.getAssignee()).isNull();
        assertThat(candidates(task)).containsExactlyInAnyOrder("manager", "department-head");
        assertThat(task.getDueDate()).isEqualTo(java.util.Date.from(TestClock.START.plus(Duration.ofDays(14))));
        assertThat(tasks.getVariableLocal(task.getId(), "viewFacts").toString())
                .contains("Escalated to", "department-head Example");
        assertThat(reminders(document)).containsExactly(1, 2);
        after(document, 9);
        assertThat(reminders(document)).containsExactly(1, 2, 3);
        after(document, 14);
        assertThat(candidates(task(document))).containsExactlyInAnyOrder("manager", "department-head", "cfo");
        strangerRefused("requester", asked);
        strangerRefused("finance", asked);

        complete(document, "department-head", "approve", null);

        assertThat(end(document)).isEqualTo("event_documentApproved");
        assertThat(approvals.of(document)).extracting(ApprovalEntry::by).containsExactly(new UserId("department-head"));
        after(document, 30);
        assertThat(events.stream(ApprovalEscalated.class)).hasSize(2);
    }

    @Test
    @DisplayName(
            "R07: whoever claimed a group's task is reminded alone, and sitting on it does not keep it from the others")
    void anEscalationFreesAClaimedTask() {
        people.add("second-finance", "manager", Group.FINANCE_OFFICER);
        var document = submitted("12000.00", "office");
        approve(document, "manager");
        approve(document, "department-head");
        var task = task(document).getId();
        signedIn.as("finance", () -> tasks.claim(task, "finance"));
        after(document, 3);
        assertThat(reminded(document)).containsExactly(new UserId("finance"));
        signedIn.as("finance", () -> tasks.claim(task, null));
        after(document, 6);
        assertThat(reminded(document)).contains(new UserId("finance"), new UserId("second-finance"));
        signedIn.as("finance", () -> tasks.claim(task, "finance"));

        after(document, 7);

        assertThat(task(document).getAssignee()).isNull();
        // The managers of the members have answered at the levels before.
        assertThat(candidates(task(document))).doesNotContain("manager", "department-head");
        people.active("second-finance", false);
    }

    @Test
    @DisplayName("R07: what was due while the server was down happens once, when it is up again")
    void whatWasDueDuringAStandstillHappensOnce() {
        var document = submitted("500.00", "office");

        after(document, 25);

        assertThat(reminders(document)).isEmpty();
        assertThat(events.stream(ApprovalEscalated.class)).hasSize(1);
        after(document, 26);
        assertThat(events.stream(ApprovalEscalated.class)).hasSize(1);
        after(document, 32);
        assertThat(events.stream(ApprovalEscalated.class)).hasSize(2);
    }

    @Test
    @DisplayName("R07: a table changed meanwhile reaches an open step at its next time, and expiry takes the task away")
    void aChangedTableReachesOpenSteps() {
        var document = submitted("1000.00", "it-hardware");
        approve(document, "manager");
        assertThat(open(document)).hasSize(2);
        var changed = repository
                .createDeployment()
                .addString(
                        "reminder-policy.dmn",
                        resource("/dmn/reminder-policy.dmn")
                                .replace(entry("expiry", ""), entry("expiry", "5"))
                                .replace(entry("expiryAction", ""), entry("expiryAction", "\"return\"")))
                .deploy()
                .getId();
        try {
            after(document, 3);
            assertThat(reminders(document)).hasSize(2);
            after(document, 5);

            assertThat(open(document)).isEmpty();
            assertThat(end(document)).isEqualTo("event_documentReturned");
            assertThat(management.outcome(document)).isEqualTo(ApprovalOutcome.RETURNED);
            assertThat(approvals.of(document))
                    .extracting(ApprovalEntry::comment)
                    .anySatisfy(comment -> assertThat(comment).startsWith("Nobody answered within 5 days"));
        } finally {
            repository.deleteDeployment(changed, true);
        }
    }

    @Test
    @DisplayName(
            "R07: the table tells kinds and amounts apart, and cancels, of every kind, what nobody answers for too long")
    void theTableTellsKindsAndAmountsApart() {
        var changed = repository
                .createDeployment()
                .addString(
                        "reminder-policy.dmn",
                        resource("/dmn/reminder-policy.dmn")
                                .replace(
                                        "<rule id=\"rule_everyThreeDays\">",
                                        row("payments", "\"payment\"", "", 1, 2)
                                                + row("large", "\"requisition\"", "&gt;= 5000", 2, 4)
                                                + "<rule id=\"rule_everyThreeDays\">"))
                .deploy()
                .getId();
        try {
            var payment = payment("500.00");
            var large = submitted("5000.00", "office");
            var small = submitted("4999.99", "office");
            var all = List.of(payment, large, small);

            assertThat(remindedOnDay(1, all)).containsExactly(payment);
            assertThat(remindedOnDay(2, all)).containsExactly(large);
            assertThat(end(payment)).isEqualTo("event_documentRejected");
            assertThat(remindedOnDay(3, all)).containsExactly(small);
            remindedOnDay(4, all);
            assertThat(end(large)).isEqualTo("event_documentRejected");

            assertThat(List.of(payment, large))
                    .allSatisfy(
                            document -> assertThat(management.outcome(document)).isEqualTo(ApprovalOutcome.REJECTED));
            assertThat(approvals.of(large))
                    .extracting(ApprovalEntry::comment)
                    .anySatisfy(comment -> assertThat(comment)
                            .startsWith("Nobody answered within 4 days, so it was rejected (rule rule_large"));
            assertThat(assignees(small)).containsExactly("manager");
        } finally {
            repository.deleteDeployment(changed, true);
        }
    }

    private List<DocumentNumber> remindedOnDay(int day, List<DocumentNumber> documents) {
        var before =
                documents.stream().map(document -> reminders(document).size()).toList();
        documents.forEach(document -> after(document, day));
        return IntStream.range(0, documents.size())
                .filter(at -> reminders(documents.get(at)).size() > before.get(at))
                .mapToObj(documents::get)
                .toList();
    }

    /** A row of the table that reminds and cancels. */
    private static String row(String id, String kind, String amount, int first, int expiry) {
        return "<rule id=\"rule_" + id + "\">"
                + cells("inputEntry", id + "_in", kind, amount, "")
                + cells(
                        "outputEntry",
                        id + "_out",
                        String.valueOf(first),
                        "30",
                        "30",
                        "\"manager\"",
                        "",
                        String.valueOf(expiry),
                        "\"cancel\"",
                        "\"calendar\"",
                        "\"stop\"")
                + "</rule>";
    }

    private static String cells(String element, String id, String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(at ->
                        "<" + element + " id=\"" + id + at + "\"><text>" + texts[at] + "</text></" + element + ">")
                .collect(Collectors.joining());
    }

    private void strangerRefused(String user, String task) {
        assertThatThrownBy(() -> signedIn.as(user, () -> tasks.complete(task, answer("approve", null))))
                .isInstanceOf(AuthorizationException.class);
    }

    private static String entry(String output, String value) {
        return "<outputEntry id=\"rule_everyThreeDays_" + output + "\">\n          <text>" + value + "</text>";
    }

    private List<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> "candidate".equals(link.getType()) && link.getUserId() != null)
                .map(link -> link.getUserId())
                .toList();
    }

    @Test
    @DisplayName("R06: the event that asks somebody names the task in which they answer")
    void whoIsAskedLearnsTheirTask() {
        var document = submitted("1000.00", "it-hardware");
        approve(document, "manager");

        assertThat(events.stream(ApprovalAsked.class)
                        .filter(event -> event.document().equals(document)))
                .hasSize(3)
                .filteredOn(event -> event.level() == 2)
                .extracting(ApprovalAsked::task)
                .containsExactlyInAnyOrderElementsOf(
                        open(document).stream().map(Task::getId).toList());
    }

    @Test
    void theTaskShowsWhatIsNeededToDecide() {
        var document = submitted("1000.00", "it-hardware");
        complete(document, "manager", "approve", "We need it 👍");
        var task = open(document).stream()
                .filter(one -> one.getAssignee() != null)
                .findFirst()
                .orElseThrow();

        var shown = tasks.getVariablesLocal(task.getId());
        assertThat(task.getName()).isEqualTo("Approve " + document + ": Chairs");
        assertThat(task.getFollowUpDate()).isEqualTo(java.util.Date.from(TestClock.START.plus(Duration.ofDays(3))));
        assertThat(task.getDueDate()).isEqualTo(java.util.Date.from(TestClock.START.plus(Duration.ofDays(7))));
        assertThat(task.getPriority()).isEqualTo(50);
        assertThat(shown)
                .containsEntry("viewDocument", document.value())
                .containsEntry("viewRequester", "requester Example")
                .containsEntry("viewTotal", "1,000.00 EUR")
                .containsEntry("viewSupplier", "A supplier")
                .containsEntry("viewReason", "From 1,000.00 the owner of the cost centre approves");
        assertThat(shown.get("viewRule").toString())
                .startsWith("rule_costCenterOwnerFrom1k (approval policy, version ");
        assertThat(shown.get("viewAnswers").toString()).contains("manager Example", "approved", "We need it 👍");
        assertThat(shown.get("viewLines").toString()).contains("A chair");
        assertThat(shown.get("viewFacts").toString())
                .contains("CC-APPROVAL", "Answer by")
                .doesNotContain("Nothing");
    }

    @Test
    @DisplayName("R03: a policy whose cell cannot be evaluated is repaired and tried again, never approved")
    void aBrokenPolicyIsRepaired() {
        var broken = deployed(policy().replace("&gt;= 1000<", "&gt;&gt; 1000<"));
        DocumentNumber document;
        try {
            document = submitted("99.99", "office");
            assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");
            assertThat(tasks.getVariableLocal(task(document).getId(), "viewReason")
                            .toString())
                    .contains("could not be evaluated");
            assertThat(proof.isApproved(document)).isFalse();
            var unrepaired = document;
            refused(TaskRule.DECISION_NEEDED, () -> complete(unrepaired, "admin", "approve", null));
            complete(document, "admin", "retry", null);
            assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");
        } finally {
            repository.deleteDeployment(broken, true);
        }

        complete(document, "admin", "retry", "Table mended");

        assertThat(end(document)).isEqualTo("event_approvedByEarlierAnswers");
        assertThat(approvals.of(document)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        (_kind">\\s*<text>)[^<]*(<)                | $1"nothing"$2      | no rule
        (_level">\\s*<text>)[0-9](<)               | $1"first"$2        | could not be evaluated
        (<text>)if accumulatedAmount[^<]*(<)         | $1category$2       | could not be evaluated
        hitPolicy="RULE ORDER"()()                   | hitPolicy="UNIQUE" | could not be evaluated
        (<text>)"cost-center-owner"(<)               | $1"group:nobody-knows"$2 | nobody-knows
        (<text>)"cost-center-owner"(<)               | $1"the-owner"$2    | the-owner
        """)
    @DisplayName("R03: with a broken table deployed a document waits with a person who reads why; mended, it goes on")
    void aBrokenTableIsRepaired(String part, String broken, String reason) {
        var table = policy().replaceAll(part, broken);
        assertThat(table).isNotEqualTo(policy());
        var deployment = deployed(table);
        DocumentNumber document;
        try {
            document = submitted("2000.00", "office");
            assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");
            assertThat(String.valueOf(tasks.getVariableLocal(task(document).getId(), "viewReason")))
                    .containsIgnoringCase(reason);
            assertThat(management.outcome(document)).isEqualTo(ApprovalOutcome.PENDING);
            complete(document, "admin", "retry", null);
            assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");
            assertThat(proof.isApproved(document)).isFalse();
        } finally {
            repository.deleteDeployment(deployment, true);
        }

        complete(document, "admin", "retry", "Mended");

        approve(document, "manager");
        approve(document, "department-head");
        assertThat(proof.isApproved(document)).isTrue();
    }

    @Test
    @DisplayName("R03: a group of the policy that nobody knows is rejected in repair, with a reason")
    void anUnknownGroupIsRejectedInRepair() {
        var changed = deployed(policy().replace("group:it-approver", "group:nobody-knows"));
        try {
            var document = submitted("1000.00", "it-hardware");
            refused(ApprovalRule.REASON_NEEDED, () -> complete(document, "admin", "reject", null));
            complete(document, "admin", "reject", "Not this year");

            assertThat(end(document)).isEqualTo("event_rejectedInRepair");
            assertThat(management.outcome(document)).isEqualTo(ApprovalOutcome.REJECTED);
        } finally {
            repository.deleteDeployment(changed, true);
        }
    }

    @Test
    @DisplayName("R03: a missing exchange rate is repaired once the rate is there")
    void aMissingRateIsRepaired() {
        var document = document();
        documents.known.put(document, subject(document, null, "office"));
        management.freeze(management.route(documents.known.get(document)));
        start(document);
        assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");

        documents.known.put(document, subject(document, new BigDecimal("150"), "office"));
        complete(document, "admin", "retry", null);

        assertThat(assignees(document)).containsExactly("manager");
    }

    @Test
    @DisplayName("R03: a level whose people left before their turn goes to repair")
    void aLevelWithoutPeopleGoesToRepair() {
        var document = submitted("1000.00", "it-hardware");
        people.active("analyst", false);
        approve(document, "manager");
        assertThat(task(document).getTaskDefinitionKey()).isEqualTo("userTask_repairApproval");

        people.active("analyst", true);
        complete(document, "admin", "retry", null);

        assertThat(open(document)).hasSize(2);
    }

    @AfterAll
    void everyNodeOfTheModelWasVisited() {
        var definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("document-approval")
                .latestVersion()
                .singleResult();
        var nodes = repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(FlowNode.class).stream()
                .map(FlowNode::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        history.createHistoricActivityInstanceQuery().list().stream()
                .map(HistoricActivityInstance::getActivityId)
                .forEach(nodes::remove);
        assertThat(nodes).as("nodes that no test visits").isEmpty();
    }

    @Test
    @DisplayName("R02: the rate that was used is kept to its last digit, with its day, beside the amount that it gave")
    void theRateIsKept() {
        var document = document();
        var rate = new UsedRate(
                new BigDecimal("12345678901.0123456789"), LocalDate.of(2026, 2, 28), Currency.getInstance("EUR"));
        var subject = subject(document, null, "office").worth(new BigDecimal("1234567890.0123456789"), rate);
        management.freeze(management.route(subject));
        start(document);

        assertThat(approvals.of(document)).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.amount().currency()).isEqualTo("GBP");
            assertThat(entry.amount().total()).isEqualTo("100.00");
            assertThat(entry.amount().baseAmount()).isEqualTo("1234567890.0123456789");
            assertThat(entry.amount().exchangeRate()).isEqualTo("12345678901.0123456789");
            assertThat(entry.amount().rateDate()).isEqualTo("2026-02-28");
            assertThat(entry.amount().baseCurrency()).isEqualTo("EUR");
        });
        assertThat(management.question(management.openSteps(document).get(0)).rate())
                .isEqualTo(rate);
    }

    // ---- documents

    private DocumentNumber submitted(String amount, String category) {
        var document = document();
        var subject = subject(document, new BigDecimal(amount), category);
        documents.known.put(document, subject);
        management.freeze(management.route(subject));
        start(document);
        return document;
    }

    private DocumentNumber payment(String amount) {
        var document = paymentToStart(amount);
        start(document);
        return document;
    }

    /** A payment that waits for its answer. Its mails stay behind: whoever asks for many has no use for them. */
    private DocumentNumber askedWithoutMails(String amount) {
        var document = paymentToStart(amount);
        gateway.start("document-approval", document, Map.of());
        jobs.runDueOfProcess("document-approval", document.value());
        return document;
    }

    private DocumentNumber paymentToStart(String amount) {
        var document = document();
        var subject = new ApprovalSubject(
                document,
                ApprovalKind.PAYMENT,
                "Invoice",
                new UserId("requester"),
                Map.of(),
                Money.of(amount, "EUR"),
                new BigDecimal(amount),
                "normal",
                Set.of(new Portion(null, null, null, null)));
        management.freeze(management.route(subject));
        return document;
    }

    private static ApprovalSubject subject(DocumentNumber document, BigDecimal amount, String category) {
        return new ApprovalSubject(
                document,
                ApprovalKind.REQUISITION,
                "Chairs",
                new UserId("requester"),
                Map.of(),
                Money.of(amount == null ? "100.00" : amount.toPlainString(), amount == null ? "GBP" : "EUR"),
                amount,
                "normal",
                Set.of(new Portion(category, "APPROVED", "CC-APPROVAL", null)));
    }

    private static DocumentNumber document() {
        return new DocumentNumber("APPROVAL-" + ++counter);
    }

    private void start(DocumentNumber document) {
        gateway.start("document-approval", document, Map.of());
        jobs.runDue(document);
    }

    // ---- answers

    private void approve(DocumentNumber document, String user) {
        complete(document, user, "approve", null);
    }

    private void complete(DocumentNumber document, String user, String decision, String comment) {
        var candidates = open(document);
        var task = candidates.stream()
                .filter(one -> user.equals(one.getAssignee()))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(one -> one.getAssignee() == null)
                        .findFirst())
                .orElseThrow();
        signedIn.as(user, () -> tasks.complete(task.getId(), answer(decision, comment)));
        jobs.runDue(document);
    }

    private static Map<String, Object> answer(String decision, String comment) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("decision", decision);
        variables.put("comment", comment);
        return variables;
    }

    private static void refused(Enum<?> rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .rootCause()
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(violation.rule()).isEqualTo(rule));
    }

    /** Runs both at the same moment. @return what failed */
    private static List<Throwable> together(Runnable... calls) throws Exception {
        var barrier = new CyclicBarrier(calls.length);
        var threads = Executors.newFixedThreadPool(calls.length);
        try {
            var failures = new ArrayList<Throwable>();
            var running = Arrays.stream(calls)
                    .map(call -> threads.submit((Callable<Void>) () -> {
                        barrier.await(30, TimeUnit.SECONDS);
                        call.run();
                        return null;
                    }))
                    .toList();
            for (Future<Void> one : running) {
                try {
                    one.get(60, TimeUnit.SECONDS);
                } catch (java.util.concurrent.ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
            return failures;
        } finally {
            threads.shutdownNow();
        }
    }

    // ---- looking

    private List<Task> open(DocumentNumber document) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(document.value())
                .orderByTaskAssignee()
                .asc()
                .list();
    }

    private Task task(DocumentNumber document) {
        var open = open(document);
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private List<String> assignees(DocumentNumber document) {
        return open(document).stream().map(Task::getAssignee).toList();
    }

    private List<String> running(DocumentNumber document) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(document.value())
                .processDefinitionKey("document-approval")
                .unfinished()
                .list()
                .stream()
                .map(instance -> instance.getId())
                .toList();
    }

    /** Where the last process of the document ended. */
    private String end(DocumentNumber document) {
        assertThat(running(document)).isEmpty();
        var ended = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(document.value())
                .processDefinitionKey("document-approval")
                .orderByProcessInstanceStartTime()
                .desc()
                .list()
                .get(0);
        return ended.getEndActivityId();
    }

    private List<Integer> reminders(DocumentNumber document) {
        return events.stream(ApprovalReminderDue.class)
                .filter(event -> event.document().equals(document))
                .map(ApprovalReminderDue::number)
                .toList();
    }

    /** Whom the last reminder reached. */
    private List<UserId> reminded(DocumentNumber document) {
        return events.stream(ApprovalReminderDue.class)
                .filter(event -> event.document().equals(document))
                .reduce((one, later) -> later)
                .map(ApprovalReminderDue::people)
                .orElseThrow();
    }

    private void after(DocumentNumber document, int days) {
        clock.set(TestClock.START.plus(Duration.ofDays(days)));
        jobs.runDue(document);
    }

    private java.util.Date clockDate() {
        return java.util.Date.from(clock.instant());
    }

    // ---- the table

    private String deployed(String table) {
        return repository
                .createDeployment()
                .addString("approval-policy.dmn", table)
                .deploy()
                .getId();
    }

    private String policy() {
        return resource("/dmn/approval-policy.dmn");
    }

    private String resource(String name) {
        try (var stream = getClass().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The documents of these tests, as their module would know them. */
    static class Documents implements ApprovalSubjects, ApprovalView {

        private final Map<DocumentNumber, ApprovalSubject> known = new HashMap<>();

        @Override
        public Optional<ApprovalSubject> subjectOf(DocumentNumber document, String kind) {
            return Optional.ofNullable(known.get(document));
        }

        @Override
        public boolean supports(String kind) {
            return true;
        }

        @Override
        public DocumentContent contentOf(DocumentNumber document, String kind) {
            return new DocumentContent(
                    "",
                    "A supplier",
                    List.of(new Fact("Cost centre", "CC-APPROVAL"), new Fact("Nothing", "")),
                    List.of(new Line("1", "A chair", "4 EA", "250.00", "1,000.00 EUR", "")));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Doubles {

        @Bean
        @Order(0)
        Documents documents() {
            return new Documents();
        }
    }
}
