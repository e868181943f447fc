package org.countersign.models;

import org.countersign.audit.AuditEvent;
import org.countersign.audit.AuditTrail;
import org.countersign.models.MigratedInstance.Outcome;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What becomes of each process that a plan moves: in the plan's own list, and in the trail of its document (R25). */
@Service
public class MigrationLog {

    private final MigrationRows rows;
    private final AuditTrail audit;

    MigrationLog(MigrationRows rows, AuditTrail audit) {
        this.rows = rows;
        this.audit = audit;
    }

    /** Whether a batch carries out a plan of ours. */
    public boolean isKnown(String batch) {
        return rows.ofBatch(batch).isPresent();
    }

    /** A batch has moved a process, in the transaction that did so. */
    public void moved(String batch, String instance, @Nullable DocumentNumber document) {
        rows.ofBatch(batch).ifPresent(migration -> {
            var by = migration.startedBy() == null ? UserId.SYSTEM : migration.startedBy();
            moved(migration, instance, document, Outcome.MOVED, String.valueOf(migration.reason()), by);
        });
    }

    /** A batch leaves a process where it is. */
    public void left(String batch, String instance, @Nullable DocumentNumber document, Explanation why) {
        rows.ofBatch(batch)
                .ifPresent(migration -> rows.note(
                        migration.id(), instance, document == null ? null : document.value(), Outcome.LEFT, why));
    }

    void moved(
            ModelMigration migration,
            String instance,
            @Nullable DocumentNumber document,
            Outcome outcome,
            String reason,
            UserId by) {
        rows.note(migration.id(), instance, document == null ? null : document.value(), outcome, null);
        if (document != null) {
            var plan = migration.plan();
            audit.record(
                    new AuditEvent(document, "process.migrated", by, null, null, java.util.Map.of(), java.util.Map.of())
                            .with("process", plan.key())
                            .changed("modelVersion", plan.from(), plan.to())
                            .with("reason", reason)
                            .with("instance", instance)
                            .with("migration", migration.id()));
        }
    }
}
