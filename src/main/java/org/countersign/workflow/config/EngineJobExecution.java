package org.countersign.workflow.config;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.countersign.workflow.support.JobExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the engine's job executor; where there is none, nothing is executed. */
@Component
class EngineJobExecution implements JobExecution {

    private final ObjectProvider<JobExecutor> executor;

    EngineJobExecution(ObjectProvider<JobExecutor> executor) {
        this.executor = executor;
    }

    @Override
    public boolean isActive() {
        var found = executor.getIfAvailable();
        return found != null && found.isActive();
    }
}
