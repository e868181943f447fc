package org.countersign.workflow.models;

import java.util.Map;
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

/**
 * What the product puts to a decision of its own and what it reads of the answer. Columns that came later are not needed: a
 * table without them goes on as it did.
 *
 * @param facts that input columns may ask for
 * @param outputs without which the table says nothing
 */
record DecisionContract(Set<String> facts, Set<String> outputs) {

    private static final Map<String, DecisionContract> READ = Map.of(
            "approval-policy",
                    new DecisionContract(
                            Set.of(
                                    "kind",
                                    "amount",
                                    "accumulatedAmount",
                                    "category",
                                    "supplierStatus",
                                    "partnerApprovers",
                                    "department",
                                    "costCenter",
                                    "budgetState",
                                    "urgency",
                                    "contract"),
                            Set.of("level", "role")),
            "accumulation-policy", new DecisionContract(Set.of("kind", "amount"), Set.of("days")),
            "reminder-policy",
                    new DecisionContract(Set.of("kind", "amount", "urgency"), Set.of("first", "repeat", "escalation")),
            "substitute-policy",
                    new DecisionContract(Set.of("namedBy", "days", "notice", "limit"), Set.of("acceptance")),
            "change-policy",
                    new DecisionContract(
                            Set.of("field", "increase", "increasePercent", "totalIncrease", "totalIncreasePercent"),
                            Set.of("approval")),
            "exception-routing", new DecisionContract(Set.of("exceptionType"), Set.of("handler")),
            "match-policy",
                    new DecisionContract(
                            Set.of("category", "supplier"),
                            Set.of(
                                    "mode",
                                    "pricePercent",
                                    "priceAbsolute",
                                    "quantityPercent",
                                    "taxTolerance",
                                    "totalTolerance")),
            "quote-policy", new DecisionContract(Set.of("amount", "category", "supplierStatus"), Set.of("quotes")));

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

    /** The tables of a file about which the product has expectations. */
    private static Stream<Decision> read(DecisionFile file) {
        return file.all(Decision.class).stream().filter(decision -> READ.containsKey(decision.getId()));
    }

    private static DecisionContract of(Decision decision) {
        return Objects.requireNonNull(READ.get(decision.getId()));
    }

    /** Outputs that the product reads and the table does not have. */
    static Stream<Violation> missingOutputs(DecisionFile file) {
        return read(file).flatMap(decision -> {
            var lacking = new TreeSet<>(of(decision).outputs());
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
