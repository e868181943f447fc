package org.countersign.workflow.models;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.countersign.policy.KnownColumns;
import org.countersign.policy.KnownColumns.KnownTable;

/** Whether a table of the product asks and answers what the product says and reads. */
final class DecisionContract {

    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_]*+(?!\\s*\\()");

    private static final Set<String> FEEL = Set.of(
            "if",
            "then",
            "else",
            "null",
            "and",
            "or",
            "not",
            "true",
            "false",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "between",
            "instance",
            "of",
            "date",
            "time",
            "function");

    private DecisionContract() {}

    /** The tables of a file about which the product has expectations. */
    private static Stream<Decision> read(DecisionFile file) {
        return file.all(Decision.class).stream()
                .filter(decision -> KnownColumns.tables().containsKey(decision.getId()));
    }

    private static KnownTable of(Decision decision) {
        return Objects.requireNonNull(KnownColumns.tables().get(decision.getId()));
    }

    /** Outputs that the product reads and the table does not have. */
    static Stream<Violation> missingOutputs(DecisionFile file) {
        return read(file).flatMap(decision -> {
            var lacking = new TreeSet<>(of(decision).needed());
            decision.getChildElementsByType(DecisionTable.class).stream()
                    .flatMap(table -> table.getOutputs().stream())
                    .map(Output::getName)
                    .forEach(lacking::remove);
            return lacking.stream()
                    .map(name -> Violation.at(decision, " has no output \"" + name + "\", which the product reads"));
        });
    }

    /** Input columns that ask for something that the product does not say. */
    static Stream<Violation> unknownFacts(DecisionFile file) {
        return read(file)
                .flatMap(decision -> decision.getChildElementsByType(DecisionTable.class).stream()
                        .flatMap(table -> table.getInputs().stream())
                        .flatMap(input -> names(input)
                                .filter(name -> !of(decision).facts().contains(name))
                                .map(name -> Violation.at(
                                        input,
                                        " asks for \"" + name + "\"; the product tells this table "
                                                + String.join(
                                                        ", ",
                                                        new TreeSet<>(
                                                                of(decision).facts()))))));
    }

    private static Stream<String> names(Input input) {
        if (input.getInputExpression() == null || input.getInputExpression().getText() == null) {
            return Stream.empty();
        }
        var expression = input.getInputExpression().getText().getTextContent().replaceAll("\"[^\"]*\"", "");
        return NAME
                .matcher(expression)
                .results()
                .map(MatchResult::group)
                .filter(name -> !FEEL.contains(name))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream();
    }
}
