package org.countersign.dmn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.jspecify.annotations.Nullable;

/** What a decision model has to keep. Each rule has a canary in {@link DecisionModelTests}. */
enum DecisionRule {
    FILE_IS_NAMED_BY_A_DECISION_IN_IT {
        @Override
        Stream<String> violations(DecisionFile file) {
            var keys = file.all(Decision.class).stream().map(Decision::getId).toList();
            return keys.contains(file.name()) ? Stream.empty() : Stream.of("contains the decisions " + keys);
        }
    },

    HISTORY_HAS_A_TIME_TO_LIVE {
        @Override
        Stream<String> violations(DecisionFile file) {
            return file.all(Decision.class).stream()
                    .filter(decision -> !String.valueOf(decision.getCamundaHistoryTimeToLiveString())
                            .matches("P\\d+[DMY]"))
                    .map(decision -> decision.getId() + " is kept for " + decision.getCamundaHistoryTimeToLiveString());
        }
    },

    EVERY_DECISION_IS_DRAWN {
        @Override
        Stream<String> violations(DecisionFile file) {
            var drawn = file.elements()
                    .filter(element -> element.getLocalName().equals("DMNShape"))
                    .map(shape -> shape.getAttribute("dmnElementRef"))
                    .collect(Collectors.toSet());
            return file.all(Decision.class).stream()
                    .map(Decision::getId)
                    .filter(decision -> !drawn.contains(decision))
                    .map(decision -> decision + " is not in the diagram");
        }
    },

    DECISIONS_ARE_DESCRIBED {
        @Override
        Stream<String> violations(DecisionFile file) {
            return file.all(Decision.class).stream()
                    .filter(decision -> decision.getDescription() == null
                            || decision.getDescription()
                                            .getTextContent()
                                            .strip()
                                            .length()
                                    < 20)
                    .map(decision -> decision.getId() + " has no description");
        }
    },

    FEEL_ALONE {
        @Override
        Stream<String> violations(DecisionFile file) {
            return file.elements()
                    .filter(element -> element.getAttribute("expressionLanguage") != null)
                    .filter(element -> !FEEL_NAMES.contains(element.getAttribute("expressionLanguage")))
                    .map(element -> element.getAttribute("id") + " is written in "
                            + element.getAttribute("expressionLanguage"));
        }
    },

    TYPES_ARE_THOSE_OF_THE_ENGINE {
        @Override
        Stream<String> violations(DecisionFile file) {
            return clauses(file)
                    .filter(clause -> !TYPES.contains(clause.type()))
                    .map(clause -> clause.name() + " is of type " + clause.type());
        }
    },

    TEXTS_HAVE_ALLOWED_VALUES {
        @Override
        Stream<String> violations(DecisionFile file) {
            return clauses(file)
                    .filter(clause -> clause.type().equals("string") && !FREE_TEXTS.contains(clause.name()))
                    .filter(clause -> clause.allowed().isEmpty())
                    .map(clause -> clause.name() + " says not which values it may have");
        }
    },

    CELLS_KEEP_TO_ALLOWED_VALUES {
        @Override
        Stream<String> violations(DecisionFile file) {
            return cells(file)
                    .filter(cell -> !cell.clause().allowed().isEmpty())
                    .flatMap(cell -> quoted(cell.text()).stream()
                            .filter(value -> !cell.clause().allowed().contains(value))
                            .map(value -> cell.rule() + ": " + value + " is no "
                                    + cell.clause().name()));
        }
    },

    TEXTS_ARE_QUOTED {
        @Override
        Stream<String> violations(DecisionFile file) {
            return cells(file)
                    .filter(cell -> cell.clause().type().equals("string"))
                    .filter(cell -> {
                        var rest = cell.text().replaceAll("\"[^\"]*\"", "").replaceAll("not\\(|[),\\-\\s]", "");
                        return !rest.isEmpty();
                    })
                    .map(cell -> cell.rule() + ": " + cell.text() + " is the name of a variable, not a text");
        }
    },

    CELLS_CAN_BE_READ {
        @Override
        Stream<String> violations(DecisionFile file) {
            return cells(file)
                    .filter(cell -> !cell.text().isBlank())
                    .filter(cell -> !isReadable(cell))
                    .map(cell -> cell.rule() + ": " + cell.text() + " is no FEEL");
        }
    },

