package org.countersign.workflow.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstProperty;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.jspecify.annotations.Nullable;

/** Reads an expression of a model without evaluating it, and says what in it is not for models. */
class ExpressionCheck {

    /** What a part of an expression stands for, as far as it can be told without evaluating. */
    private record Meaning(Kind kind, @Nullable Class<?> bean) {

        private static final Meaning VALUE = new Meaning(Kind.VALUE, null);
        private static final Meaning EXECUTION = new Meaning(Kind.EXECUTION, null);
        private static final Meaning TASK = new Meaning(Kind.TASK, null);
    }

    private enum Kind {
        VALUE,
        EXECUTION,
        TASK,
        BEAN
    }

    private static final Builder PARSER =
            new Builder(Builder.Feature.METHOD_INVOCATIONS, Builder.Feature.NULL_PROPERTIES, Builder.Feature.VARARGS);

    private final Function<String, Optional<Class<?>>> beans;

    /** @param beans the class of the bean that models may name so */
    ExpressionCheck(Function<String, Optional<Class<?>>> beans) {
        this.beans = beans;
    }

    /** What is wrong with the expressions in a text, in words for people; empty where nothing is. */
    List<String> faultsOf(String text) {
        if (!text.contains("${") && !text.contains("#{")) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        try {
            read(PARSER.build(text).getRoot(), faults);
        } catch (TreeBuilderException e) {
            faults.add("The expression " + text.strip() + " cannot be read: " + e.getMessage());
        }
        return faults;
    }

    /** The name of the only bean that an expression consists of, or null where it is anything else. */
    @Nullable
    String soleBeanOf(String text) {
        try {
            var node = PARSER.build(text.strip()).getRoot();
            while (node.getCardinality() == 1 && !(node instanceof AstIdentifier)) {
                if (node.getChild(0) instanceof org.camunda.bpm.impl.juel.ExpressionNode only
                        && !(node instanceof AstProperty)
                        && !(node instanceof AstFunction)) {
                    node = only;
                } else {
                    return null;
                }
            }
            return node instanceof AstIdentifier name ? name.getName() : null;
        } catch (TreeBuilderException e) {
            return null;
        }
    }

    private Meaning read(Node node, List<String> faults) {
        if (node instanceof AstIdentifier name) {
            return meaningOf(name.getName());
        }
        if (node instanceof AstMethod method) {
            var property = (AstProperty) method.getChild(0);
            read(method.getChild(1), faults);
            return readMember(property, true, faults);
        }
        if (node instanceof AstProperty property) {
            return readMember(property, false, faults);
        }
        if (node instanceof AstFunction function && !Members.FUNCTIONS.contains(function.getName())) {
            faults.add("Models may not call the function " + function.getName() + "()");
        }
        var last = Meaning.VALUE;
        for (int child = 0; child < node.getCardinality(); child++) {
            last = read(node.getChild(child), faults);
        }
        return node instanceof AstNested ? last : Meaning.VALUE;
    }

    private Meaning readMember(AstProperty property, boolean called, List<String> faults) {
        var base = read(property.getChild(0), faults);
        var member = memberOf(property);
        if (member == null) {
            if (called || base.kind() != Kind.VALUE) {
                faults.add("Models may not compute the name of what they call or read (" + property + ")");
            } else {
                read(property.getChild(1), faults);
            }
            return Meaning.VALUE;
        }
        switch (base.kind()) {
            case EXECUTION -> demand(Members.OF_EXECUTION.contains(member), "of the execution", member, faults);
            case TASK -> {
                demand(Members.OF_TASK.contains(member), "of the task", member, faults);
                if (member.equals("execution") || member.equals("getExecution")) {
                    return Meaning.EXECUTION;
                }
            }
            case BEAN -> {
                var bean = base.bean();
                demand(
                        bean != null && !Members.methodsOf(bean, member).isEmpty(),
                        "of " + (bean == null ? "a bean" : bean.getSimpleName()) + ": it has no such method",
                        member,
                        faults);
            }
            case VALUE -> {
                if (called) {
                    demand(
                            Members.allowedOnSomeValue(member),
                            "of a variable or value; beans that models may name are those of the product's workflow",
                            member,
                            faults);
                } else {
                    demand(!member.equals("class"), "of anything", member, faults);
                }
            }
        }
        return Meaning.VALUE;
    }

    private Meaning meaningOf(String name) {
        return switch (name) {
            case "execution" -> Meaning.EXECUTION;
            case "task" -> Meaning.TASK;
            default ->
                beans.apply(name).map(type -> new Meaning(Kind.BEAN, type)).orElse(Meaning.VALUE);
        };
    }

    /** The member's name where it is written down, null where it is computed. */
    private static @Nullable String memberOf(AstProperty property) {
        if (property instanceof AstDot dot) {
            return dot.toString().substring(1).strip();
        }
        if (property instanceof AstBracket bracket && bracket.getChild(1) instanceof AstString literal) {
            var quoted = literal.toString();
            return quoted.substring(1, quoted.length() - 1);
        }
        return null;
    }

    private static void demand(boolean listed, String ofWhat, String member, List<String> faults) {
        if (!listed) {
            faults.add("Models may not use \"" + member + "\" " + ofWhat);
        }
    }
}
