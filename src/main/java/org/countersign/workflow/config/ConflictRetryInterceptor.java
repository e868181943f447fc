package org.countersign.workflow.config;

import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Repeats the outermost engine call of a request when it merely collided. Jobs are left alone: the job executor repeats
 * them itself, without counting a retry.
 */
class ConflictRetryInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (Context.getCommandContext() != null
                || Context.getJobExecutorContext() != null
                || command instanceof ExecuteJobsCmd
                || command instanceof AcquireJobsCmd) {
            return next.execute(command);
        }
        return Conflicts.retried(() -> next.execute(command));
    }
}
