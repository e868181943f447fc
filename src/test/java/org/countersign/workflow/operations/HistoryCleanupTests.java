package org.countersign.workflow.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.countersign.support.CountersignTest;
import org.countersign.support.SignedIn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
@DisplayName("The engine's history")
class HistoryCleanupTests extends StuckDocuments {

    private static final int MANY = 20;

    @Autowired
    private HistoryService history;

    @Autowired
    private SignedIn signedIn;

    @Test
    @DisplayName(
            "What ended long ago is deleted by the cleanup, which operations may have begun at once; audit trail, approvals"
                    + " and the document itself still tell the story")
    void whatEndedLongAgoIsDeleted() {
        var requisition = inApproval(supplier(), "500.00");
        var open = inApproval(supplier(), "500.00");
        var task =
                tasks.createTaskQuery().processInstanceBusinessKey(requisition).singleResult();
        signedIn.as(
                "st-boss",
                () -> tasks.complete(task.getId(), Map.of("decision", "reject", "comment", "Too many chairs")));
        jobs.runDue(requisition);
        var ended = endedOf(requisition);
        assertThat(ended)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getRemovalTime())
                        .isAfter(Date.from(clock.instant().plus(Duration.ofDays(29)))));
        whoseTimeToLiveIsOver(ended);

        assertThat(door.as("st-anna").get("/api/v1/history-cleanup").status()).isEqualTo(403);
        assertThat(door.as("st-audit").post("/api/v1/history-cleanup", null).status())
                .isEqualTo(403);
        assertThat(door.as("st-ops").post("/engine-rest/history/cleanup", null).status())
                .isEqualTo(403);
        assertThat(ok(door.as("st-audit").get("/api/v1/history-cleanup"))
                        .path("removable")
                        .asLong())
                .isGreaterThanOrEqualTo(ended.size());
        assertThat(door.as("st-ops").get("/actuator/health").text()).contains("beyond their time to live");
        assertThat(ok(door.as("st-ops").post("/api/v1/history-cleanup", null))
                        .path("nextAt")
                        .asText())
                .startsWith("2026-03-0");

        clean(requisition);

        assertThat(endedOf(requisition)).isEmpty();
        assertThat(history.createHistoricTaskInstanceQuery()
                        .processInstanceBusinessKey(requisition)
                        .count())
                .isZero();
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(open)
                        .count())
                .isPositive();
        var told = ok(door.as("st-anna").get("/api/v1/requisitions/" + requisition));
        assertThat(told.path("status").asText()).isEqualTo("REJECTED");
        assertThat(told.path("approvals").toString()).contains("st-boss", "REJECTED", "Too many chairs");
        var trail = ok(door.as("st-audit").get("/api/v1/audit/" + requisition));
        assertThat(trail.path("verified").asBoolean()).isTrue();
        assertThat(trail.toString()).contains("requisition.submitted", "approval.rejected");
    }

    private List<HistoricProcessInstance> endedOf(String document) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(document)
                .finished()
                .list();
    }

    /** As years would, without other tests growing old. */
    private void whoseTimeToLiveIsOver(List<HistoricProcessInstance> ended) {
        var batch = history.setRemovalTimeToHistoricProcessInstances()
                .absoluteRemovalTime(Date.from(clock.instant().minus(Duration.ofDays(5))))
                .byIds(ended.stream().map(HistoricProcessInstance::getId).toArray(String[]::new))
                .executeAsync();
        for (var definition : List.of(batch.getSeedJobDefinitionId(), batch.getBatchJobDefinitionId())) {
            management
                    .createJobQuery()
                    .jobDefinitionId(definition)
                    .list()
                    .forEach(job -> management.executeJob(job.getId()));
        }
        management.deleteBatch(batch.getId(), true);
    }

    private void clean(String document) {
        for (int times = 0; times < MANY && !endedOf(document).isEmpty(); times++) {
            history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
        }
    }
}
