package org.countersign.workflow.approval;

import java.time.Clock;
import java.time.Duration;
import org.countersign.approval.ApprovalWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Hands over what absences that began or ended without a server have brought, before the first job, so that whoever is reminded
 * has been told before (R08). Everything that the engine needs is set up by then; jobs begin when the server is ready. A server
 * that many wait for does not keep them waiting for that: what is left after a while is handed over right after the start.
 */
@Component
class AbsencesFirst {

    private static final Logger LOG = LoggerFactory.getLogger(AbsencesFirst.class);

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final ApprovalWatch watch;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private boolean done;

    AbsencesFirst(ApprovalWatch watch, TaskScheduler scheduler, Clock clock) {
        this.watch = watch;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void handOver() {
        done = watch.absences(AT_MOST);
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void handOverTheRest() {
        if (!done) {
            LOG.info("Not everything that absences brought is handed over yet: that goes on now");
            scheduler.schedule(watch::absences, clock.instant());
        }
    }
}
