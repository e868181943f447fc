package org.countersign.workflow.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.DeploymentQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.repository.DefaultDeploymentHandler;
import org.camunda.bpm.engine.repository.DeploymentHandler;
import org.camunda.bpm.engine.repository.DeploymentHandlerFactory;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.countersign.shared.SafeXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Keeps the product's own deployment, at each start, from going over a decision table that was changed here: where this
 * release ships another file than the release before, and what is in force is not what that one shipped, the file stays
 * outside and is proposed instead. So does the file of a table that the product ships for the first time, where there is
 * one of this key already.
 *
 * <p>Also keeps a server that brings older models than another one on this database from making them the newest again, only
 * because it starts later: of a release that is rolled out server by server, each model is deployed once. A release that is
 * taken back on purpose says so by a setting. Everything else of the deployment is as the engine has it.
 */
@Component
class KeptTables implements DeploymentHandlerFactory {

    private static final String DECISIONS = ".dmn";

    private static final Logger LOG = LoggerFactory.getLogger(KeptTables.class);

    private final Map<String, String> withheld = new LinkedHashMap<>();
    private final ShippedBuild build;
    private final boolean takesBack;

    KeptTables(ShippedBuild build, @Value("${countersign.models.take-back}") boolean takesBack) {
        this.build = build;
        this.takesBack = takesBack;
    }

    @Override
    public DeploymentHandler buildDeploymentHandler(ProcessEngine engine) {
        return new DefaultDeploymentHandler(engine) {
            @Override
            public boolean shouldDeployResource(
                    org.camunda.bpm.engine.repository.Resource shipped,
                    org.camunda.bpm.engine.repository.Resource before) {
                return super.shouldDeployResource(shipped, before)
                        && !(isOfTheProduct(before) && (isOutdated(shipped, before) || withholds(shipped, before)));
            }
        };
    }

    /** What of the files of this release is deployed: all but those of tables that others have made. */
    Resource[] withoutForeign(ProcessEngine engine, String product, Resource... shipped) {
        return Arrays.stream(shipped)
                .filter(file -> !isForeign(engine.getRepositoryService(), product, file))
                .toArray(Resource[]::new);
    }

    private synchronized boolean isForeign(RepositoryService repository, String product, Resource file) {
        var name = file.getFilename();
        if (name == null || !name.endsWith(DECISIONS)) {
            return false;
        }
        try {
            var bytes = file.getContentAsByteArray();
            var foreign = decisionsIn(bytes).stream()
                    .filter(key -> isForeign(repository, product, key))
                    .toList();
            foreign.forEach(key -> withheld.put(key, new String(bytes, StandardCharsets.UTF_8)));
            return !foreign.isEmpty();
        } catch (IOException | SafeXml.Unreadable e) {
            // The engine says what is wrong with a file that it cannot read.
            return false;
        }
    }

    private static List<String> decisionsIn(byte[] file) throws SafeXml.Unreadable {
        var decisions = SafeXml.parse(file).getElementsByTagNameNS("*", "decision");
        return IntStream.range(0, decisions.getLength())
                .mapToObj(index -> ((Element) decisions.item(index)).getAttribute("id"))
                .toList();
    }

    /** A table is of whoever deployed the first of its versions. */
    private static boolean isForeign(RepositoryService repository, String product, String key) {
        var first = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .orderByDecisionDefinitionVersion()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst();
        return first.isPresent()
                && repository
                                .createDeploymentQuery()
                                .deploymentId(first.get().getDeploymentId())
                                .deploymentName(product)
                                .count()
                        == 0;
    }

    /** The files that were not deployed, by the key of their table, since this was asked last. */
    synchronized Map<String, String> takeWithheld() {
        var taken = Map.copyOf(withheld);
        withheld.clear();
        return taken;
    }

    /** Nobody is signed in when the product deploys, and the deployment has the product's own name. */
    private static boolean isOfTheProduct(org.camunda.bpm.engine.repository.Resource before) {
        var context = Context.getCommandContext();
        if (context.getAuthenticatedUserId() != null) {
            return false;
        }
        var deployment = context.getDeploymentManager().findDeploymentById(before.getDeploymentId());
        return deployment != null && productsName().equals(deployment.getName());
    }

    private static String productsName() {
        return Context.getProcessEngineConfiguration() instanceof SpringProcessEngineConfiguration spring
                ? spring.getDeploymentName()
                : "";
    }

    /** Of an older release; or, of the same one as far as anybody can tell, what was deployed and replaced before. */
    private boolean isOutdated(
            org.camunda.bpm.engine.repository.Resource shipped, org.camunda.bpm.engine.repository.Resource before) {
        var age = build.age();
        var outdated = !takesBack
                && (age == ShippedBuild.Age.OLDER
                        || age == ShippedBuild.Age.SAME && wasDeployedBefore(shipped, before));
        if (outdated) {
            LOG.warn(
                    "{} is older than what another server deployed, which stays in force. If a release is to be taken back,"
                            + " start with COUNTERSIGN_MODELS_TAKEBACK=true",
                    shipped.getName());
        }
        return outdated;
    }

    private static boolean wasDeployedBefore(
            org.camunda.bpm.engine.repository.Resource shipped, org.camunda.bpm.engine.repository.Resource before) {
        var context = Context.getCommandContext();
        return context
                .getDeploymentManager()
                .findDeploymentsByQueryCriteria(
                        (DeploymentQueryImpl) new DeploymentQueryImpl().deploymentName(productsName()), null)
                .stream()
                .filter(deployment -> !deployment.getId().equals(before.getDeploymentId()))
                .flatMap(deployment -> context
                        .getResourceManager()
                        .findResourceByDeploymentIdAndResourceNames(deployment.getId(), shipped.getName())
                        .stream())
                .anyMatch(former -> Arrays.equals(former.getBytes(), shipped.getBytes()));
    }

    private synchronized boolean withholds(
            org.camunda.bpm.engine.repository.Resource shipped, org.camunda.bpm.engine.repository.Resource before) {
        if (!shipped.getName().endsWith(DECISIONS)) {
            return false;
        }
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
