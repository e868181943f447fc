package org.countersign.workflow.support;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Timers of running instances, where what they wait for comes at another time than it was to come. */
@Component
public class ProcessTimers {

    private final ManagementService management;
    private final RuntimeService runtime;

    ProcessTimers(ManagementService management, RuntimeService runtime) {
        this.management = management;
        this.runtime = runtime;
    }

    /**
     * Moves the timers of one part of an instance.
     *
     * @param mark a variable that only the part's own executions see with this value
     * @param at when they are due from now on
     */
    public void move(String instance, ProcessVariable<String> mark, String value, Instant at) {
        management.createJobQuery().processInstanceId(instance).timers().list().stream()
                .filter(timer -> value.equals(runtime.getVariable(timer.getExecutionId(), mark.name())))
                .forEach(timer -> management.setJobDuedate(timer.getId(), Date.from(at)));
    }
}
