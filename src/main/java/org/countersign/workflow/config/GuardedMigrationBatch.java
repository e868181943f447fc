package org.countersign.workflow.config;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.migration.batch.MigrationBatchConfiguration;
import org.camunda.bpm.engine.impl.migration.batch.MigrationBatchJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's batch of migrations, with somebody in front who refuses what would lose something: between drawing up a
 * plan and moving the last process, each of them goes on.
 */
class GuardedMigrationBatch extends MigrationBatchJobHandler {

    private final Supplier<BatchedMigrations> guard;

    GuardedMigrationBatch(Supplier<BatchedMigrations> guard) {
        this.guard = guard;
    }

    @Override
    public void executeHandler(
            MigrationBatchConfiguration configuration,
            @Nullable ExecutionEntity execution,
            CommandContext context,
            @Nullable String tenant) {
        var batch = configuration.getBatchId();
        var watch = guard.get();
        for (var instance : configuration.getIds()) {
            if (watch.mayMove(batch, configuration.getMigrationPlan(), instance)) {
                var one = createJobConfiguration(configuration, List.of(instance));
                try {
                    super.executeHandler(one, execution, context, tenant);
                    watch.moved(batch, instance);
                } catch (MigratingProcessInstanceValidationException e) {
                    // The engine looks at the whole of a process before it changes anything of it.
                    watch.refused(batch, instance, String.valueOf(e.getMessage()));
                }
            }
        }
    }
}
