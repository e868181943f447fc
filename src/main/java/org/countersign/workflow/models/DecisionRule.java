package org.countersign.workflow.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.countersign.workflow.config.FeelCells;
import org.jspecify.annotations.Nullable;

/** What a decision model has to keep. Each rule has a canary in the tests. */
public enum DecisionRule implements ModelRule {
    FILE_IS_NAMED_BY_A_DECISION_IN_IT(Severity.HOUSE, "Name the file by the key of its decision.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            var keys = file.all(Decision.class).stream().map(Decision::getId).toList();
            return keys.contains(file.name())
                    ? Stream.empty()
                    : Stream.of(
                            Violation.of("The file contains the decisions " + keys + " and is named " + file.name()));
        }
    },

    HISTORY_HAS_A_TIME_TO_LIVE(Severity.ERROR, TimeToLive.ADVICE) {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return file.all(Decision.class).stream()
                    .map(decision -> TimeToLive.violation(decision, decision.getCamundaHistoryTimeToLiveString()))
                    .filter(Objects::nonNull);
        }
    },

    EVERY_DECISION_IS_DRAWN(Severity.WARNING, "Draw it in Modeler: what is not drawn cannot be opened there.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            var drawn = file.elements()
                    .filter(element -> element.getLocalName().equals("DMNShape"))
                    .map(shape -> shape.getAttribute("dmnElementRef"))
                    .collect(Collectors.toSet());
            return file.all(Decision.class).stream()
                    .map(Decision::getId)
                    .filter(decision -> !drawn.contains(decision))
                    .map(decision -> new Violation(decision, decision + " is not in the diagram"));
        }
    },

    DECISIONS_ARE_DESCRIBED(Severity.HOUSE, "Say in a sentence what it decides.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return file.all(Decision.class).stream()
                    .filter(decision -> decision.getDescription() == null
                            || decision.getDescription()
                                            .getTextContent()
                                            .strip()
                                            .length()
                                    < 20)
                    .map(decision -> Violation.at(decision, " has no description"));
        }
    },

    FEEL_ALONE(Severity.ERROR, "Write it in FEEL.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return file.elements()
                    .filter(element -> element.getAttribute("expressionLanguage") != null)
                    .filter(element -> !FEEL_NAMES.contains(element.getAttribute("expressionLanguage")))
                    .map(element -> new Violation(
                            element.getAttribute("id"),
                            element.getAttribute("id") + " is written in "
                                    + element.getAttribute("expressionLanguage")));
        }
    },

    TYPES_ARE_THOSE_OF_THE_ENGINE(
            Severity.ERROR,
            "Use integer, long, double, string, boolean or date: a column of another type would silently match nothing.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return clauses(file)
                    .filter(clause -> clause.type() != null && !TYPES.contains(clause.type()))
                    .map(clause -> new Violation(
                            clause.id(), "The column \"" + clause.name() + "\" is of type " + clause.type()));
        }
    },

    COLUMNS_HAVE_A_TYPE(
            Severity.WARNING,
            "Choose integer, long, double, string, boolean or date: without a type a text that looks like a number matches no number.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return clauses(file)
                    .filter(clause -> clause.type() == null)
                    .map(clause -> new Violation(clause.id(), "The column \"" + clause.name() + "\" has no type"));
        }
    },

    WHAT_THE_PRODUCT_READS_IS_THERE(Severity.ERROR, "Add the output column: without it the table decides nothing.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return DecisionContract.missingOutputs(file);
        }
    },

    FACTS_ARE_KNOWN(
            Severity.ERROR,
            "Ask for one of these facts: a column that asks for another is always empty, and its rows never apply.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return DecisionContract.unknownFacts(file);
        }
    },

    TEXTS_HAVE_ALLOWED_VALUES(Severity.HOUSE, "List the values that the column may have.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return clauses(file)
                    .filter(clause -> "string".equals(clause.type()) && !FREE_TEXTS.contains(clause.name()))
                    .filter(clause -> clause.allowed().isEmpty())
                    .map(clause -> new Violation(
                            clause.id(), "The column \"" + clause.name() + "\" says not which values it may have"));
        }
    },

    CELLS_KEEP_TO_ALLOWED_VALUES(
            Severity.WARNING, "Correct the value, or add it to the allowed values of the column.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return cells(file)
                    .filter(cell -> !cell.clause().allowed().isEmpty())
                    .flatMap(cell -> quoted(cell.text()).stream()
                            .filter(value -> !cell.clause().allowed().contains(value))
                            .map(value -> cell.broken(value, " is none of the values that the column allows")));
        }
    },

    TEXTS_ARE_QUOTED(Severity.WARNING, "Put texts in quotes.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return cells(file)
                    .filter(cell -> "string".equals(cell.clause().type()))
                    .filter(cell -> {
                        var rest = cell.text().replaceAll("\"[^\"]*\"", "").replaceAll("not\\(|[),\\-\\s]", "");
                        return !rest.isEmpty();
                    })
                    .map(cell -> cell.broken(cell.text(), " is the name of a variable, not a text"));
        }
    },

    CELLS_CAN_BE_READ(
            Severity.ERROR,
            "Correct the cell: one that cannot be evaluated approves nothing, and every document would go to administrators.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return cells(file)
                    .filter(cell -> !cell.text().isBlank())
                    .filter(cell ->
                            !FeelCells.isReadable(cell.text(), cell.clause().isInput()))
                    .map(cell -> cell.broken(cell.text(), " cannot be read as FEEL"));
        }
    },

    RULES_HAVE_A_NAME_AND_A_REASON(Severity.HOUSE, "Give the rule an id and a description.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return file.all(Rule.class).stream()
                    .filter(rule -> !rule.getId().matches("rule_[a-z][A-Za-z0-9]*")
                            || rule.getDescription() == null
                            || rule.getDescription().getTextContent().strip().length() < 10)
                    .map(rule -> Violation.at(rule, " needs an id of the form rule_camelCase, and a description"));
        }
    },

    NO_CATCH_ALL_WHERE_RULES_ADD_UP(
            Severity.WARNING, "Take the row away, or say when it applies: here all rows that fit count together.") {
        @Override
        public Stream<Violation> violations(DecisionFile file) {
            return file.tables()
                    .filter(table ->
                            table.getHitPolicy() == HitPolicy.RULE_ORDER || table.getHitPolicy() == HitPolicy.COLLECT)
                    .flatMap(table -> table.getRules().stream())
                    .filter(rule -> rule.getInputEntries().stream()
                            .allMatch(entry ->
                                    text(entry).isBlank() || text(entry).equals("-")))
                    .map(rule -> Violation.at(rule, " fires on every document"));
        }
    };

    private static final Set<String> FEEL_NAMES = Set.of("feel", "https://www.omg.org/spec/DMN/20191111/FEEL/");

    private static final Set<String> TYPES = Set.of("integer", "long", "double", "string", "boolean", "date");

    /** What people name as they like: no list could be complete. */
    private static final Set<String> FREE_TEXTS =
            Set.of("category", "department", "costCenter", "supplier", "project", "location", "reason", "inspector");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Severity severity;
    private final String advice;

    DecisionRule(Severity severity, String advice) {
        this.severity = severity;
        this.advice = advice;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String advice() {
        return advice;
    }

    /** What of a file breaks this rule. */
    public abstract Stream<Violation> violations(DecisionFile file);

    /** An input or an output: what its cells may say. */
    private record Clause(
            @Nullable String id, String name, @Nullable String type, Set<String> allowed, boolean isInput) {}

    private record Cell(String rule, Clause clause, String text) {

        Violation broken(String what, String how) {
            return new Violation(rule, rule + ", column \"" + clause.name() + "\": " + what + how);
        }
    }

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
                input.getId(),
                input.getInputExpression().getText().getTextContent().strip(),
                input.getInputExpression().getTypeRef(),
                allowed(input.getInputValues()),
                true);
    }

    private static Clause clause(Output output) {
        return new Clause(
                output.getId(),
                String.valueOf(output.getName()),
                output.getTypeRef(),
                allowed(output.getOutputValues()),
                false);
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
}
