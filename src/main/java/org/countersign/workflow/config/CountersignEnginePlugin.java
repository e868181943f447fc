package org.countersign.workflow.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.spring.boot.starter.util.SpringBootProcessEnginePlugin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** What the engine must be told before it starts: whom models may call, what is refused, what is repeated. */
@Component
@Order(CountersignEnginePlugin.AFTER_THE_DEFAULTS)
class CountersignEnginePlugin extends SpringBootProcessEnginePlugin {

    static final int AFTER_THE_DEFAULTS = org.camunda.bpm.spring.boot.starter.configuration.Ordering.DEFAULT_ORDER + 1;

    private final ModelBeans beans;
    private final KeptTables keptTables;
    private final ObjectProvider<ModelChecks> checks;
    private final ObjectProvider<BatchedMigrations> migrations;
    private final int passwordStrength;
    private final String node;

    CountersignEnginePlugin(
            ModelBeans beans,
            KeptTables keptTables,
            ObjectProvider<ModelChecks> checks,
            ObjectProvider<BatchedMigrations> migrations,
            @Value("${countersign.password-strength}") int passwordStrength,
            @Value("${countersign.node}") String node) {
        this.beans = beans;
        this.keptTables = keptTables;
        this.checks = checks;
        this.migrations = migrations;
        this.passwordStrength = passwordStrength;
        this.node = node;
    }

    @Override
    public void preInit(SpringProcessEngineConfiguration configuration) {
        // Who did a job says the log of jobs, and who holds one the job itself.
        configuration.setHostname(node);
        var visible = beans.asMap();
        configuration.setBeans(visible);
        configuration.setExpressionManager(new ModelExpressionManager(visible));
        configuration.setCmmnEnabled(false);
        configuration.setCustomHistoryLevels(List.of(new HistoryWithoutViews()));
        configuration.setCustomSessionFactories(
                first(new RightsOfEverybody.Factory(), configuration.getCustomSessionFactories()));
        configuration.setDeploymentHandlerFactory(keptTables);
        configuration.setCustomBatchJobHandlers(
                first(new GuardedMigrationBatch(migrations::getObject), configuration.getCustomBatchJobHandlers()));
        configuration.setPasswordEncryptor(new SlowPasswordHash(passwordStrength));
        configuration.setCustomPreDeployers(first(
                new GuardDeployer(new ModelGuard(this::typeOf), checks::getObject),
                configuration.getCustomPreDeployers()));
        configuration.setCustomPreCommandInterceptorsTxRequired(
                first(new ConflictRetryInterceptor(), configuration.getCustomPreCommandInterceptorsTxRequired()));
    }

    @Override
    public void postInit(SpringProcessEngineConfiguration configuration) {
        configuration.setDeploymentResources(Arrays.stream(configuration.getDeploymentResources())
                .map(CountersignEnginePlugin::named)
                .toArray(Resource[]::new));
        var jobs = configuration.getJobExecutor();
        if (jobs != null) {
            jobs.setLockOwner(node);
        }
    }

    /** The engine is there, and deploys next. */
    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        if (engine.getProcessEngineConfiguration() instanceof SpringProcessEngineConfiguration configuration) {
            configuration.setDeploymentResources(keptTables.withoutForeign(
                    engine, configuration.getDeploymentName(), configuration.getDeploymentResources()));
        }
    }

    private Optional<Class<?>> typeOf(String bean) {
        return Optional.ofNullable(beans.typeOf(bean));
    }

    private static Resource named(Resource resource) {
        var name = resource.getFilename();
        return name == null ? resource : new NamedResource(resource, name);
    }

    private static <T> List<T> first(T ours, @Nullable List<T> others) {
        var all = new ArrayList<T>();
        all.add(ours);
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }
}
