package org.countersign.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision table says: its columns, and its rules in their order. Cells are FEEL, empty where they say nothing.
 *
 * @param key of the decision
 * @param name for people
 * @param description what the table decides, empty where nobody wrote it
 * @param aggregation what a COLLECT table does with its answers (SUM, MIN, MAX, COUNT), null where it lists them
 */
public record PolicyTable(
        String key,
        String name,
        String description,
        HitPolicy hitPolicy,
        @Nullable String aggregation,
        List<Input> inputs,
        List<Output> outputs,
        List<Rule> rules) {

    /** With more rules than these a table is neither read by anybody nor looked through in a time that anybody waits. */
    public static final int MOST_RULES = 1000;

    /** Keeps copies of the lists. */
    public PolicyTable {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        rules = List.copyOf(rules);
    }

    /** A column of either side. */
    public sealed interface Column permits Input, Output {

        /** Id of the column in the table. */
        String id();

        /** What people read above the column. */
        String label();

        /** The type as the table writes it, empty where it names none. */
        String typeRef();

        /** The allowed values as FEEL, empty where any value is allowed. */
        String allowed();

        /** The type as the engine knows it. */
        default ColumnType type() {
            return ColumnType.of(typeRef());
        }
    }

    /**
     * A fact that rules ask about.
     *
     * @param expression which fact, as FEEL
     */
    public record Input(String id, String label, String expression, String typeRef, String allowed) implements Column {}

    /**
     * An answer that rules give.
     *
     * @param name by which the product reads it
     */
    public record Output(String id, String label, String name, String typeRef, String allowed) implements Column {}

    /**
     * A row.
     *
     * @param id of its own, for all time: what was decided by it names it
     * @param description why there is this rule, empty where nobody wrote it
     * @param inputs a cell for each input column
     * @param outputs a cell for each output column
     */
    public record Rule(String id, String description, List<String> inputs, List<String> outputs) {

        /** Keeps copies of the cells. */
        public Rule {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        /** Whether both say the same in every cell. */
        public boolean saysTheSameAs(Rule other) {
            return inputs.equals(other.inputs) && outputs.equals(other.outputs);
        }
    }

    /** The rule of this id. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** Where the rule stands from 0 on, -1 where there is none of this id. */
    public int indexOf(String rule) {
        return IntStream.range(0, rules.size())
                .filter(index -> rules.get(index).id().equals(rule))
                .findFirst()
                .orElse(-1);
    }

    /** The table with other rules. */
    public PolicyTable withRules(List<Rule> changed) {
        return new PolicyTable(key, name, description, hitPolicy, aggregation, inputs, outputs, changed);
    }

    /** The table with this rule in the place of the one of the same id; unchanged where there is none. */
    public PolicyTable withRule(Rule changed) {
        return withRules(rules.stream()
                .map(rule -> rule.id().equals(changed.id()) ? changed : rule)
                .toList());
    }

    /**
     * The table with a rule more that says nothing yet.
     *
     * @param behind id of the rule behind which it stands; null or unknown: at the end
     */
    public PolicyTable withRuleAdded(@Nullable String behind) {
        return inserted(
                behind,
                new Rule(newId(), "", Collections.nCopies(inputs.size(), ""), Collections.nCopies(outputs.size(), "")));
    }

    /** The table with a copy of this rule behind it, under an id of its own. */
    public PolicyTable withRuleCopied(String id) {
        return rule(id).map(rule -> inserted(id, new Rule(newId(), rule.description(), rule.inputs(), rule.outputs())))
                .orElse(this);
    }

    /** The table without this rule. */
    public PolicyTable withoutRule(String id) {
        return withRules(rules.stream().filter(rule -> !rule.id().equals(id)).toList());
    }

    /**
     * The table with a rule at another place.
     *
     * @param to where it shall stand, from 0 on; brought into the table's bounds
     */
    public PolicyTable withRuleMoved(String id, int to) {
        var from = indexOf(id);
        if (from < 0) {
            return this;
        }
        var changed = new ArrayList<>(rules);
        var rule = changed.remove(from);
        changed.add(Math.max(0, Math.min(to, changed.size())), rule);
        return withRules(changed);
    }

    private PolicyTable inserted(@Nullable String behind, Rule rule) {
        var changed = new ArrayList<>(rules);
        var at = behind == null ? -1 : indexOf(behind);
        changed.add(at < 0 ? changed.size() : at + 1, rule);
        return withRules(changed);
    }

    /** Never one that an earlier version had: records of the past name rules by their ids. */
    private static String newId() {
        return "rule_r" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }
}
