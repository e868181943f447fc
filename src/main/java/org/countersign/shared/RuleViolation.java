package org.countersign.shared;

import java.util.Arrays;
import java.util.List;

/**
 * A request broke a rule of the domain: nothing was done. Thrown to a caller who is a person; where a process model
 * branches on a refusal, services return an outcome instead.
 */
public class RuleViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rule rule;
    private final transient List<FieldProblem> fields;
    private final transient List<String> arguments;

    /**
     * @param rule the rule that was broken
     * @param arguments for the rule's sentence
     */
    public RuleViolation(Rule rule, Object... arguments) {
        this(rule, List.of(), arguments);
    }

    /**
     * @param rule the rule that was broken
     * @param fields the faulty fields, each with what is wrong
     * @param arguments for the rule's sentence
     */
    public RuleViolation(Rule rule, List<FieldProblem> fields, Object... arguments) {
        super(String.format(rule.sentence(), arguments));
        this.rule = rule;
        this.fields = List.copyOf(fields);
        this.arguments = Arrays.stream(arguments).map(String::valueOf).toList();
    }

    /**
     * Demands that a rule holds.
     *
     * @throws RuleViolation when it does not
     */
    public static void check(boolean holds, Rule rule, Object... arguments) {
        if (!holds) {
            throw new RuleViolation(rule, arguments);
        }
    }

    /** The rule that was broken. */
    public Rule rule() {
        return rule;
    }

    /** The faulty fields, empty where the rule is about the whole. */
    public List<FieldProblem> fields() {
        return fields;
    }

    /** What the rule's sentence names, in its order: for those who say it in another language. */
    public List<String> arguments() {
        return arguments;
    }
}
