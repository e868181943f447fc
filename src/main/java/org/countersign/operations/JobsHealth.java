package org.countersign.operations;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether jobs are done in time, and why not. It makes no server unfit: pages and answers do not need it, and to start a server
 * anew does not make the work less.
 */
@Component("jobsHealthIndicator")
class JobsHealth implements HealthIndicator {

    private static final String STOPPED = "STOPPED";
    private static final String LATE = "LATE";

    private final OperationsMeters meters;
    private final OperationsSettings settings;
    private final Clock clock;
    private final String node;

    JobsHealth(
            OperationsMeters meters,
            OperationsSettings settings,
            Clock clock,
            @Value("${countersign.node}") String node) {
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.node = node;
    }

    @Override
    public Health health() {
        var figures = meters.figures();
        var oldest = figures.oldestDue();
        var lag = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
        var late = lag.compareTo(settings.jobLate()) >= 0;
        var health = !figures.executing()
                ? Health.status(STOPPED)
                        .withDetail(
                                "why", "This server executes no jobs: its job executor is switched off or has stopped.")
                : late
                        ? Health.status(LATE)
                                .withDetail(
                                        "why",
                                        "Jobs have been due for " + lag.toMinutes()
                                                + " minutes: servers are busy, locked out of the database, or too few.")
                        : Health.up();
        health.withDetail("node", node)
                .withDetail("due", figures.due())
                .withDetail("withoutAttempts", figures.failed());
        if (oldest != null) {
            health.withDetail("oldestDueAt", oldest.toString());
        }
        return health.build();
    }
}
