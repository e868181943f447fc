package org.countersign.workflow.operations;

import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.countersign.operations.OperationsRule;
import org.countersign.operations.Remedy;
import org.countersign.operations.Stuck;
import org.countersign.operations.Treatment;
import org.countersign.shared.RuleViolation;
import org.countersign.workflow.support.EngineGateway;
import org.springframework.stereotype.Component;

/** Has jobs done that nobody does any more. */
@Component
class JobRemedies {

    static final String INSTANCE = "instance:";
    static final String MODEL = "model:";
    static final String JOBS = "jobs:";
    static final String JOB = "job:";
    static final String BATCH = "batch:";

    private final EngineGateway engine;
    private final ManagementService management;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ExternalTaskService external;
    private final Clock clock;

    JobRemedies(
            EngineGateway engine,
            ManagementService management,
            RuntimeService runtime,
            RepositoryService repository,
            ExternalTaskService external,
            Clock clock) {
        this.engine = engine;
        this.management = management;
        this.runtime = runtime;
        this.repository = repository;
        this.external = external;
        this.clock = clock;
    }

    /** Whether an incident of this kind tells that the attempts of a step are used up. */
    static boolean isOfAnAttempt(String kind) {
        return kind.equals(Incident.FAILED_JOB_HANDLER_TYPE) || kind.equals(Incident.EXTERNAL_TASK_HANDLER_TYPE);
    }

    /**
     * What can be done about an incident. One that a program reported says only what it says: its process goes on whatever becomes of
     * it, and whoever has looked takes it away.
     *
     * @param resolvable whether the engine resolves it: it does nothing about one without a process, or that is about nothing
     */
    static Set<Remedy> ofIncident(String kind, boolean resolvable) {
        return switch (kind) {
            case Incident.FAILED_JOB_HANDLER_TYPE -> Set.of(Remedy.RETRY, Remedy.DUE_TIME);
            case Incident.EXTERNAL_TASK_HANDLER_TYPE -> Set.of(Remedy.RETRY);
            default -> resolvable ? Set.of(Remedy.SETTLEMENT) : Set.of();
        };
    }

    void treatIncident(Stuck stuck, Treatment treatment) {
        engine.asProduct(() -> {
            var incident =
                    runtime.createIncidentQuery().incidentId(stuck.subject()).singleResult();
            if (incident == null) {
                throw movedOn(stuck);
            }
            if (treatment.remedy() == Remedy.SETTLEMENT) {
                runtime.resolveIncident(incident.getId());
            } else if (incident.getIncidentType().equals(Incident.EXTERNAL_TASK_HANDLER_TYPE)) {
                external.setRetries(incident.getConfiguration(), 1);
            } else {
                tryAgain(incident.getConfiguration(), stuck, treatment);
            }
            return incident.getId();
        });
    }

    void retryJob(Stuck stuck, Treatment treatment) {
        engine.asProduct(() -> tryAgain(stuck.subject(), stuck, treatment));
    }

    void resume(Stuck stuck, Treatment treatment) {
        var subject = stuck.subject();
        engine.asProduct(() -> {
            if (subject.startsWith(INSTANCE)) {
                runtime.activateProcessInstanceById(subject.substring(INSTANCE.length()));
            } else if (subject.startsWith(MODEL)) {
                repository.activateProcessDefinitionById(subject.substring(MODEL.length()));
            } else if (subject.startsWith(BATCH)) {
                management.activateBatchById(subject.substring(BATCH.length()));
            } else if (subject.startsWith(JOB)) {
                management.activateJobById(subject.substring(JOB.length()));
            } else {
                management.activateJobDefinitionById(subject.substring(JOBS.length()), true);
            }
            return subject;
        });
    }

    /** One attempt, so that what fails again is seen at once. */
    private String tryAgain(String id, Stuck stuck, Treatment treatment) {
        var job = management.createJobQuery().jobId(id).singleResult();
        if (job == null) {
            throw movedOn(stuck);
        }
        if (job.getRetries() <= 0) {
            management.setJobRetries(id, 1);
        }
        management.setJobDuedate(id, Date.from(treatment.dueAt() == null ? clock.instant() : treatment.dueAt()));
        return id;
    }

    private static RuleViolation movedOn(Stuck stuck) {
        return new RuleViolation(OperationsRule.STATE_NOT_KNOWN, stuck.document());
    }
}
