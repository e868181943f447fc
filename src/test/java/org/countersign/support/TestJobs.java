package org.countersign.support;

import static org.assertj.core.api.Assertions.fail;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.camunda.bpm.engine.runtime.Job;
import org.countersign.shared.DocumentNumber;

/** Executes jobs as the job executor would, but only when told, and only those of the documents that a test names. */
public class TestJobs {

    private static final int MANY = 500;

    private final ManagementService management;
    private final HistoryService history;

    TestJobs(ManagementService management, HistoryService history) {
        this.management = management;
        this.history = history;
    }

    /** Executes what is due of a document until nothing is left. @return how many jobs that were */
    public int runDue(DocumentNumber document) {
        return runDue(document.value());
    }

    /**
     * Executes what is due of all process instances with this business key, and of what they start under the same key,
     * until nothing is left. A job that fails fails the test.
     *
     * @return how many jobs that were
     */
    public int runDue(String businessKey) {
        for (int done = 0; done < MANY; done++) {
            var due = nextDue(unfinished(businessKey));
            if (due == null) {
                return done;
            }
            management.executeJob(due.getId());
        }
        return fail("The jobs of " + businessKey + " do not come to rest");
    }

    /** Executes what is due of a document's instances of this process alone, such as an approval without its mails. */
    public void runDueOfProcess(String processKey, String businessKey) {
        for (int done = 0; done < MANY; done++) {
            var due = nextDue(unfinished(businessKey).processDefinitionKey(processKey));
            if (due == null) {
                return;
            }
            management.executeJob(due.getId());
        }
        fail("The jobs of " + businessKey + " do not come to rest");
    }

    /** Executes what has failed and would be tried again later, without waiting for that. */
    public void runFailed(String businessKey) {
        unfinished(businessKey).list().stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).withException().list().stream())
                .forEach(job -> management.executeJob(job.getId()));
    }

    /** Executes what is due of several documents, in turns, until none of them has anything left. */
    public void runDueOf(String... businessKeys) {
        int done;
        do {
            done = 0;
            for (var key : businessKeys) {
                done += runDue(key);
            }
        } while (done > 0);
    }

    /** Executes what all batches of the engine still have to do, until they are through. */
    public void runBatches() {
        for (var batch : management.createBatchQuery().list()) {
            for (int done = 0; done < MANY; done++) {
                var next = Stream.of(
                                batch.getSeedJobDefinitionId(),
                                batch.getBatchJobDefinitionId(),
                                batch.getMonitorJobDefinitionId())
                        .flatMap(definition -> management.createJobQuery().jobDefinitionId(definition).list().stream())
                        .findFirst();
                if (next.isEmpty()) {
                    break;
                }
                management.executeJob(next.get().getId());
            }
        }
    }

    private HistoricProcessInstanceQuery unfinished(String businessKey) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .unfinished();
    }

    private Job nextDue(HistoricProcessInstanceQuery unfinished) {
        var instances =
                unfinished.list().stream().map(HistoricProcessInstance::getId).toList();
        if (instances.isEmpty()) {
            return null;
        }
        return management.createJobQuery().processInstanceIds(Set.copyOf(instances)).executable().list().stream()
                .min(Comparator.comparingInt(job -> instances.indexOf(job.getProcessInstanceId())))
                .orElse(null);
    }
}
