package org.countersign.dmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.bpmn.ProcessFiles;
import org.countersign.workflow.models.DecisionFile;
import org.countersign.workflow.models.DecisionRule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionModelTests {

    private static final List<DecisionFile> SHIPPED = ProcessFiles.files("dmn", ".dmn").stream()
            .map(DecisionModelTests::read)
            .toList();

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every shipped decision keeps the rules of models")
    void shippedDecisionsKeepEachRule(DecisionRule rule) {
        assertThat(SHIPPED.stream().flatMap(file -> rule.violations(file).map(violation -> file + ": " + violation)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule notices what breaks it, and nothing in a table that keeps it")
    void eachRuleNoticesItsCanary(DecisionRule rule) throws IOException {
        var good = Files.readString(Path.of("src/test/resources/canary/dmn/coffee-beans.dmn"));
        assertThat(rule.violations(DecisionFile.of("coffee-beans", good))).isEmpty();

        var canary = canary(rule);
        assertThat(good).contains(canary.replaced());
        var bad = good.replace(canary.replaced(), canary.replacement());
        assertThat(rule.violations(DecisionFile.of("coffee-beans", bad))).isNotEmpty();
    }

    private static DecisionFile read(Path file) {
        try {
            return DecisionFile.of(file.getFileName().toString().replace(".dmn", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Canary(String replaced, String replacement) {}

    private static Canary canary(DecisionRule rule) {
        return switch (rule) {
            case FILE_IS_NAMED_BY_A_DECISION_IN_IT -> new Canary("\"coffee-beans\"", "\"tea-leaves\"");
            case HISTORY_HAS_A_TIME_TO_LIVE -> new Canary(" camunda:historyTimeToLive=\"P3650D\"", "");
            case EVERY_DECISION_IS_DRAWN ->
                new Canary("dmnElementRef=\"coffee-beans\"", "dmnElementRef=\"tea-leaves\"");
            case DECISIONS_ARE_DESCRIBED -> new Canary("Which beans go with which hour of the day.", "Beans");
            case FEEL_ALONE ->
                new Canary(
                        "<inputEntry id=\"morning_hour\">",
                        "<inputEntry id=\"morning_hour\" expressionLanguage=\"juel\">");
            case TYPES_ARE_THOSE_OF_THE_ENGINE -> new Canary("typeRef=\"integer\"", "typeRef=\"number\"");
            case COLUMNS_HAVE_A_TYPE -> new Canary(" typeRef=\"integer\"", "");
            case WHAT_THE_PRODUCT_READS_IS_THERE, FACTS_ARE_KNOWN ->
                new Canary("<decision id=\"coffee-beans\"", "<decision id=\"accumulation-policy\"");
            case TEXTS_HAVE_ALLOWED_VALUES ->
                new Canary("<outputValues id=\"values_beans\"><text>\"strong\",\"mild\"</text></outputValues>", "");
            case CELLS_KEEP_TO_ALLOWED_VALUES -> new Canary("<text>\"mild\"</text>", "<text>\"mld\"</text>");
            case TEXTS_ARE_QUOTED -> new Canary("<text>\"guest\"</text>", "<text>guest</text>");
            case CELLS_CAN_BE_READ -> new Canary("<text>&lt; 12</text>", "<text>&lt;&lt; 12</text>");
            case RULES_HAVE_A_NAME_AND_A_REASON -> new Canary("\"rule_strongInTheMorning\"", "\"DecisionRule_0ab1\"");
            case NO_CATCH_ALL_WHERE_RULES_ADD_UP -> new Canary("<text>\"guest\"</text>", "<text></text>");
        };
    }
}
