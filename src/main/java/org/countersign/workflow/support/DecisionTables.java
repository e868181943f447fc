package org.countersign.workflow.support;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evaluates the latest version of a decision table, on the product's own behalf, and tells which rules fired. */
@Component
public class DecisionTables {

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final EngineGateway gateway;
    private final FiredRules firedRules;

    DecisionTables(
            DecisionService decisions, RepositoryService repository, EngineGateway gateway, FiredRules firedRules) {
        this.decisions = decisions;
        this.repository = repository;
        this.gateway = gateway;
        this.firedRules = firedRules;
    }

    /**
     * Evaluates the same version of a table once for each of the given facts.
     *
     * @param key of the decision
     * @param facts by input variable; texts, numbers, booleans, and null where a fact is missing
     * @throws IllegalStateException when no such table is deployed
     * @throws RuntimeException of the engine's choice when a cell cannot be evaluated
     */
    public Evaluation evaluate(String key, List<? extends Map<String, ? extends @Nullable Object>> facts) {
        return gateway.asProduct(() -> {
            var table = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(key)
                    .latestVersion()
                    .singleResult();
            if (table == null) {
                throw new IllegalStateException("No decision table " + key + " is deployed");
            }
            var fired = facts.stream()
                    .map(variables -> firedRules.during(() -> decisions
                            .evaluateDecisionTableById(table.getId())
                            .variables(new LinkedHashMap<>(variables))
                            .evaluate()))
                    .toList();
            return new Evaluation(table.getVersion(), fired);
        });
    }

    /** When the latest version of a table was deployed; null where there is none. */
    public @Nullable Instant changedAt(String key) {
        return gateway.asProduct(() -> {
            var table = repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(key)
                    .latestVersion()
                    .singleResult();
            var deployment = table == null
                    ? null
                    : repository
                            .createDeploymentQuery()
                            .deploymentId(table.getDeploymentId())
                            .singleResult();
            return deployment == null ? null : deployment.getDeploymentTime().toInstant();
        });
    }

    /**
     * What a table answered.
     *
     * @param version of the table that was evaluated
     * @param fired the rules that fired in their order, a list for each of the facts; an empty one where none did
     */
    public record Evaluation(int version, List<List<Fired>> fired) {

        public Evaluation {
            fired = List.copyOf(fired);
        }
    }

    /**
     * One rule that fired.
     *
     * @param rule its id
     * @param outputs its outputs by name; null where a cell is empty
     */
    public record Fired(String rule, Map<String, @Nullable Object> outputs) {

        public Fired {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        /** An output that is a text, else null. */
        public @Nullable String text(String output) {
            return outputs.get(output) instanceof String text ? text : null;
        }

        /** An output that is a whole number, else null. */
        public @Nullable Integer number(String output) {
            return outputs.get(output) instanceof Integer number ? number : null;
        }
    }
}
