package org.countersign.workflow.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DecisionDefinitionQuery;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.countersign.people.Organization;
import org.countersign.policy.PolicyChange;
import org.countersign.policy.PolicyDeployments;
import org.countersign.shared.SafeXml;
import org.countersign.shared.UserId;
import org.countersign.workflow.config.ModelRefusals;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deployments of decision tables in the engine. Whose doing each was stands in its name and its source. */
@Component
class EnginePolicyDeployments implements PolicyDeployments {

    private static final String SOURCE = "countersign:policy-change:";
    private static final int LONGEST = 250;

    private final RepositoryService repository;
    private final HistoryService history;
    private final SpringProcessEngineConfiguration configuration;
    private final ModelRefusals refusals;
    private final Organization organization;
    private final EngineGateway engine;

    EnginePolicyDeployments(
            RepositoryService repository,
            HistoryService history,
            SpringProcessEngineConfiguration configuration,
            ModelRefusals refusals,
            Organization organization,
            EngineGateway engine) {
        this.repository = repository;
        this.history = history;
        this.configuration = configuration;
        this.refusals = refusals;
        this.organization = organization;
        this.engine = engine;
    }

    @Override
    public long count(String key) {
        return engine.asProduct(() -> versionsOf(key).count());
    }

    @Override
    public List<Version> versions(String key, int from, int most) {
        return engine.asProduct(() -> {
            // One more than is asked for, because each says which was before it.
            var found =
                    versionsOf(key).orderByDecisionDefinitionVersion().desc().listPage(from, most + 1);
            var versions = new ArrayList<Version>();
            for (var index = 0; index < Math.min(most, found.size()); index++) {
                var former = index + 1 < found.size() ? found.get(index + 1).getVersion() : null;
                versions.add(told(found.get(index), former));
            }
            return versions;
        });
    }

    @Override
    public Optional<Version> version(String key, int version) {
        return engine.asProduct(() -> {
            var found = versionsOf(key).decisionDefinitionVersion(version).singleResult();
            if (found == null) {
                return Optional.empty();
            }
            var former = versionsOf(key).orderByDecisionDefinitionVersion().desc().unlimitedList().stream()
                    .map(DecisionDefinition::getVersion)
                    .filter(other -> other < version)
                    .findFirst()
                    .orElse(null);
            return Optional.of(told(found, former));
        });
    }

    private DecisionDefinitionQuery versionsOf(String key) {
        return repository.createDecisionDefinitionQuery().decisionDefinitionKey(key);
    }

    private Version told(DecisionDefinition definition, @Nullable Integer former) {
        var deployment = repository
                .createDeploymentQuery()
                .deploymentId(definition.getDeploymentId())
                .singleResult();
        var by = history
                .createUserOperationLogQuery()
                .deploymentId(definition.getDeploymentId())
                .entityType(EntityTypes.DEPLOYMENT)
                .operationType(UserOperationLogEntry.OPERATION_TYPE_CREATE)
                .list()
                .stream()
                .map(UserOperationLogEntry::getUserId)
                .filter(user -> user != null)
                .findFirst()
                .map(UserId::new)
                .orElse(null);
        var source = deployment.getSource();
        return new Version(
                definition.getKey(),
                definition.getVersion(),
                deployment.getDeploymentTime().toInstant(),
                former,
                by == null && source != null && source.startsWith(SOURCE) ? source.substring(SOURCE.length()) : null,
                by == null && isShipped(deployment),
                by,
                deployment.getName(),
                source);
    }

    private boolean isShipped(Deployment deployment) {
        return deployment.getSource() == null
                && configuration.getDeploymentName().equals(deployment.getName());
    }

    @Override
    public List<String> refusals(String key, String xml, String former) {
        var found = new ArrayList<>(refusals.ofDecisions(fileOf(key), xml.getBytes(StandardCharsets.UTF_8)));
        try {
            OtherDecisions.differing(key, former, xml)
                    .forEach(other -> found.add("it changes " + other + " too, which is a table of its own"));
        } catch (SafeXml.Unreadable e) {
            found.add(String.valueOf(e.getMessage()));
        }
        return found;
    }

    @Override
    public int deploy(PolicyChange change) {
        return engine.asProduct(() -> repository
                .createDeployment()
                .name(nameOf(change))
                .source(SOURCE + change.id())
                .addString(fileOf(change.key()), change.candidate())
                .deployWithResult()
                .getDeployedDecisionDefinitions()
                .stream()
                .filter(definition -> definition.getKey().equals(change.key()))
                .mapToInt(DecisionDefinition::getVersion)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(change.id() + " deployed no table " + change.key())));
    }

    private String nameOf(PolicyChange change) {
        var by = change.decidedBy();
        var name = change.name() + ", " + change.id() + " of " + organization.nameOf(change.author()) + ", released by "
                + (by == null ? "nobody" : organization.nameOf(by));
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    private static String fileOf(String key) {
        return key + ".dmn";
    }
}
