package org.countersign.workflow.operations;

import java.time.Clock;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.operations.OperationsRule;
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

    private final EngineGateway engine;
    private final ManagementService management;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Clock clock;

    JobRemedies(
            EngineGateway engine,
            ManagementService management,
            RuntimeService runtime,
            RepositoryService repository,
            Clock clock) {
        this.engine = engine;
        this.management = management;
        this.runtime = runtime;
        this.repository = repository;
        this.clock = clock;
    }

    void retryIncident(Stuck stuck, Treatment treatment) {
        engine.asProduct(() -> {
            var incident =
                    runtime.createIncidentQuery().incidentId(stuck.subject()).singleResult();
            if (incident == null) {
                throw movedOn(stuck);
            }
            return tryAgain(incident.getConfiguration(), stuck, treatment);
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
