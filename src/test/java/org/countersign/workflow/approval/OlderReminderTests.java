package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.util.ReflectionTestUtils;

/** Reminders of documents whose process was started with a model that gave them no priority. */
@CountersignTest
class OlderReminderTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private ManagementService management;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RepositoryService repository;

    @Autowired
    @Qualifier("engineSetup")
    private SmartInitializingSingleton start;

    @Autowired
    @Qualifier("reminderPriority")
    private Object reminderPriority;

    private final List<String> deployments = new ArrayList<>();

    @AfterEach
    void theShippedModelsAlone() {
        deployments.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    @DisplayName("R07: after a start reminders of older models, due now and later, wait behind what people wait for")
    void olderRemindersWait() {
        var desk = new AnswerDesk("older", door, jobs, people);
        deploy("document-approval", model("document-approval").replace(" camunda:jobPriority=\"-10\"", ""));
        var number = desk.submitted("Waits", "240.00", Map.of());
        deploy("document-approval", model("document-approval"));
        assertThat(priority(number)).isZero();

        start.afterSingletonsInstantiated();
        start.afterSingletonsInstantiated();

        assertThat(priority(number)).isEqualTo(-10);
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        jobs.runDue(number);
        assertThat(timer(number)).isEqualTo("event_nextReminderDue");
        assertThat(priority(number)).isEqualTo(-10);
    }

    @Test
    @DisplayName("R07: two servers that start at the same moment both start, and older reminders wait")
    void twoServersStartAtOnce() throws Exception {
        var desk = new AnswerDesk("twice", door, jobs, people);
        deploy("document-approval", model("document-approval").replace(" camunda:jobPriority=\"-10\"", ""));
        var number = desk.submitted("Waits", "240.00", Map.of());
        deploy("document-approval", model("document-approval"));
        var together = new CyclicBarrier(2);
        Callable<Void> starting = () -> {
            together.await(30, TimeUnit.SECONDS);
            ReflectionTestUtils.invokeMethod(reminderPriority, "ensure");
            return null;
        };

        var servers = Executors.newFixedThreadPool(2);
        try {
            for (var started : servers.invokeAll(List.of(starting, starting))) {
                started.get(2, TimeUnit.MINUTES);
            }
        } finally {
            servers.shutdownNow();
        }

        assertThat(priority(number)).isEqualTo(-10);
    }

    @Test
    @DisplayName("R07: whatever an operator has set stays, and the timers of orders have their priority too")
    void whatAnOperatorSaysStays() {
        var old = model("purchase-order").replace(" camunda:jobPriority=\"-10\"", "");
        var first = deploy("purchase-order", old);
        management.setOverridingJobPriorityForJobDefinition(overdue(first), 7, true);
        var second = deploy("purchase-order", old);
        var latest = deploy("purchase-order", model("purchase-order"));

        start.afterSingletonsInstantiated();

        assertThat(overriding(first)).isEqualTo(7);
        assertThat(overriding(second)).isEqualTo(-10);
        assertThat(overriding(latest)).isNull();
    }

    private String overdue(String definition) {
        return management
                .createJobDefinitionQuery()
                .processDefinitionId(definition)
                .activityIdIn("event_answerOverdue")
                .singleResult()
                .getId();
    }

    private Long overriding(String definition) {
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(overdue(definition))
                .singleResult()
                .getOverridingJobPriority();
    }

    private long priority(String document) {
        return management
                .createJobQuery()
                .processInstanceId(instance(document))
                .timers()
                .singleResult()
                .getPriority();
    }

    private String timer(String document) {
        var job = management
                .createJobQuery()
                .processInstanceId(instance(document))
                .timers()
                .singleResult();
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    private String instance(String document) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(document)
                .processDefinitionKey("document-approval")
                .singleResult()
                .getId();
    }

    private String model(String process) {
        try (var stream = getClass().getResourceAsStream("/bpmn/" + process + ".bpmn")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return id of the process */
    private String deploy(String process, String model) {
        var deployed = repository
                .createDeployment()
                .addString(process + ".bpmn", model)
                .deployWithResult();
        deployments.add(deployed.getId());
        return deployed.getDeployedProcessDefinitions().stream()
                .map(ProcessDefinition::getId)
                .findFirst()
                .orElseThrow();
    }
}
