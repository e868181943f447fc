package org.countersign.workflow.config;

import java.time.Duration;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Begins no job once the server stops, and lets those that are under way come to their end before anything else is taken
 * away. Interrupted, a mail that is going out would be uncertain (R26), and the embedded database would be gone for all who
 * are still finishing.
 */
@Component
@Lazy(false)
class StopWithJobs implements SmartLifecycle {

    /** Less than a stopping server is waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Logger LOG = LoggerFactory.getLogger(StopWithJobs.class);

    private final ObjectProvider<JobExecutor> executor;
    private final ObjectProvider<ThreadPoolTaskExecutor> threads;
    private volatile boolean running;

    StopWithJobs(
            ObjectProvider<JobExecutor> executor,
            @Qualifier("camundaTaskExecutor") ObjectProvider<ThreadPoolTaskExecutor> threads) {
        this.executor = executor;
        this.threads = threads;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        executor.ifAvailable(JobExecutor::shutdown);
        threads.ifAvailable(StopWithJobs::awaitTheirEnd);
    }

    private static void awaitTheirEnd(ThreadPoolTaskExecutor threads) {
        var end = System.nanoTime() + LONGEST.toNanos();
        try {
            while (isBusy(threads)) {
                if (System.nanoTime() > end) {
                    LOG.warn("{} jobs are still under way, and are cut off now", threads.getActiveCount());
                    return;
                }
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isBusy(ThreadPoolTaskExecutor threads) {
        return threads.getActiveCount() > 0 || threads.getQueueSize() > 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
