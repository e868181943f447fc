package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many reminders that are due at once cost little each, and keep nobody from working. */
@CountersignTest
class ManyRemindersTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ManagementService management;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        desk = new AnswerDesk("many", door, jobs, people);
    }

    @Test
    @DisplayName("R07: whoever submits does not wait behind reminders that are due")
    void peopleComeFirst() {
        var first = desk.submitted("Waits", "240.00", Map.of());
        var second = desk.submitted("Waits as well", "240.00", Map.of());
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        var asked = desk.as("anna")
                .post(
                        "/api/v1/requisitions",
                        Map.of(
                                "title",
                                "New",
                                "costCenter",
                                "CC-many",
                                "lines",
                                List.of(Map.of("description", "Thing", "quantity", "1", "unitPrice", "230.00"))))
                .json()
                .path("number")
                .asText();
        desk.as("anna")
                .post("/api/v1/requisitions/" + asked + "/submission", null)
                .expect(202);

        var next = next(10_000).stream().map(AcquirableJobEntity::getId).toList();
        var reminders = Stream.of(first, second).map(this::reminder).toList();
        var applied = management
                .createJobQuery()
                .processInstanceId(instance(asked))
                .singleResult()
                .getId();
        assertThat(next).containsAll(reminders).contains(applied);
        assertThat(reminders)
                .allSatisfy(reminder -> assertThat(next.indexOf(reminder)).isGreaterThan(next.indexOf(applied)));
    }

    private String reminder(String document) {
        return management
                .createJobQuery()
                .processInstanceId(instance(document))
                .timers()
                .singleResult()
                .getId();
    }

    private String instance(String document) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(document)
                .processDefinitionKey("document-approval")
                .singleResult()
                .getId();
    }

    @Test
    @DisplayName("R07: a reminder asks the table reminder-policy once, and the next time again")
    void aReminderAsksThePolicyOnce() {
        var number = desk.submitted("Waits", "240.00", Map.of());
        var before = evaluations();
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        jobs.runDue(number);
        assertThat(evaluations()).isEqualTo(before + 1);
        clock.advance(Duration.ofDays(3));
        jobs.runDue(number);
        assertThat(evaluations()).isEqualTo(before + 2);
    }

    private long evaluations() {
        return history.createHistoricDecisionInstanceQuery()
                .decisionDefinitionKey("reminder-policy")
                .count();
    }

    private List<AcquirableJobEntity> next(int most) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager().findNextJobsToExecute(new Page(0, most)));
    }
}
