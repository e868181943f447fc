package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.countersign.approval.ApprovalPolicy;
import org.countersign.approval.ReminderPolicy;
import org.countersign.approval.SubstitutePolicy;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionType;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.BrokenTable;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables that somebody broke in the database, past pages, checks and deployments. */
@CountersignTest
class BrokenTableTests {

    private static final String TABLE = "approval-policy";
    private static final String MATCH = "match-policy";
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
    ProcessEngineConfigurationImpl engine;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    MatchPolicy matches;

    @Autowired
    ApprovalPolicy approvals;

    @Autowired
    ReminderPolicy reminders;

    @Autowired
    SubstitutePolicy substitutes;

    @Autowired
    ExceptionRouting exceptions;

    static Stream<Arguments> ways() {
        UnaryOperator<String> noRules = table -> table.replaceAll("(?s)<rule .*</rule>", "");
        UnaryOperator<String> noFeel = table -> table.replaceAll("&gt;= \\d+", "&gt;&gt; many");
        UnaryOperator<String> otherNames = table -> table.replace("name=\"level\"", "name=\"height\"");
        UnaryOperator<String> noXml = table -> table.substring(0, table.length() / 2);
        return Stream.of(
                Arguments.of("without rules", noRules),
                Arguments.of("with cells that are no FEEL", noFeel),
                Arguments.of("with other columns", otherNames),
                Arguments.of("cut in the middle", noXml));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    @DisplayName("R03: a table that was broken in the database itself approves nothing")
    void aBrokenTableApprovesNothing(String how, UnaryOperator<String> broken) {
        var run = organisation();
        try (var table = broken(TABLE, broken)) {
            // Below 100.00 the shipped table approves by rule.
            var number = submitted(run, "10.00");
            jobs.runDue(number);

            var requisition = door.as(run)
                    .get("/api/v1/requisitions/" + number)
                    .expect(200)
                    .json();
            assertThat(requisition.path("status").asText()).as(how).isEqualTo("IN_APPROVAL");
            assertThat(requisition.path("orders")).isEmpty();
            assertThat(requisition.path("approvals").findValuesAsText("outcome"))
                    .doesNotContain("APPROVED", "AUTOMATIC");
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(number)
                            .singleResult()
                            .getTaskDefinitionKey())
                    .isEqualTo("userTask_repairApproval");
        } finally {
            people.add(run + "-admin");
        }
    }