    RULES_HAVE_A_NAME_AND_A_REASON {
        @Override
        Stream<String> violations(DecisionFile file) {
            return file.all(Rule.class).stream()
                    .filter(rule -> !rule.getId().matches("rule_[a-z][A-Za-z0-9]*")
                            || rule.getDescription() == null
                            || rule.getDescription().getTextContent().strip().length() < 10)
                    .map(rule -> rule.getId() + " needs an id of the form rule_camelCase, and a description");
        }
    },

    NO_CATCH_ALL_WHERE_RULES_ADD_UP {
        @Override
        Stream<String> violations(DecisionFile file) {
            return file.tables()
                    .filter(table ->
                            table.getHitPolicy() == HitPolicy.RULE_ORDER || table.getHitPolicy() == HitPolicy.COLLECT)
                    .flatMap(table -> table.getRules().stream())
                    .filter(rule -> rule.getInputEntries().stream()
                            .allMatch(entry ->
                                    text(entry).isBlank() || text(entry).equals("-")))
                    .map(rule -> rule.getId() + " fires on every document");
        }
    };

    private static final Set<String> FEEL_NAMES = Set.of("feel", "https://www.omg.org/spec/DMN/20191111/FEEL/");

    private static final Set<String> TYPES = Set.of("integer", "long", "double", "string", "boolean", "date");

    /** What people name as they like: no list could be complete. */
    private static final Set<String> FREE_TEXTS =
            Set.of("category", "department", "costCenter", "supplier", "project", "location", "reason", "inspector");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private static final FeelEngine FEEL = new ScalaFeelEngineFactory().createInstance();

    /** What of a file breaks this rule, in words. */
    abstract Stream<String> violations(DecisionFile file);

    /** An input or an output: what its cells may say. */
    private record Clause(String name, String type, Set<String> allowed, boolean isInput) {}

    private record Cell(String rule, Clause clause, String text) {}

    private static Stream<Clause> clauses(DecisionFile file) {
        return file.tables().flatMap(table -> Stream.concat(inputs(table).stream(), outputs(table).stream()));
    }

    private static List<Clause> inputs(DecisionTable table) {
        return table.getInputs().stream().map(DecisionRule::clause).toList();
    }

    private static List<Clause> outputs(DecisionTable table) {
        return table.getOutputs().stream().map(DecisionRule::clause).toList();
    }

    private static Clause clause(Input input) {
        return new Clause(
                input.getInputExpression().getText().getTextContent().strip(),
                String.valueOf(input.getInputExpression().getTypeRef()),
                allowed(input.getInputValues()),
                true);
    }

    private static Clause clause(Output output) {
        return new Clause(
                output.getName(), String.valueOf(output.getTypeRef()), allowed(output.getOutputValues()), false);
    }

    private static Set<String> allowed(@Nullable UnaryTests values) {
        return values == null ? Set.of() : new HashSet<>(quoted(values.getText().getTextContent()));
    }

    private static Stream<Cell> cells(DecisionFile file) {
        return file.tables()
                .flatMap(table -> table.getRules().stream()
                        .flatMap(rule -> Stream.concat(
                                row(rule, inputs(table), rule.getInputEntries(), DecisionRule::text),
                                row(
                                        rule,
                                        outputs(table),
                                        rule.getOutputEntries(),
                                        entry ->
                                                entry.getText().getTextContent().strip()))));
    }

    private static <T> Stream<Cell> row(
            Rule rule, List<Clause> clauses, Iterable<T> entries, Function<T, String> text) {
        var cells = new ArrayList<Cell>();
        for (var entry : entries) {
            cells.add(new Cell(rule.getId(), clauses.get(cells.size()), text.apply(entry)));
        }
        return cells.stream();
    }

    private static String text(UnaryTests entry) {
        return Objects.toString(entry.getText().getTextContent(), "").strip();
    }

    private static List<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static boolean isReadable(Cell cell) {
        try {
            var facts = Variables.createVariables().putValue("cellInput", null).asVariableContext();
            if (cell.clause().isInput()) {
                FEEL.evaluateSimpleUnaryTests(cell.text(), "cellInput", facts);
            } else {
                FEEL.evaluateSimpleExpression(cell.text(), facts);
            }
            return true;
        } catch (FeelException e) {
            return false;
        }
    }
}
