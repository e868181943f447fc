package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.countersign.operations.Condition;
import org.countersign.operations.Stuck;
import org.countersign.operations.StuckBatches;
import org.countersign.operations.StuckWatch;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

@CountersignTest
@DisplayName("What is stuck")
class StuckTests extends StuckDocuments {

    private static final Map<String, Object> REASON = Map.of("reason", "Mended");

    @Autowired
    StuckBatches batches;

    @Autowired
    List<StuckWatch> watches;

    @Autowired
    @Qualifier("operationsMeters")
    MeterBinder meters;

    @Autowired
    RepositoryService repository;

    @Autowired
    ExternalTaskService external;

    @Autowired
    IdentityService identity;

    @Test
    @DisplayName("Every condition is counted, listed, and found by document and by itself")
    void everyConditionIsAsked() {
        invoiceInException();
        created();
        clock.advance(Duration.ofDays(40));
        everyConditionSaysTheSame(watches);
    }

    @Test
    @DisplayName("A failed step is tried again, once, with its reason in the audit trail")
    void aFailedStepIsTriedAgain() {
        var order = created();
        var job = jobOf(order);
        management.setJobRetries(job, 0);
        var row = found(order, "incident");
        assertThat(row.path("step").asText()).isEqualTo("Prepare order documents");
        assertThat(row.path("owner").path("id").asText()).isEqualTo("operations");
        assertThat(row.path("link").asText()).isEqualTo("/go?number=" + order);
        assertThat(row.path("cockpit").asText())
                .contains(process("purchase-order", order).getId());

        putRight(row, "retry", REASON);

        assertThat(stuck(order, "incident")).isEmpty();
        assertThat(management.createJobQuery().jobId(job).singleResult().getRetries())
                .isEqualTo(1);
        assertThat(ok(apply(row, "retry", REASON)).path("outcome").asText()).isEqualTo("NOTHING_LEFT");
        var entries = door.as("st-audit").get("/api/v1/audit/" + order).json().path("entries");
        assertThat(StreamSupport.stream(entries.spliterator(), false)
                        .filter(entry -> entry.path("event").asText().equals("stuck.retry")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("Mended", "st-ops"));
    }

    @Test
    @DisplayName("A job without attempts that no incident tells of is found and tried again at the time given")
    void aJobWithoutAttemptsIsFound() {
        var order = created();
        jdbc.update("update ACT_RU_JOB set RETRIES_ = 0 where ID_ = ?", jobOf(order));

        putRight(
                found(order, "job-without-attempts"),
                "due-time",
                Map.of("reason", "After the repair", "dueAt", "2026-03-02T12:00:00Z"));

        var job = management.createJobQuery().jobId(jobOf(order)).singleResult();
        assertThat(job.getRetries()).isEqualTo(1);
        assertThat(job.getDuedate()).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(stuck(order, "job-without-attempts")).isEmpty();
    }

    @Test
    @DisplayName("A job that nobody begins is overdue after ten minutes, and one whose server never came back says so")
    void anOverdueJobIsFound() {
        var order = created();
        assertThat(stuck(order, "job-overdue")).isEmpty();
        clock.advance(Duration.ofMinutes(11));
        assertThat(found(order, "job-overdue").path("why").asText()).contains("no server has begun it");

        jdbc.update(
                "update ACT_RU_JOB set LOCK_OWNER_ = 'gone', LOCK_EXP_TIME_ = CREATE_TIME_ where ID_ = ?",
                jobOf(order));
        var row = found(order, "job-overdue");
        assertThat(row.path("why").asText()).contains("The server gone began it", "never said how it ended");

        putRight(row, "retry", REASON);
        assertThat(stuck(order, "job-overdue")).isEmpty();
    }

    @Test
    @DisplayName("A job that a server has had for half an hour is found; it is put off, and not begun a second time")
    void aJobThatNeverEndsIsFound() {
        var order = created();
        heldByAServer(order);
        clock.advance(Duration.ofMinutes(29));
        heldByAServer(order);
        assertThat(stuck(order, "job-unending")).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        heldByAServer(order);
        var row = found(order, "job-unending");

        assertThat(row.path("why").asText()).contains("the server one has it");
        assertThat(stuck(order, "job-overdue")).isEmpty();
        assertThat(apply(row, "retry", REASON).status()).isEqualTo(409);
        putRight(row, "due-time", Map.of("reason", "It kills servers", "dueAt", "2026-03-02T18:00:00Z"));
        assertThat(management
                        .createJobQuery()
                        .jobId(jobOf(order))
                        .singleResult()
                        .getDuedate())
                .isEqualTo("2026-03-02T18:00:00.000Z");
        assertThat(stuck(order, "job-unending")).isEmpty();
    }

    /** As often as a server takes it up: it is reserved for five minutes, and nothing else is written down of it. */
    private void heldByAServer(String order) {
        jdbc.update(
                "update ACT_RU_JOB set LOCK_OWNER_ = 'one', LOCK_EXP_TIME_ = ? where ID_ = ?",
                Timestamp.from(clock.instant().plus(Duration.ofMinutes(5))),
                jobOf(order));
    }

    @Test
    @DisplayName("What a called process could not do is shown once, where it happened, and tried again there")
    void aFailureOfACalledProcessIsShownOnce() {
        var requisition = submitted(supplier(), "500.00");
        var approval = process("document-approval", requisition).getId();
        var job = management
                .createJobQuery()
                .processInstanceId(approval)
                .singleResult()
                .getId();
        management.setJobRetries(job, 0);
        assertThat(incidents(approval)
                        + incidents(process("purchase-requisition", requisition).getId()))
                .as("it is passed on to the calling process")
                .isEqualTo(2);

        assertThat(all(requisition, "incident")).hasSize(1);
        var row = found(requisition, "incident");
        assertThat(row.path("cockpit").asText()).contains(approval);
        assertThat(row.path("step").asText()).isEqualTo("Apply approval policy");
        putRight(row, "retry", REASON);

        assertThat(all(requisition, "incident")).isEmpty();
        assertThat(incidents(process("purchase-requisition", requisition).getId()))
                .isZero();
        jobs.runDue(requisition);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(requisition)
                        .count())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("Work of a program beyond the engine that failed is tried again, under the number of the process that"
            + " called, and what a program reported is settled without the process going on")
    void otherIncidentsAreFound() {
        var caller = Bpmn.createExecutableProcess("st-caller")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .callActivity()
                .calledElement("st-called")
                .endEvent()
                .done();
        var called = Bpmn.createExecutableProcess("st-called")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask("serviceTask_weigh")
                .camundaExternalTask("st-weighing")
                .endEvent()
                .done();
        var deployment = repository
                .createDeployment()
                .addModelInstance("st-caller.bpmn", caller)
                .addModelInstance("st-called.bpmn", called)
                .deploy();
        try {
            var number = "ST-" + UUID.randomUUID();
            var process = runtime.startProcessInstanceByKey("st-caller", number).getId();
            var task = external.fetchAndLock(1, "scale")
                    .topic("st-weighing", 60_000)
                    .execute()
                    .get(0);
            external.handleFailure(task.getId(), "scale", "The scale is off", 0, 0);

            assertThat(all(number, "incident")).hasSize(1);
            var row = found(number, "incident");
            assertThat(row.path("why").asText()).contains("The scale is off");
            assertThat(remedies(row)).containsExactly("retry");
            putRight(row, "retry", REASON);

            assertThat(all(number, "incident")).isEmpty();
            assertThat(incidents(process)).isZero();
            assertThat(external.createExternalTaskQuery()
                            .externalTaskId(task.getId())
                            .singleResult()
                            .getRetries())
                    .isEqualTo(1);

            runtime.createIncident("quality-hold", task.getExecutionId(), "crate-7", "Look at the crate");
            assertThat(all(number, "incident")).hasSize(1);
            var report = found(number, "incident");
            assertThat(report.path("why").asText()).contains("quality-hold", "Look at the crate");
            assertThat(remedies(report)).containsExactly("settlement");
            assertThat(apply(report, "retry", REASON).status()).isEqualTo(409);
            putRight(report, "settlement", Map.of("reason", "The crate is whole"));
            assertThat(all(number, "incident")).isEmpty();
            assertThat(runtime.createProcessInstanceQuery()
                            .processInstanceId(process)
                            .count())
                    .isEqualTo(1);
            assertThat(door.as("st-audit").get("/api/v1/audit/" + number).text())
                    .contains("stuck.settlement", "The crate is whole", "st-ops");
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    private long incidents(String process) {
        return runtime.createIncidentQuery().processInstanceId(process).count();
    }

    @Test
    @DisplayName("A suspended model, step, job and batch are shown once each, and go on")
    void everythingThatIsSuspendedGoesOn() {
        var model = Bpmn.createExecutableProcess("st-held")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .serviceTask("serviceTask_wait")
                .camundaAsyncBefore()
                .camundaExpression("${true}")
                .endEvent()
                .done();
        var deployment = repository
                .createDeployment()
                .addModelInstance("st-held.bpmn", model)
                .deploy();
        var definition = repository
                .createProcessDefinitionQuery()
                .deploymentId(deployment.getId())
                .singleResult()
                .getId();
        try {
            var number = "ST-" + UUID.randomUUID();
            var process = runtime.startProcessInstanceByKey("st-held", number).getId();
            var job = management
                    .createJobQuery()
                    .processInstanceId(process)
                    .singleResult()
                    .getId();

            repository.suspendProcessDefinitionById(definition);
            putRight(only("model:st-held", "version 1 of the model"), "resumption", REASON);
            assertThat(repository.getProcessDefinition(definition).isSuspended())
                    .isFalse();

            var step = management
                    .createJobDefinitionQuery()
                    .processDefinitionId(definition)
                    .singleResult()
                    .getId();
            management.suspendJobDefinitionById(step, true);
            assertThat(all(number, "suspended"))
                    .as("the job is suspended with its step")
                    .isEmpty();
            putRight(only("model:st-held", "the jobs of a step"), "resumption", REASON);
            assertThat(management.createJobQuery().jobId(job).singleResult().isSuspended())
                    .isFalse();

            management.suspendJobById(job);
            putRight(only(number, "this job alone"), "resumption", REASON);
            assertThat(management.createJobQuery().jobId(job).singleResult().isSuspended())
                    .isFalse();

            var batch = runtime.deleteProcessInstancesAsync(List.of(process), "never done");
            management.suspendBatchById(batch.getId());
            putRight(only("batch:" + batch.getType(), "paused the batch"), "resumption", REASON);
            assertThat(management
                            .createBatchQuery()
                            .batchId(batch.getId())
                            .singleResult()
                            .isSuspended())
                    .isFalse();
            management.deleteBatch(batch.getId(), true);
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    private JsonNode only(String document, String why) {
        assertThat(all(document, "suspended")).hasSize(1);
        var row = found(document, "suspended");
        assertThat(row.path("why").asText()).contains(why);
        return row;
    }

    @Test
    @DisplayName("A task of a group that is unknown, or whose members have all left, is for nobody")
    void aTaskOfAnEmptyGroupIsFound() {
        var invoice = invoiceInException();
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(invoice)
                .singleResult()
                .getId();
        assertThat(stuck(invoice, "task-for-nobody")).isEmpty();
        asks(task, "st-unheard-of");
        assertThat(found(invoice, "task-for-nobody").path("why").asText()).contains("The task asks st-unheard-of");

        identity.saveGroup(identity.newGroup("st-packers"));
        asks(task, "st-packers");
        assertThat(stuck(invoice, "task-for-nobody")).as("nobody is in it").isPresent();
        people.add("st-packer", Group.REQUESTER);
        identity.createMembership("st-packer", "st-packers");
        assertThat(stuck(invoice, "task-for-nobody")).isEmpty();
        people.active("st-packer", false);

        var row = found(invoice, "task-for-nobody");
        assertThat(remedies(row)).containsExactly("reassignment");
        putRight(row, "reassignment", Map.of("reason", "They have left", "to", "accounts-payable"));
        assertThat(stuck(invoice, "task-for-nobody")).isEmpty();
    }

    private void asks(String task, String group) {
        tasks.getIdentityLinksForTask(task).stream()
                .filter(link -> link.getGroupId() != null)
                .forEach(link -> tasks.deleteCandidateGroup(task, link.getGroupId()));
        tasks.addCandidateGroup(task, group);
    }

    @Test
    @DisplayName(
            "R07: an approval that nobody answered when further people were asked is told apart from one that is late")
    void remindersThatDoNotHelpAreToldApart() {
        var requisition = inApproval(supplier(), "500.00");
        pass(requisition, 8);
        pass(requisition, 7);
        assertThat(stuck(requisition, "reminded-in-vain"))
                .as("whoever was asked last has some days to answer")
                .isEmpty();
        pass(requisition, 20);

        var row = found(requisition, "reminded-in-vain");

        assertThat(row.path("owner").path("id").asText()).isEqualTo("st-boss");
        assertThat(row.path("why").asText()).contains("further people 2 times");
        assertThat(Instant.parse(row.path("since").asText()))
                .isBefore(clock.instant().minus(Duration.ofDays(19)));
        assertThat(stuck(requisition, "task-overdue"))
                .as("told once, not as overdue too")
                .isEmpty();
        assertThat(apply(row, "reassignment", Map.of("reason", "Faster", "to", "st-admin"))
                        .status())
                .isEqualTo(409);
        putRight(row, "reconciliation", REASON);
        assertThat(stuck(requisition, "reminded-in-vain"))
                .as("st-boss can still answer")
                .isPresent();
        putRight(row, "reminder", Map.of("reason", "It is urgent"));
        assertThat(reminded(requisition)).containsExactly("st-boss@example.org");
    }

    private void pass(String document, int days) {
        clock.advance(Duration.ofDays(days));
        jobs.runDue(document);
    }

    @Test
    @DisplayName("A suspended process is shown and goes on")
    void aSuspendedProcessGoesOn() {
        var order = dispatched();
        runtime.suspendProcessInstanceById(process("purchase-order", order).getId());

        putRight(found(order, "suspended"), "resumption", REASON);

        assertThat(process("purchase-order", order).isSuspended()).isFalse();
        assertThat(stuck(order, "suspended")).isEmpty();
    }

    @Test
    @DisplayName("A task that asks nobody goes to somebody who is there, and to nobody else")
    void aTaskForNobodyIsReassigned() {
        var invoice = invoiceInException();
        var task = tasks.createTaskQuery().processInstanceBusinessKey(invoice).singleResult();
        tasks.getIdentityLinksForTask(task.getId())
                .forEach(link -> tasks.deleteGroupIdentityLink(task.getId(), link.getGroupId(), link.getType()));
        var row = found(invoice, "task-for-nobody");

        assertThat(apply(row, "reassignment", Map.of("reason", "Empty", "to", "nobody-at-all"))
                        .status())
                .isEqualTo(422);
        people.add("st-twin", Group.REQUESTER);
        identity.saveGroup(identity.newGroup("st-twin"));
        identity.createMembership("st-clerk", "st-twin");
        var either = apply(row, "reassignment", Map.of("reason", "Empty", "to", "st-twin"));
        assertThat(either.status()).isEqualTo(422);
        assertThat(either.text()).contains("user:st-twin or group:st-twin");
        assertThat(apply(row, "reassignment", Map.of("reason", "Empty", "to", "group:nobody-at-all"))
                        .status())
                .isEqualTo(422);
        assertThat(tasks.getIdentityLinksForTask(task.getId())).isEmpty();
        var done = ok(apply(row, "reassignment", Map.of("reason", "Empty", "to", "user:st-clerk")));
        assertThat(done.path("message").asText()).startsWith("Done: ").contains(" is asked now");

        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isEqualTo("st-clerk");
        assertThat(stuck(invoice, "task-for-nobody")).isEmpty();
        people.active("st-clerk", false);
        assertThat(found(invoice, "task-for-nobody").path("why").asText()).startsWith("st-clerk holds the task");
    }

    @Test
    @DisplayName("A task that is late gets a new time; who approves is not for operations to say (R04)")
    void aLateTaskGetsANewTime() {
        var invoice = invoiceInException();
        var requisition = inApproval(supplier(), "500.00");
        clock.advance(Duration.ofDays(40));
        var row = found(invoice, "task-overdue");
        putRight(row, "due-time", Map.of("reason", "Asked by phone", "dueAt", "2026-05-01T00:00:00Z"));
        assertThat(stuck(invoice, "task-overdue")).isEmpty();

        var approval = found(requisition, "task-overdue");
        assertThat(approval.path("owner").path("id").asText()).isEqualTo("st-boss");
        assertThat(apply(approval, "reassignment", Map.of("reason", "Faster", "to", "st-admin"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("A wait for a message is too long after sixty days, and what may merely interrupt is no wait")
    void anEndlessWaitIsFound() {
        var order = dispatched();
        clock.advance(Duration.ofDays(59));
        assertThat(stuck(order, "event-overdue")).isEmpty();
        clock.advance(Duration.ofDays(2));

        var row = found(order, "event-overdue");

        assertThat(row.path("step").asText()).isEqualTo("Await supplier’s answer");
        assertThat(row.path("owner").path("id").asText()).isEqualTo("purchasing-agent");
        assertThat(remedies(row)).containsExactly("reminder");
    }

    @Test
    @DisplayName("R03: an approval that nobody can answer is shown, and stays with the administrators")
    void anUnanswerableApprovalIsShown() {
        var requisition = inApproval(supplier(), "500.00");
        jdbc.update("update approval_cycles set failure = 'Nobody is left' where document = ?", requisition);

        var row = found(requisition, "no-rule");

        assertThat(row.path("owner").path("id").asText()).isEqualTo("administrator");
        assertThat(row.path("why").asText()).contains("Nobody is left");
        assertThat(remedies(row)).containsExactly("reminder");
        putRight(row, "reminder", Map.of("reason", "The requester asks every day"));
        assertThat(reminded(requisition)).contains("st-admin@example.org").doesNotContain("st-boss@example.org");
    }

    @Test
    @DisplayName(
            "Those whose it is are reminded with a reason, in their language, once a day; nobody is where nobody is asked")
    void whoeverHasItIsReminded() {
        var invoice = invoiceInException();
        var order = dispatched();
        jdbc.update("update people set language = 'de' where user_id = 'st-buyer'");
        clock.advance(Duration.ofDays(61));

        var task = found(invoice, "task-overdue");
        assertThat(remedies(task)).contains("reminder");
        putRight(task, "reminder", Map.of("reason", "The supplier has called twice"));
        putRight(found(order, "event-overdue"), "reminder", Map.of("reason", "Is it lost?"));

        assertThat(reminded(invoice))
                .as("an unknown order is for those who buy")
                .contains("st-buyer@example.org")
                .doesNotContain("st-clerk@example.org");
        assertThat(reminded(order)).contains("st-buyer@example.org").doesNotContain("st-clerk@example.org");
        assertThat(jdbc.queryForObject(
                        "select body_text from mails where document = ? and kind = 'stuck-reminder' and recipients = ?",
                        String.class,
                        invoice,
                        "st-buyer@example.org"))
                .contains("wartet noch", "The supplier has called twice", "/tasks/", "Aufgabe überfällig");
        var mails = reminded(invoice).size();
        var again = apply(task, "reminder", REASON);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("reminded of " + invoice + " today already");
        assertThat(reminded(invoice)).hasSize(mails);
        clock.advance(Duration.ofDays(1));
        putRight(found(invoice, "task-overdue"), "reminder", REASON);
        assertThat(reminded(invoice)).hasSizeGreaterThan(mails);
        assertThat(door.as("st-audit").get("/api/v1/audit/" + invoice).text())
                .contains("stuck.reminder", "The supplier has called twice", "st-ops");

        asks(task(invoice), "st-unheard-of");
        assertThat(apply(found(invoice, "task-overdue"), "reminder", REASON).text())
                .contains("there is nobody to remind");
        jdbc.update("update people set language = 'en' where user_id = 'st-buyer'");

        tasks.setAssignee(task(invoice), "st-clerk");
        jdbc.update("update people set email = '' where user_id = 'st-clerk'");
        var unreachable = apply(found(invoice, "task-overdue"), "reminder", REASON);
        jdbc.update("update people set email = 'st-clerk@example.org' where user_id = 'st-clerk'");
        assertThat(unreachable.status())
                .as("no mail is said to be written where none is")
                .isEqualTo(409);
        assertThat(unreachable.text()).contains("there is nobody to remind");
    }

    private String task(String document) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .singleResult()
                .getId();
    }

    private List<String> reminded(String document) {
        return jdbc.queryForList(
                "select recipients from mails where document = ? and kind = 'stuck-reminder'", String.class, document);
    }

    @Test
    @DisplayName("An order without its process gets one again, where its state says, and once")
    void anOrderWithoutProcessGetsOneAgain() {
        var order = dispatched();
        runtime.deleteProcessInstance(process("purchase-order", order).getId(), "by mistake");
        assertThat(stuck(order, "document-without-process")).isEmpty();
        clock.advance(Duration.ofMinutes(11));
        var row = found(order, "document-without-process");

        putRight(row, "reconciliation", REASON);

        var process = process("purchase-order", order);
        assertThat(runtime.getActiveActivityIds(process.getId()))
                .contains("receiveTask_awaitAnswer", "userTask_receiveGoods");
        assertThat(ok(apply(row, "reconciliation", REASON)).path("outcome").asText())
                .isEqualTo("NOTHING_LEFT");
        assertThat(process("purchase-order", order).getId()).isEqualTo(process.getId());
    }

    @Test
    @DisplayName("R01: an order without its process and without approval does not go out by being reconciled")
    void reconcilingSendsNothingThatWasNotApproved() {
        var order = created();
        runtime.deleteProcessInstance(process("purchase-order", order).getId(), "by mistake");
        clock.advance(Duration.ofMinutes(11));
        var requisition =
                jdbc.queryForObject("select requisition from purchase_orders where number = ?", String.class, order);
        jdbc.update("update approval_cycles set outcome = 'PENDING' where document = ?", requisition);

        putRight(found(order, "document-without-process"), "reconciliation", REASON);

        var job = jobOf(order);
        assertThat(catchThrowable(() -> management.executeJob(job))).isNotNull();
        assertThat(status(order)).isEqualTo("CREATED");
    }

    @Test
    @DisplayName("R01: an approved requisition without its process gets its order, once, and none without approval")
    void anApprovedRequisitionGetsItsOrder() {
        var approved = approvedWithoutProcess();
        var unapproved = approvedWithoutProcess();
        jdbc.update("update approval_cycles set outcome = 'PENDING' where document = ?", unapproved);
        clock.advance(Duration.ofMinutes(11));

        putRight(found(approved, "document-without-process"), "reconciliation", REASON);
        putRight(found(unapproved, "document-without-process"), "reconciliation", REASON);
        jobs.runDue(approved);

        assertThat(orders(approved)).isEqualTo(1);
        assertThat(process("purchase-requisition", approved)).isNull();
        var job = management
                .createJobQuery()
                .processInstanceId(process("purchase-requisition", unapproved).getId())
                .singleResult()
                .getId();
        assertThat(catchThrowable(() -> management.executeJob(job))).isNotNull();
        assertThat(orders(unapproved)).isZero();
    }

    private String approvedWithoutProcess() {
        var requisition = inApproval(supplier(), "500.00");
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition)
                .taskDefinitionKey("userTask_approve")
                .singleResult();
        assertThat(door.as("st-boss")
                        .post(
                                "/engine-rest/task/" + task.getId() + "/complete",
                                Map.of("variables", Map.of("decision", Map.of("value", "approve"))))
                        .status())
                .isEqualTo(204);
        jdbc.update("update requisitions set status = 'APPROVED' where number = ?", requisition);
        runtime.deleteProcessInstance(
                process("purchase-requisition", requisition).getId(), "by mistake");
        return requisition;
    }

    private int orders(String requisition) {
        return jdbc.queryForObject(
                "select count(*) from purchase_orders where requisition = ?", Integer.class, requisition);
    }

    @Test
    @DisplayName("A requisition and an invoice without their processes are asked and matched again")
    void otherDocumentsGetTheirProcessesAgain() {
        var requisition = inApproval(supplier(), "500.00");
        runtime.deleteProcessInstance(
                process("purchase-requisition", requisition).getId(), "by mistake");
        var invoice = invoiceInException();
        runtime.deleteProcessInstance(process("supplier-invoice", invoice).getId(), "by mistake");
        clock.advance(Duration.ofMinutes(11));

        putRight(found(requisition, "document-without-process"), "reconciliation", REASON);
        putRight(found(invoice, "document-without-process"), "reconciliation", REASON);
        jobs.runDueOf(requisition, invoice);

        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(requisition)
                        .taskAssignee("st-boss")
                        .count())
                .isEqualTo(1);
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(invoice)
                        .taskDefinitionKey("userTask_resolveException")
                        .count())
                .isEqualTo(1);
        assertThat(stuck(requisition, "step-without-task")).isEmpty();
    }

    @Test
    @DisplayName("A process without its document is ended")
    void aProcessWithoutDocumentIsEnded() {
        var number = "PO-1998-" + UUID.randomUUID().toString().substring(0, 6);
        runtime.startProcessInstanceByKey("purchase-order", number);

        putRight(found(number, "process-without-document"), "reconciliation", REASON);

        assertThat(process("purchase-order", number)).isNull();
    }

    @Test
    @DisplayName("A process that outlives its document is ended, and one ahead of its document is shown")
    void positionAndStateAreCompared() {
        var order = dispatched();
        assertThat(stuck(order, "position-disagrees")).isEmpty();
        jdbc.update("update purchase_orders set status = 'CREATED' where number = ?", order);
        assertThat(found(order, "position-disagrees").path("remedies")).isEmpty();
        jdbc.update("update purchase_orders set status = 'CANCELLED' where number = ?", order);
        // Its reminder of the supplier is a job: what has one is on its way.
        management
                .createJobQuery()
                .processInstanceId(process("purchase-order", order).getId())
                .list()
                .forEach(job -> management.deleteJob(job.getId()));

        putRight(found(order, "position-disagrees"), "reconciliation", REASON);

        assertThat(process("purchase-order", order)).isNull();
    }

    @Test
    @DisplayName("A change order without its process is decided again, a process without its change is ended (R11)")
    void aChangeOrderAndItsProcessBelongTogether() {
        var order = dispatched();
        ok(door.as("st-buyer")
                .post(
                        "/api/v1/purchase-orders/" + order + "/change-orders",
                        Map.of("reason", "More of them", "lines", List.of(Map.of("line", 1, "quantity", "100")))));
        jobs.runDue(order);
        assertThat(approvalTasks(order)).isEqualTo(1);
        runtime.deleteProcessInstance(process("change-order", order).getId(), "by mistake");
        assertThat(all(order, "document-without-process")).isEmpty();
        clock.advance(Duration.ofMinutes(11));
        var row = found(order, "document-without-process");

        putRight(row, "reconciliation", REASON);
        jobs.runDue(order);

        assertThat(approvalTasks(order)).as("it is asked about again").isEqualTo(1);
        assertThat(ok(apply(row, "reconciliation", REASON)).path("outcome").asText())
                .isEqualTo("NOTHING_LEFT");
        jdbc.update("update change_orders set status = 'UNFIT', misfit = 'x' where purchase_order = ?", order);
        runtime.deleteProcessInstance(process("change-order", order).getId(), "by mistake");
        putRight(found(order, "document-without-process"), "reconciliation", REASON);
        assertThat(runtime.getActiveActivityIds(process("change-order", order).getId()))
                .containsExactly("userTask_resolveChange");

        assertThat(all(order, "position-disagrees")).isEmpty();
        jdbc.update("update change_orders set status = 'WITHDRAWN' where purchase_order = ?", order);
        jdbc.update("update purchase_orders set open_change = null where number = ?", order);
        var ended = found(order, "position-disagrees");
        assertThat(ended.path("why").asText()).startsWith("No change of the order is open");
        putRight(ended, "reconciliation", REASON);
        assertThat(process("change-order", order)).isNull();
        assertThat(process("purchase-order", order)).isNotNull();

        runtime.startProcessInstanceByKey("change-order", "PO-1994-000001");
        putRight(found("PO-1994-000001", "process-without-document"), "reconciliation", REASON);
        assertThat(process("change-order", "PO-1994-000001")).isNull();
    }

    private long approvalTasks(String document) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(document)
                .taskDefinitionKey("userTask_approve")
                .count();
    }

    @Test
    @DisplayName(
            "A change of policy without its process waits for its release, or its time, again; one that ended has none")
    void aPolicyChangeAndItsProcessBelongTogether() {
        var id = UUID.randomUUID().toString();
        jdbc.update(
                "insert into policy_changes (id, version, table_key, table_name, base_version, candidate, reason, author,"
                        + " state, origin, created_at, saved_at, proposed_at, released_alone)"
                        + " values (?, 0, 'match-policy', 'Match policy', 1, ?, 'Prices', 'st-admin', 'PROPOSED',"
                        + " 'PAGE', '2026-03-02 08:00:00', '2026-03-02 08:00:00', '2026-03-02 08:55:00', false)",
                id,
                candidate());
        people.add("st-second", Group.ADMINISTRATOR);
        try {
            assertThat(all(id, "document-without-process"))
                    .as("it has just been proposed")
                    .isEmpty();
            clock.advance(Duration.ofMinutes(11));
            var row = found(id, "document-without-process");
            assertThat(row.path("link").asText()).isEqualTo("/policy-changes/" + id);
            putRight(row, "reconciliation", REASON);
            assertThat(tasks.createTaskQuery()
                            .processInstanceBusinessKey(id)
                            .taskCandidateUser("st-second")
                            .count())
                    .isEqualTo(1);

            tasks.setDueDate(task(id), Date.from(clock.instant().minus(Duration.ofDays(4))));
            putRight(found(id, "task-overdue"), "reminder", REASON);
            assertThat(jdbc.queryForObject(
                            "select subject from mails where document = ? and kind = 'stuck-reminder' and recipients = ?",
                            String.class,
                            id,
                            "st-second@example.org"))
                    .as("its id says nothing to people")
                    .isEqualTo("Release policy change still waits for you");

            runtime.deleteProcessInstance(process("policy-change", id).getId(), "by mistake");
            jdbc.update(
                    "update policy_changes set state = 'SCHEDULED', effective_at = '2026-03-09 08:00:00' where id = ?",
                    id);
            putRight(found(id, "document-without-process"), "reconciliation", REASON);
            var process = process("policy-change", id).getId();
            var timer = management.createJobQuery().processInstanceId(process).singleResult();
            assertThat(timer.getDuedate()).isEqualTo("2026-03-09T08:00:00.000Z");

            jdbc.update("update policy_changes set state = 'WITHDRAWN' where id = ?", id);
            assertThat(all(id, "position-disagrees")).as("its timer ends it").isEmpty();
            management.deleteJob(timer.getId());
            assertThat(found(id, "position-disagrees").path("why").asText()).contains("WITHDRAWN");
            jdbc.update("delete from policy_changes where id = ?", id);
            putRight(found(id, "process-without-document"), "reconciliation", REASON);
            assertThat(process("policy-change", id)).isNull();
        } finally {
            jdbc.update("delete from policy_changes where id = ?", id);
        }
    }

    private String candidate() {
        var table = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey("match-policy")
                .latestVersion()
                .singleResult();
        try (var xml = repository.getDecisionModel(table.getId())) {
            return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "A process that stands where its document cannot be begins again where that says, and nothing goes out by it")
    void aProcessAtTheWrongPlaceIsMoved() {
        var requisition = inApproval(supplier(), "500.00");
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(requisition)
                .singleResult()
                .getId();
        door.as("st-boss")
                .post(
                        "/engine-rest/task/" + task + "/complete",
                        Map.of(
                                "variables",
                                Map.of("decision", Map.of("value", "return"), "comment", Map.of("value", "Why?"))))
                .expect(204);
        jobs.runDue(requisition);
        assertThat(all(requisition, "position-disagrees")).isEmpty();
        jdbc.update("update requisitions set status = 'APPROVED' where number = ?", requisition);
        var before = process("purchase-requisition", requisition).getId();
        // As behind a task whose model says "asynchronous after": it is answered, and the job that leaves it waits.
        jdbc.update(
                "insert into ACT_RU_JOB (ID_, REV_, TYPE_, RETRIES_, HANDLER_TYPE_, SUSPENSION_STATE_, PRIORITY_,"
                        + " PROCESS_INSTANCE_ID_, EXECUTION_ID_) select 'st-leaving', 1, 'message', 3,"
                        + " 'async-continuation', 1, 0, e.PROC_INST_ID_, e.ID_ from ACT_RU_EXECUTION e"
                        + " where e.PROC_INST_ID_ = ? and e.ACT_ID_ = 'userTask_reviseRequisition'",
                before);
        assertThat(all(requisition, "position-disagrees"))
                .as("it is on its way")
                .isEmpty();
        assertThat(jdbc.update("delete from ACT_RU_JOB where ID_ = 'st-leaving'"))
                .isEqualTo(1);
        var row = found(requisition, "position-disagrees");
        assertThat(row.path("step").asText()).isEqualTo("Revise requisition");
        assertThat(row.path("why").asText()).contains("says APPROVED");

        putRight(row, "reconciliation", REASON);

        var process = process("purchase-requisition", requisition).getId();
        assertThat(process).isNotEqualTo(before);
        assertThat(all(requisition, "position-disagrees")).isEmpty();
        assertThat(ok(apply(row, "reconciliation", REASON)).path("outcome").asText())
                .isEqualTo("NOTHING_LEFT");
        // R01: it was sent back, whatever its state says.
        var job = management
                .createJobQuery()
                .processInstanceId(process)
                .singleResult()
                .getId();
        assertThat(catchThrowable(() -> management.executeJob(job))).isNotNull();
        assertThat(orders(requisition)).isZero();

        var invoice = invoiceInException();
        jdbc.update("update invoices set status = 'AWAITING_RECEIPT' where id = ?", invoice);
        putRight(found(invoice, "position-disagrees"), "reconciliation", REASON);
        jobs.runDue(invoice);
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(invoice).count())
                .as("it is matched again, and differs")
                .isEqualTo(1);
        assertThat(all(invoice, "position-disagrees")).isEmpty();
    }

    @Test
    @DisplayName("An order that was closed short and is not settled needs its process")
    void anOrderClosedShortNeedsItsProcess() {
        var order = dispatched();
        jdbc.update("update purchase_orders set status = 'CLOSED_SHORT', end_reason = 'x' where number = ?", order);
        runtime.deleteProcessInstance(process("purchase-order", order).getId(), "by mistake");
        clock.advance(Duration.ofMinutes(11));

        assertThat(found(order, "document-without-process").path("why").asText())
                .contains("CLOSED_SHORT");
        jdbc.update("update purchase_orders set settled_at = '2026-03-02 09:00:00' where number = ?", order);
        assertThat(all(order, "document-without-process")).isEmpty();
    }

    @Test
    @DisplayName("An approval step without its task is asked again")
    void aStepWithoutTaskIsAskedAgain() {
        var requisition = inApproval(supplier(), "500.00");
        jdbc.update(
                "update approval_steps set task_id = 'gone' where cycle_id in"
                        + " (select id from approval_cycles where document = ?)",
                requisition);
        clock.advance(Duration.ofMinutes(11));

        putRight(found(requisition, "step-without-task"), "reconciliation", REASON);
        jobs.runDue(requisition);

        assertThat(stuck(requisition, "step-without-task")).isEmpty();
    }

    @Test
    @DisplayName("R26: an uncertain mail and a failed one go again by a person only")
    void mailsAreSentAgain() {
        var order = dispatched();
        jdbc.update(
                "update mails set status = 'SENDING', attempted_at = '2026-03-01 00:00:00' where document = ?", order);
        var row = found(order, "mail-uncertain");
        assertThat(row.path("why").asText()).contains("sales@example.net");
        putRight(row, "resend", REASON);
        assertThat(stuck(order, "mail-uncertain")).isEmpty();

        jdbc.update("update mails set status = 'FAILED', last_error = '550 no such user' where document = ?", order);
        assertThat(found(order, "mail-failed").path("why").asText()).contains("550 no such user");
        assertThat(stuck(order, "incident")).isEmpty();

        management.setJobRetries(jobOf(order), 0);
        assertThat(stuck(order, "incident")).as("of another step").isPresent();
        jdbc.update(
                "update ACT_RU_INCIDENT set INCIDENT_MSG_ = concat('The mail ', ?, ' was refused') where CONFIGURATION_ = ?",
                jdbc.queryForObject("select id from mails where document = ?", String.class, order),
                jobOf(order));
        assertThat(stuck(order, "incident"))
                .as("of the step that sends the mail")
                .isEmpty();
        assertThat(stuck(order, "mail-failed")).isPresent();
    }

    @Test
    @DisplayName("An invoice that waits beyond policy is matched again, in the reader's language")
    void anOverdueInvoiceIsMatchedAgain() {
        var invoice = invoiceInException();
        assertThat(stuck(invoice, "invoice-overdue")).isEmpty();
        clock.advance(Duration.ofDays(15));

        var row = found(invoice, "invoice-overdue");
        putRight(row, "reconciliation", REASON);
        assertThat(jobs.runDue(invoice)).isPositive();

        var german = door.as("st-ops")
                .get("/api/v1/stuck?document=" + invoice + "&condition=invoice-overdue", "Accept-Language", "de")
                .json()
                .path("content")
                .get(0);
        assertThat(german.path("why").asText()).startsWith("Die Rechnung weicht");
        assertThat(german.path("condition").path("name").asText()).isEqualTo("Rechnung wartet zu lange");
    }

    @ParameterizedTest
    @EnumSource(Group.class)
    @DisplayName("Operations and administrators act, auditors read, others do neither")
    void rights(Group group) {
        var person = "st-right-" + group.id();
        people.add(person, group);
        var nothing = new Stuck.Id(Condition.INCIDENT, "none");
        var acts = group == Group.OPERATIONS || group == Group.ADMINISTRATOR;
        var reads = acts || group == Group.AUDITOR;

        assertThat(door.as(person).get("/api/v1/stuck?document=PO-1997-000001").status())
                .isEqualTo(reads ? 200 : 403);
        assertThat(door.as(person).get("/api/v1/stuck/summary").status()).isEqualTo(reads ? 200 : 403);
        assertThat(door.as(person).get("/api/v1/stuck/batches/none").status()).isEqualTo(reads ? 404 : 403);
        assertThat(door.as(person)
                        .post(
                                "/api/v1/stuck/bulk",
                                Map.of("remedy", "retry", "reason", "Mended", "document", "PO-1997-000001"))
                        .status())
                .isEqualTo(acts ? 200 : 403);
        for (var remedy : List.of("retry", "resend", "settlement", "reminder", "reconciliation")) {
            assertThat(door.as(person)
                            .post("/api/v1/stuck/" + nothing + "/" + remedy, REASON)
                            .status())
                    .isEqualTo(acts ? 200 : 403);
        }
    }

    @Test
    @DisplayName("Without a reason, a time, a person, or with a remedy of something else nothing is done")
    void whatIsMissingIsSaid() {
        var order = created();
        management.setJobRetries(jobOf(order), 0);
        var row = found(order, "incident");

        assertThat(apply(row, "retry", Map.of()).text()).contains("\"reason\"");
        assertThat(apply(row, "due-time", REASON).text()).contains("\"dueAt\"");
        assertThat(apply(row, "due-time", Map.of("reason", "x", "dueAt", "2026-03-01T00:00:00Z"))
                        .status())
                .isEqualTo(422);
        assertThat(apply(row, "resend", REASON).status()).isEqualTo(409);
        assertThat(door.as("st-ops").post("/api/v1/stuck/nothing/retry", REASON).status())
                .isEqualTo(404);
        assertThat(found(order, "incident").path("id")).isEqualTo(row.path("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"condition=x", "olderThan=3", "olderThan=-PT1H"})
    @DisplayName("A filter that means nothing is refused")
    void faultyFilters(String filter) {
        assertThat(door.as("st-ops").get("/api/v1/stuck?" + filter).status()).isEqualTo(422);
    }

    @Test
    @DisplayName("A few are put right at once, many in the background, each on its own")
    void manyAreTreatedTogether() {
        var one = failed();
        var other = failed();
        var ids = List.of(id(one), id(other));
        var few = ok(
                door.as("st-ops").post("/api/v1/stuck/bulk", Map.of("remedy", "retry", "reason", "Both", "ids", ids)));
        assertThat(few.path("finished").asBoolean()).isTrue();
        assertThat(few.path("done").asInt()).isEqualTo(2);
        assertThat(stuck(one, "incident")).isEmpty();

        var third = failed();
        var many = IntStream.rangeClosed(0, 30)
                .mapToObj(number ->
                        number == 0 ? id(third) : new Stuck.Id(Condition.INCIDENT, "none-" + number).toString())
                .toList();
        var answer =
                door.as("st-ops").post("/api/v1/stuck/bulk", Map.of("remedy", "retry", "reason", "Many", "ids", many));
        assertThat(answer.status()).isEqualTo(202);
        var batch = answer.json().path("id").asText();
        batches.work();
        batches.work();
        var through = ok(door.as("st-audit").get("/api/v1/stuck/batches/" + batch));
        assertThat(through.path("finished").asBoolean()).isTrue();
        assertThat(through.path("done").asInt()).isEqualTo(1);
        assertThat(through.path("nothingLeft").asInt()).isEqualTo(30);
        assertThat(stuck(third, "incident")).isEmpty();
    }

    @Test
    @DisplayName("At most fifty reminders go out at once")
    void remindersAreFew() {
        var many = IntStream.rangeClosed(1, 51)
                .mapToObj(number -> new Stuck.Id(Condition.TASK_OVERDUE, "none-" + number).toString())
                .toList();
        var wish = Map.of("remedy", "reminder", "reason", "All", "ids", many);
        assertThat(door.as("st-ops").post("/api/v1/stuck/bulk", wish).status()).isEqualTo(422);
    }

    @Test
    @DisplayName("Reminders by a filter go on, on the same day, with those that were not yet sent")
    void remindersByAFilterGoOn() {
        var invoice = invoiceInException();
        tasks.setDueDate(task(invoice), Date.from(clock.instant().minus(Duration.ofDays(3))));
        var wish = Map.of("remedy", "reminder", "reason", "All", "condition", "task-overdue", "document", invoice);

        assertThat(remindedBy(wish)).containsExactly("DONE");
        assertThat(remindedBy(wish)).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(remindedBy(wish)).containsExactly("DONE");
    }

    private List<String> remindedBy(Map<String, String> wish) {
        return ok(door.as("st-ops").post("/api/v1/stuck/bulk", wish))
                .path("items")
                .findValuesAsText("state");
    }

    private String failed() {
        var order = created();
        management.setJobRetries(jobOf(order), 0);
        return order;
    }

    private String id(String order) {
        return found(order, "incident").path("id").asText();
    }

    @Test
    @DisplayName("The summary names every condition, and counts what is stuck")
    void theSummaryCounts() {
        failed();
        clock.advance(Duration.ofMinutes(1));

        JsonNode summary = ok(door.as("st-audit").get("/api/v1/stuck/summary"));

        assertThat(summary.path("conditions")).hasSize(Condition.values().length);
        assertThat(summary.path("mayAct").asBoolean()).isFalse();
        assertThat(StreamSupport.stream(summary.path("conditions").spliterator(), false)
                        .filter(one -> one.path("condition").path("id").asText().equals("incident")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("count").asInt()).isPositive();
                    assertThat(Instant.parse(one.path("foundAt").asText())).isBeforeOrEqualTo(clock.instant());
                });
    }

    @Test
    @DisplayName("What Prometheus is told are the rows of the database")
    void figuresAreThoseOfTheDatabase() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.bindTo(registry);
        var before = scraped(registry);

        var order = failed();
        var sent = dispatched();
        jdbc.update("update mails set status = 'FAILED', last_error = 'x' where document = ?", sent);
        var uncertain = dispatched();
        jdbc.update(
                "update mails set status = 'SENDING', attempted_at = '2026-03-01 00:00:00' where document = ?",
                uncertain);
        var invoice = invoiceInException();
        tasks.setDueDate(task(invoice), Date.from(clock.instant().minus(Duration.ofDays(3))));
        inApproval(supplier(), "500.00");
        var after = scraped(registry);

        assertThat(grown(before, after, "countersign_stuck{condition=\"incident\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "countersign_stuck{condition=\"mail-failed\"}"))
                .isEqualTo(mails(sent));
        assertThat(grown(before, after, "countersign_stuck{condition=\"mail-uncertain\"}"))
                .isEqualTo(mails(uncertain));
        assertThat(grown(before, after, "countersign_stuck{condition=\"task-overdue\"}"))
                .isPositive();
        assertThat(grown(before, after, "countersign_jobs_failed")).isEqualTo(1);
        assertThat(grown(
                        before,
                        after,
                        "countersign_incidents{process=\"purchase-order\",step=\"serviceTask_prepareDispatch\"}"))
                .isEqualTo(1);
        assertThat(grown(before, after, "countersign_approval_steps_open{age=\"under-1d\"}"))
                .isPositive();
        assertThat(after)
                .containsEntry(
                        "countersign_jobs_failed", counted("select count(*) from ACT_RU_JOB where RETRIES_ <= 0"))
                .containsEntry(
                        "countersign_mails{status=\"FAILED\"}",
                        counted("select count(*) from mails where status = 'FAILED'"))
                .containsEntry(
                        "countersign_mails{status=\"SENDING\"}",
                        counted("select count(*) from mails where status = 'SENDING'"));
        var incidents = after.entrySet().stream()
                .filter(one -> one.getKey().startsWith("countersign_incidents{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertThat(incidents).isEqualTo(counted("select count(*) from ACT_RU_INCIDENT where CAUSE_INCIDENT_ID_ = ID_"));

        putRight(found(order, "incident"), "retry", REASON);
        assertThat(grown(
                        after,
                        scraped(registry),
                        "countersign_incidents{process=\"purchase-order\",step=\"serviceTask_prepareDispatch\"}"))
                .isEqualTo(-1);
    }

    /** What is told after what was found has become too old. */
    private Map<String, Double> scraped(PrometheusMeterRegistry registry) {
        clock.advance(Duration.ofMinutes(30));
        // Steps are told from the scrape on that comes after the one that counted them.
        registry.scrape();
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("countersign_"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static double grown(Map<String, Double> before, Map<String, Double> after, String metric) {
        return after.getOrDefault(metric, 0.0) - before.getOrDefault(metric, 0.0);
    }

    private double counted(String sql) {
        return jdbc.queryForObject(sql, Double.class);
    }

    private double mails(String document) {
        var count = jdbc.queryForObject("select count(*) from mails where document = ?", Double.class, document);
        assertThat(count).isPositive();
        return count;
    }

    private String jobOf(String order) {
        return management
                .createJobQuery()
                .processInstanceId(process("purchase-order", order).getId())
                .singleResult()
                .getId();
    }

    private String status(String order) {
        return jdbc.queryForObject("select status from purchase_orders where number = ?", String.class, order);
    }
}
