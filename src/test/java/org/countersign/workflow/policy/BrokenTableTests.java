package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.countersign.invoicing.MatchPolicy;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tables that somebody broke in the database, past pages, checks and deployments. */
@CountersignTest
class BrokenTableTests {

    private static final String TABLE = "approval-policy.dmn";
    private static final String MATCH = "match-policy.dmn";
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
        var run = "broken" + RUNS.incrementAndGet();
        people.add(run + "-boss", Group.APPROVER);
        people.add(run + "-admin", Group.ADMINISTRATOR);
        people.add(run, run + "-boss", Group.REQUESTER);
        door.as(run + "-admin")
                .post("/api/v1/cost-centers", Map.of("code", run, "name", "Broken", "owner", run + "-boss"))
                .expect(201);
        var deployment = deployedBroken(TABLE, broken);
        try {
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
            mended(TABLE, deployment);
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
        var deployment = deployedBroken(MATCH, broken);
        try {
            for (var category : List.of("goods", "services", "anything")) {
                assertThatThrownBy(() -> matches.tolerances(category, "S-1"))
                        .as(how)
                        .isInstanceOf(RuntimeException.class);
            }
        } finally {
            mended(MATCH, deployment);
        }
        assertThat(matches.tolerances("goods", "S-1")).isNotNull();
    }

    private String deployedBroken(String table, UnaryOperator<String> broken) {
        assertThat(broken.apply(shipped(table))).isNotEqualTo(shipped(table));
        var deployment = repository
                .createDeployment()
                .addString(table, shipped(table))
                .deploy()
                .getId();
        written(table, deployment, broken.apply(shipped(table)));
        return deployment;
    }

    private void mended(String table, String deployment) {
        written(table, deployment, shipped(table));
        repository.deleteDeployment(deployment, true);
        engine.getDeploymentCache().discardDecisionDefinitionCache();
    }

    private void written(String table, String deployment, String content) {
        assertThat(jdbc.update(
                        "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ? and NAME_ = ?",
                        content.getBytes(StandardCharsets.UTF_8),
                        deployment,
                        table))
                .isOne();
        engine.getDeploymentCache().discardDecisionDefinitionCache();
    }

    private String submitted(String requester, String price) {
        var number = door.as(requester)
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
        door.as(requester)
                .post("/api/v1/requisitions/" + number + "/submission", null)
                .expect(202);
        return number;
    }

    private static String shipped(String table) {
        try (var stream = BrokenTableTests.class.getResourceAsStream("/dmn/" + table)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
