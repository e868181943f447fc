package org.countersign.workflow.config;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.countersign.shared.HoldEnded;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has the engine look for jobs at once when a restore is released, and not when it would look by itself. */
@Component
class JobsAfterHold {

    private final ObjectProvider<JobExecutor> executor;

    JobsAfterHold(ObjectProvider<JobExecutor> executor) {
        this.executor = executor;
    }

    @EventListener(HoldEnded.class)
    void goOn() {
        executor.ifAvailable(JobExecutor::jobWasAdded);
    }
}