    static Stream<Arguments> waysOfMatches() {
        UnaryOperator<String> noRules = table -> table.replaceAll("(?s)<rule .*</rule>", "");
        UnaryOperator<String> noFeel = table -> table.replaceAll("<text>[0-9.]+</text>", "<text>&gt;&gt; many</text>");
        UnaryOperator<String> negative = table -> table.replaceAll("<text>([0-9.]+)</text>", "<text>-1 - $1</text>");
        UnaryOperator<String> otherNames = table -> table.replace("name=\"totalTolerance\"", "name=\"height\"");
        UnaryOperator<String> otherModes = table -> table.replace("_WAY\"</text>", "_WAYS\"</text>");
        UnaryOperator<String> noXml = table -> table.substring(0, table.length() / 2);
        return Stream.of(
                Arguments.of("without rules", noRules),
                Arguments.of("with cells that are no FEEL", noFeel),
                Arguments.of("with tolerances below zero", negative),
                Arguments.of("with other columns", otherNames),
                Arguments.of("with ways to match that nobody knows", otherModes),
                Arguments.of("cut in the middle", noXml));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfMatches")
    @DisplayName(
            "R13: a match policy that was broken in the database itself tolerates nothing: no invoice is matched by it")
    void aBrokenMatchPolicyToleratesNothing(String how, UnaryOperator<String> broken) {
        try (var table = broken(MATCH, broken)) {
            for (var category : List.of("goods", "services", "anything")) {
                assertThatThrownBy(() -> matches.tolerances(category, "S-1"))
                        .as(how)
                        .isInstanceOf(RuntimeException.class);
            }
        }
        assertThat(matches.tolerances("goods", "S-1")).isNotNull();
    }

    static Stream<Arguments> waysOfOthers() {
        UnaryOperator<String> noRules = table -> table.replaceAll("(?s)<rule .*</rule>", "");
        UnaryOperator<String> noFeel = table ->
                table.replaceAll("(?s)(<outputEntry [^>]*>\\s*)<text>[^<]+</text>", "$1<text>&gt;&gt; many</text>");
        UnaryOperator<String> otherNames =
                table -> table.replaceFirst("(?s)(<output [^>]*)name=\"[^\"]+\"", "$1name=\"height\"");
        UnaryOperator<String> otherWords = table ->
                table.replaceAll("(?s)(<outputEntry [^>]*>\\s*)<text>[^<]+</text>", "$1<text>\"as you like\"</text>");
        UnaryOperator<String> noXml = table -> table.substring(0, table.length() / 2);
        return Stream.of(
                        "accumulation-policy",
                        "quote-policy",
                        "reminder-policy",
                        "substitute-policy",
                        "exception-routing")
                .flatMap(table -> Stream.of(
                        Arguments.of(table, "without rules", noRules),
                        Arguments.of(table, "with cells that are no FEEL", noFeel),
                        Arguments.of(table, "with other columns", otherNames),
                        Arguments.of(table, "with words that nobody knows", otherWords),
                        Arguments.of(table, "cut in the middle", noXml)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("waysOfOthers")
    @DisplayName("R03: every other table that was broken in the database itself lets nothing pass by itself")
    void everyOtherBrokenTable(String key, String how, UnaryOperator<String> broken) {
        try (var table = broken(key, broken)) {
            switch (key) {
                case "accumulation-policy" ->
                    assertThatThrownBy(() -> approvals.accumulationDays("requisition", BigDecimal.TEN))
                            .isInstanceOf(RuntimeException.class);
                case "quote-policy" -> {
                    var run = organisation();
                    var draft = drafted(run, "10.00");
                    assertThat(submission(run, draft).status()).isEqualTo(409);
                    assertThat(door.as(run)
                                    .get("/api/v1/requisitions/" + draft)
                                    .json()
                                    .path("status")
                                    .asText())
                            .isEqualTo("DRAFT");
                }
                case "reminder-policy" ->
                    // The shipped plan stands in, which never ends a document.
                    assertThatThrownBy(() -> reminders.planFor("requisition", BigDecimal.TEN, "normal"))
                            .isInstanceOf(RuntimeException.class);
                case "substitute-policy" ->
                    assertThat(substitutes.verdictOn(new SubstitutePolicy.Facts(false, 5, 1, null)))
                            .isEqualTo(SubstitutePolicy.Verdict.UNKNOWN);
                default -> assertThat(handlerOf(ExceptionType.PRICE_VARIANCE)).isIn("nobody", "administrator");
            }
        }
    }

    @Test
    @DisplayName("R03: a limit for differences that is no number any more lets nobody accept alone")
    void aLimitThatIsNoNumber() {
        UnaryOperator<String> words = table -> table.replaceAll("(?s)(_acceptUpTo\">\\s*)<text>", "$1<text>\"much\"")
                .replaceFirst("(?s)(name=\"acceptUpTo\" typeRef=)\"double\"", "$1\"string\"");
        try (var table = broken("exception-routing", words)) {
            assertThat(exceptions.limitOf(ExceptionType.PRICE_VARIANCE, new UserId("broken-nobody")))
                    .isZero();
        }
        assertThat(exceptions.limitOf(ExceptionType.PRICE_VARIANCE, new UserId("broken-nobody")))
                .isNull();
    }

    /** A match that ends with an error is tried again, and is an incident in the end: nothing is paid. */
    private String handlerOf(ExceptionType type) {
        try {
            return exceptions.handlerOf(type);
        } catch (RuntimeException unanswered) {
            return "nobody";
        }
    }

    /** Somebody who asks, and a cost centre of the same name. */
    private String organisation() {
        var run = "broken" + RUNS.incrementAndGet();
        people.add(run + "-boss", Group.APPROVER);
        people.add(run + "-admin", Group.ADMINISTRATOR);
        people.add(run, run + "-boss", Group.REQUESTER);
        door.as(run + "-admin")
                .post("/api/v1/cost-centers", Map.of("code", run, "name", "Broken", "owner", run + "-boss"))
                .expect(201);
        return run;
    }

    private BrokenTable broken(String key, UnaryOperator<String> broken) {
        return BrokenTable.of(key, broken, repository, engine, jdbc);
    }

    private String submitted(String requester, String price) {
        var number = drafted(requester, price);
        submission(requester, number).expect(202);
        return number;
    }

    private TestDoor.Answer submission(String requester, String number) {
        return door.as(requester).post("/api/v1/requisitions/" + number + "/submission", null);
    }

    private String drafted(String requester, String price) {
        return door.as(requester)
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "Paper",
                                "costCenter",
                                requester,
                                "lines",
                                List.of(Map.of("description", "Paper", "quantity", "1", "unitPrice", price))))
                .expect(201)
                .json()
                .path("number")
                .asText();
    }
}
