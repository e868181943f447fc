package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Approval policies that somebody broke in the database, past pages, checks and deployments. */
@CountersignTest
class BrokenTableTests {

    private static final String TABLE = "approval-policy.dmn";
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
        var deployment = repository
                .createDeployment()
                .addString(TABLE, shipped())
                .deploy()
                .getId();
        try {
            var bytes = broken.apply(shipped()).getBytes(StandardCharsets.UTF_8);
            assertThat(jdbc.update(
                            "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ? and NAME_ = ?",
                            bytes,
                            deployment,
                            TABLE))
                    .isOne();
            engine.getDeploymentCache().discardDecisionDefinitionCache();

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
            jdbc.update(
                    "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ? and NAME_ = ?",
                    shipped().getBytes(StandardCharsets.UTF_8),
                    deployment,
                    TABLE);
            repository.deleteDeployment(deployment, true);
            engine.getDeploymentCache().discardDecisionDefinitionCache();
            people.add(run + "-admin");
        }
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

    private static String shipped() {
        try (var stream = BrokenTableTests.class.getResourceAsStream("/dmn/" + TABLE)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
