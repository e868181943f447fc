package org.countersign.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.countersign.shared.Restores;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the server is held after a restore. That makes it no less fit: people of operations need it to look. */
@Component("restoreHealthIndicator")
class RestoreHealth implements HealthIndicator, MeterBinder {

    private static final String HELD = "HELD";

    private final Restores restores;

    RestoreHealth(Restores restores) {
        this.restores = restores;
    }

    @Override
    public Health health() {
        if (!restores.isHeld()) {
            return Health.up().build();
        }
        var health = Health.status(HELD)
                .withDetail(
                        "why",
                        "Held after a restore: nothing is done that is due until operations have looked and let it go on.");
        restores.unreleased().ifPresent(restore -> {
            health.withDetail("restoredAt", restore.restoredAt().toString())
                    .withDetail("mailsUncertain", restore.mails());
            if (restore.takenAt() != null) {
                health.withDetail("backupOf", restore.takenAt().toString());
            }
        });
        return health.build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("countersign_restore_held", restores, held -> held.isHeld() ? 1 : 0)
                .description("1 while everything is held after a restore")
                .register(registry);
    }
}
