package org.countersign.workflow.support;

/** Whether this server executes jobs. */
public interface JobExecution {

    /** Whether it does now. */
    boolean isActive();
}
