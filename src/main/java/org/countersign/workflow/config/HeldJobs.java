package org.countersign.workflow.config;

import org.camunda.bpm.engine.impl.jobexecutor.AcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultAcquireJobsCommandFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.countersign.shared.Restores;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Finds no job to do while the server is held after a restore; people of operations may still have one executed by hand. */
@Component
class HeldJobs implements BeanPostProcessor {

    private final ObjectProvider<Restores> restores;

    HeldJobs(ObjectProvider<Restores> restores) {
        this.restores = restores;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof JobExecutor executor) {
            executor.setAcquireJobsCmdFactory(unlessHeld(executor));
        }
        return bean;
    }

    private AcquireJobsCommandFactory unlessHeld(JobExecutor executor) {
        var shipped = new DefaultAcquireJobsCommandFactory(executor);
        return most -> restores.getObject().isHeld() ? context -> new AcquiredJobs(0) : shipped.getCommand(most);
    }
}
