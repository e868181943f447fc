package org.countersign.workflow.config;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.batch.BatchJobConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.migration.batch.MigrationBatchJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ByteArrayEntity;
import org.countersign.shared.UserId;
import org.springframework.stereotype.Component;

/**
 * Moves processes in somebody's name: nobody holds the engine's right to do so, and yet its log of operations says whose
 * doing it was.
 */
@Component
public class EngineMigrationCommands {

    private final ProcessEngineConfigurationImpl configuration;
    private final IdentityService identity;

    EngineMigrationCommands(ProcessEngineConfigurationImpl configuration, IdentityService identity) {
        this.configuration = configuration;
        this.identity = identity;
    }

    /** Runs calls of the engine as somebody whose rights were looked at before. */
    public <T> T as(UserId user, Supplier<T> call) {
        var caller = identity.getCurrentAuthentication();
        identity.setAuthentication(user.value(), List.of());
        try {
            Callable<T> unchecked = call::get;
            return configuration
                    .getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(unchecked));
        } finally {
            if (caller == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
            }
        }
    }

    /** The process that a job of a batch is to move. */
    public Optional<String> instanceOf(String job) {
        return configuration.getCommandExecutorTxRequired().execute(context -> {
            var found = context.getJobManager().findJobById(job);
            if (found == null || !(found.getJobHandlerConfiguration() instanceof BatchJobConfiguration where)) {
                return Optional.empty();
            }
            var bytes =
                    context.getDbEntityManager().selectById(ByteArrayEntity.class, where.getConfigurationByteArrayId());
            return bytes == null
                    ? Optional.empty()
                    : new MigrationBatchJobHandler()
                            .readConfiguration(bytes.getBytes()).getIds().stream()
                                    .findFirst();
        });
    }
}
