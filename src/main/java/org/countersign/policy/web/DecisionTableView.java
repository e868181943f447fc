package org.countersign.policy.web;

import java.time.Instant;
import java.util.List;
import org.countersign.policy.HitPolicy;
import org.countersign.policy.PolicyDocuments.Deployed;
import org.countersign.policy.PolicyTable;
import org.jspecify.annotations.Nullable;

/** A decision table in force, as clients read it. */
record DecisionTableView(
        String key,
        String name,
        int version,
        Instant deployedAt,
        String description,
        HitPolicy hitPolicy,
        @Nullable String aggregation,
        List<Column> inputs,
        List<Column> outputs,
        List<Rule> rules) {

    static DecisionTableView of(Deployed deployed, PolicyTable table) {
        return new DecisionTableView(
                deployed.key(),
                table.name(),
                deployed.version(),
                deployed.deployedAt(),
                table.description(),
                table.hitPolicy(),
                table.aggregation(),
                table.inputs().stream()
                        .map(input -> new Column(
                                input.id(), input.label(), input.expression(), input.typeRef(), input.allowed()))
                        .toList(),
                table.outputs().stream()
                        .map(output -> new Column(
                                output.id(), output.label(), output.name(), output.typeRef(), output.allowed()))
                        .toList(),
                table.rules().stream()
                        .map(rule -> new Rule(rule.id(), rule.description(), rule.inputs(), rule.outputs()))
                        .toList());
    }

    /**
     * A column.
     *
     * @param fact the expression of an input, the name of an output
     * @param allowed values as FEEL, empty where any is
     */
    record Column(String id, String label, String fact, String type, String allowed) {}

    /** A rule, its cells as FEEL. */
    record Rule(
            @Nullable String id,
            @Nullable String description,
            @Nullable List<@Nullable String> inputs,
            @Nullable List<@Nullable String> outputs) {}
}
