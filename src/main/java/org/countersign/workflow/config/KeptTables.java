package org.countersign.workflow.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.repository.DefaultDeploymentHandler;
import org.camunda.bpm.engine.repository.DeploymentHandler;
import org.camunda.bpm.engine.repository.DeploymentHandlerFactory;
import org.camunda.bpm.engine.repository.Resource;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.stereotype.Component;

/**
 * Keeps the product's own deployment, at each start, from going over a decision table that was changed here: where this
 * release ships another file than the release before, and what is in force is not what that one shipped, the file stays
 * outside and is proposed instead. Everything else of the deployment is as the engine has it.
 */
@Component
class KeptTables implements DeploymentHandlerFactory {

    private static final String DECISIONS = ".dmn";

    private final Map<String, String> withheld = new LinkedHashMap<>();

    KeptTables() {}

    @Override
    public DeploymentHandler buildDeploymentHandler(ProcessEngine engine) {
        return new DefaultDeploymentHandler(engine) {
            @Override
            public boolean shouldDeployResource(Resource shipped, Resource before) {
                return super.shouldDeployResource(shipped, before)
                        && !(isOfTheProduct(shipped, before) && withholds(shipped, before));
            }
        };
    }

    /** The files that were not deployed, by the key of their table, since this was asked last. */
    synchronized Map<String, String> takeWithheld() {
        var taken = Map.copyOf(withheld);
        withheld.clear();
        return taken;
    }

    /** Nobody is signed in when the product deploys, and the deployment has the product's own name. */
    private static boolean isOfTheProduct(Resource shipped, Resource before) {
        var context = Context.getCommandContext();
        if (context.getAuthenticatedUserId() != null || !shipped.getName().endsWith(DECISIONS)) {
            return false;
        }
        var deployment = context.getDeploymentManager().findDeploymentById(before.getDeploymentId());
        return deployment != null
                && Context.getProcessEngineConfiguration() instanceof SpringProcessEngineConfiguration spring
                && spring.getDeploymentName().equals(deployment.getName());
    }

    private synchronized boolean withholds(Resource shipped, Resource before) {
        var manager = Context.getCommandContext().getDecisionDefinitionManager();
        var kept = manager.findDecisionDefinitionByDeploymentId(before.getDeploymentId()).stream()
                .filter(table -> table.getResourceName().equals(before.getName()))
                .map(table -> manager.findLatestDecisionDefinitionByKey(table.getKey()))
                .filter(latest -> latest != null && !Arrays.equals(bytes(latest), before.getBytes()))
                .map(DecisionDefinitionEntity::getKey)
                .toList();
        kept.forEach(key -> withheld.put(key, new String(shipped.getBytes(), StandardCharsets.UTF_8)));
        return !kept.isEmpty();
    }

    private static byte[] bytes(DecisionDefinitionEntity table) {
        return Context.getCommandContext()
                .getResourceManager()
                .findResourceByDeploymentIdAndResourceName(table.getDeploymentId(), table.getResourceName())
                .getBytes();
    }
}
