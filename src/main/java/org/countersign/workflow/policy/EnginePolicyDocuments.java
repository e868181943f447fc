package org.countersign.workflow.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.countersign.policy.PolicyDocuments;
import org.countersign.policy.PolicyFilePart;
import org.countersign.policy.PolicyTable;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The decision tables that the engine keeps. */
@Component
class EnginePolicyDocuments implements PolicyDocuments {

    private static final String SUFFIX = "-policy";
    private static final String ROUTING = "exception-routing";
    private static final String MARK = "policy";

    private final RepositoryService repository;
    private final EngineGateway engine;

    EnginePolicyDocuments(RepositoryService repository, EngineGateway engine) {
        this.repository = repository;
        this.engine = engine;
    }

    @Override
    public List<Deployed> tables() {
        return engine.asProduct(() -> repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                .filter(EnginePolicyDocuments::isPolicy)
                .filter(this::isTable)
                .sorted(Comparator.comparing(DecisionDefinition::getKey))
                .map(this::deployed)
                .toList());
    }

    @Override
    public Optional<Document> latest(String key) {
        return document(() -> repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult());
    }

    @Override
    public Optional<Document> version(String key, int version) {
        return document(() -> repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .decisionDefinitionVersion(version)
                .singleResult());
    }

    @Override
    public PolicyTable read(String xml, String key) {
        return DecisionFile.of(xml, key).table();
    }

    @Override
    public List<PolicyFilePart> parts(String xml, String key) {
        return DecisionFile.of(xml, key).parts();
    }

    @Override
    public String write(String xml, PolicyTable table) {
        return DecisionFile.of(xml, table.key()).with(table);
    }

    private Optional<Document> document(Supplier<@Nullable DecisionDefinition> query) {
        return engine.asProduct(() -> Optional.ofNullable(query.get())
                .filter(EnginePolicyDocuments::isPolicy)
                .filter(this::isTable)
                .map(definition -> new Document(deployed(definition), xml(definition))));
    }

    /** A decision can also be an expression; where its file is broken, the table is there all the same, and says so. */
    private boolean isTable(DecisionDefinition definition) {
        return xml(definition).contains("decisionTable");
    }

    private static boolean isPolicy(DecisionDefinition definition) {
        var tag = definition.getVersionTag();
        return definition.getKey().endsWith(SUFFIX)
                || definition.getKey().equals(ROUTING)
                || tag != null && tag.startsWith(MARK);
    }

    private Deployed deployed(DecisionDefinition definition) {
        var deployment = repository
                .createDeploymentQuery()
                .deploymentId(definition.getDeploymentId())
                .singleResult();
        return new Deployed(
                definition.getKey(),
                Objects.requireNonNullElse(definition.getName(), definition.getKey()),
                definition.getVersion(),
                deployment == null
                        ? Instant.EPOCH
                        : deployment.getDeploymentTime().toInstant());
    }

    private String xml(DecisionDefinition definition) {
        try (var model = repository.getDecisionModel(definition.getId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
