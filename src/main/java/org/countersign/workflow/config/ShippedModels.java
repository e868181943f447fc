package org.countersign.workflow.config;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.countersign.shared.StartRefused;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Makes sure that the processes, decisions and forms that the product brings are deployed: with a wrong pattern the engine
 * would deploy nothing, say so in the log only, and start.
 */
@Component
class ShippedModels {

    private static final Set<String> PROCESSES =
            Set.of("purchase-requisition", "document-approval", "purchase-order", "change-order", "supplier-invoice");
    private static final Set<String> DECISIONS = Set.of(
            "approval-policy",
            "accumulation-policy",
            "reminder-policy",
            "quote-policy",
            "substitute-policy",
            "change-policy",
            "match-policy",
            "exception-routing");

    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl configuration;
    private final ResourcePatternResolver resources;
    private final ShippedBuild build;

    ShippedModels(
            RepositoryService repository,
            ProcessEngineConfigurationImpl configuration,
            ResourcePatternResolver resources,
            ShippedBuild build) {
        this.repository = repository;
        this.configuration = configuration;
        this.resources = resources;
        this.build = build;
    }

    /** @throws StartRefused naming what is missing */
    void demandDeployed() {
        var missing = new TreeSet<String>();
        missing.addAll(missing("bpmn", ".bpmn", PROCESSES, this::hasProcess));
        missing.addAll(missing("dmn", ".dmn", DECISIONS, this::hasDecision));
        missing.addAll(missing("forms", ".form", Set.of(), this::hasForm));
        if (!missing.isEmpty()) {
            throw new StartRefused(
                    "These models belong to the product, but the engine does not have them: "
                            + String.join(", ", missing) + ".",
                    "Look at camunda.bpm.deployment-resource-pattern, and whether the build packaged them.");
        }
        build.remember(configuration);
    }

    private List<String> missing(String folder, String suffix, Set<String> needed, Predicate<String> deployed) {
        return Stream.concat(needed.stream(), shipped(folder, suffix))
                .filter(deployed.negate())
                .map(key -> folder + "/" + key + suffix)
                .toList();
    }

    private Stream<String> shipped(String folder, String suffix) {
        try {
            return Arrays.stream(resources.getResources("classpath*:" + folder + "/**/*" + suffix))
                    .map(resource -> Objects.requireNonNull(resource.getFilename()))
                    .map(name -> name.substring(0, name.length() - suffix.length()));
        } catch (IOException e) {
            throw new StartRefused("The models of the product cannot be read: " + e.getMessage(), "Check the build.");
        }
    }

    private boolean hasProcess(String key) {
        return repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .latestVersion()
                        .count()
                > 0;
    }

    private boolean hasDecision(String key) {
        return repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key)
                        .latestVersion()
                        .count()
                > 0;
    }

    private boolean hasForm(String key) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(key) != null);
    }
}
