package org.countersign.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.operations.HistoryCleanup.Standing;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the engine's history is cleaned as its models say, and the word that it begins now. A history that is not cleaned makes
 * no server unfit: it only grows.
 */
@Component("historyCleanupHealthIndicator")
public class HistoryDesk implements HealthIndicator, MeterBinder {

    /** Nights that may pass before somebody should look. */
    private static final Duration LATE = Duration.ofDays(3);

    private static final DocumentNumber HISTORY = new DocumentNumber("operations:history");

    private final HistoryCleanup cleanup;
    private final AuditTrail audit;
    private final Clock clock;

    HistoryDesk(HistoryCleanup cleanup, AuditTrail audit, Clock clock) {
        this.cleanup = cleanup;
        this.audit = audit;
        this.clock = clock;
    }

    /** How it stands. @throws org.countersign.shared.NotAllowed for whoever does not read everything */
    public Standing standing(Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR);
        return cleanup.standing();
    }

    /** Has the cleanup begin now: it deletes what its time to live has passed for, and nothing else. */
    @Transactional
    public Standing beginNow(Actor actor) {
        actor.mustBeIn(Group.OPERATIONS, Group.ADMINISTRATOR);
        cleanup.beginNow();
        audit.record(AuditEvent.of(HISTORY, "history.cleanup-begun", actor));
        return cleanup.standing();
    }

    @Override
    public Health health() {
        var standing = cleanup.standing();
        var late = Optional.ofNullable(standing.oldestRemovableAt())
                .filter(oldest -> oldest.isBefore(clock.instant().minus(LATE)));
        var health = late.isEmpty()
                ? Health.up()
                : Health.status("LATE")
                        .withDetail(
                                "why",
                                "Ended processes have been kept beyond their time to live for more than three nights:"
                                        + " the cleanup fails, has too short a window, or no server executes jobs.");
        health.withDetail("removable", standing.removable()).withDetail("attemptsLeft", standing.attemptsLeft());
        late.ifPresent(oldest -> health.withDetail("oldestRemovableAt", oldest.toString()));
        if (standing.nextAt() != null) {
            health.withDetail("nextAt", standing.nextAt().toString());
        }
        return health.build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "countersign_history_removable",
                        cleanup,
                        one -> one.standing().removable())
                .description(
                        "Ended processes whose time to live is over, and which are to be deleted; 10,000 at the most")
                .register(registry);
    }
}
