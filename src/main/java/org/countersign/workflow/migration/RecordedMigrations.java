package org.countersign.workflow.migration;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.countersign.models.MigrationLog;
import org.countersign.models.MigrationStatement;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Explanation;
import org.countersign.workflow.config.BatchedMigrations;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Looks at each process before a batch moves it, and writes down what came of it, with its document too. */
@Component
@Lazy
class RecordedMigrations implements BatchedMigrations {

    private final MigrationDrafts drafts;
    private final EngineMigrations migrations;
    private final MigrationLog log;
    private final RuntimeService runtime;
    private final EngineGateway engine;
    private final AtomicReference<@Nullable Known> last = new AtomicReference<>();

    private record Known(String batch, MigrationAnalysis analysis) {}

    RecordedMigrations(
            MigrationDrafts drafts,
            EngineMigrations migrations,
            MigrationLog log,
            RuntimeService runtime,
            EngineGateway engine) {
        this.drafts = drafts;
        this.migrations = migrations;
        this.log = log;
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public boolean mayMove(String batch, MigrationPlan plan, String instance) {
        var refusals = migrations.refusals(analysis(batch, plan), null, instance);
        if (refusals.isEmpty()) {
            return true;
        }
        if (log.isKnown(batch)) {
            log.left(batch, instance, documentOf(instance), Explanation.joined(refusals));
            return false;
        }
        throw new ProcessEngineException(Explanation.joined(refusals).english());
    }

    @Override
    public void moved(String batch, String instance) {
        log.moved(batch, instance, documentOf(instance));
    }

    @Override
    public void refused(String batch, String instance, String why) {
        if (!log.isKnown(batch)) {
            throw new ProcessEngineException(why);
        }
        log.left(
                batch,
                instance,
                documentOf(instance),
                Explanation.joined(List.of(Explanation.of(MigrationStatement.CANNOT_BE_MOVED, why))));
    }

    /** The plan of a batch never changes, and is looked at anew for the next batch. */
    private MigrationAnalysis analysis(String batch, MigrationPlan plan) {
        var known = last.get();
        if (known == null || !known.batch().equals(batch)) {
            known = new Known(batch, drafts.analysis(plan));
            last.set(known);
        }
        return known.analysis();
    }

    private @Nullable DocumentNumber documentOf(String instance) {
        return engine.asProduct(() -> Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult())
                .map(found -> found.getBusinessKey())
                .filter(key -> !key.isBlank() && key.length() <= 64)
                .map(DocumentNumber::new)
                .orElse(null));
    }
}
