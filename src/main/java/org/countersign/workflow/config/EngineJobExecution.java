package org.countersign.workflow.config;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.countersign.shared.Restores;
import org.countersign.workflow.support.JobExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the engine's job executor; where there is none, or the server is held after a restore, nothing
 * is executed. */
@Component
class EngineJobExecution implements JobExecution {

    private final ObjectProvider<JobExecutor> executor;
    private final Restores restores;

    EngineJobExecution(ObjectProvider<JobExecutor> executor, Restores restores) {
        this.executor = executor;
        this.restores = restores;
    }

    @Override
    public boolean isActive() {
        var found = executor.getIfAvailable();
        return found != null && found.isActive() && !restores.isHeld();
    }
}
