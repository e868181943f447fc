package org.countersign.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.bpmn.ProcessFiles;
import org.countersign.workflow.models.FormFile;
import org.countersign.workflow.models.FormRule;
import org.countersign.workflow.models.Violation;
import org.countersign.workflow.support.TaskView;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

class FormTests {

    private static final Pattern TEXT = Pattern.compile("\"([A-Za-z][A-Za-z0-9-]*)\"");

    /** The constant of an enum, whose word in forms is its name in camel case. */
    private static final Pattern WORD = Pattern.compile("\\b[A-Z][A-Za-z]+\\.([A-Z][A-Z_]+)\\.word\\(\\)");

    /** All words of an enum. */
    private static final Pattern WORDS = Pattern.compile("\\b([A-Z][A-Za-z]+)\\.words\\(\\)");

    private static final List<FormFile> SHIPPED = ProcessFiles.forms();

    private static Set<String> workflow;

    @BeforeAll
    static void readWorkflow() throws IOException {
        workflow = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/countersign/workflow"))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("models"))
                    .toList()) {
                var source = Files.readString(file);
                TEXT.matcher(source).results().forEach(match -> workflow.add(match.group(1)));
                WORDS.matcher(source).results().forEach(match -> workflow.addAll(words(source, match.group(1))));
                WORD.matcher(source).results().forEach(match -> workflow.add(camelCase(match.group(1))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every shipped form keeps the rules of forms")
    void shippedFormsKeepEachRule(FormRule rule) {
        assertThat(SHIPPED.stream()
                        .flatMap(file -> rule.violations(file, workflow).map(violation -> file + ": " + violation)))
                .isEmpty();
    }

    @Test
    @DisplayName("What workflow sets for people to see is shown by some form")
    void everyViewIsShownSomewhere() {
        var shown = SHIPPED.stream()
                .flatMap(file -> FormRule.VIEW.matcher(file.text()).results().map(MatchResult::group))
                .collect(Collectors.toSet());
        assertThat(workflow.stream()
                        .filter(name -> FormRule.VIEW.matcher(name).matches())
                        // The parts of what is shown, from which it is said in other languages
                        .filter(name -> !name.equals(TaskView.EXPLANATIONS)))
                .isSubsetOf(shown);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule notices what breaks it, and nothing in a form that keeps it")
    void eachRuleNoticesItsCanary(FormRule rule) throws IOException {
        var names = Set.of("yes", "no", "cups", "viewDrinker", "decision", "comment");
        var good = Files.readString(Path.of("src/test/resources/canary/forms/pour-coffee.form"));
        assertThat(rule.violations(FormFile.of("pour-coffee", good), names)).isEmpty();

        var canary = canary(rule);
        assertThat(good).contains(canary.replaced());
        var bad = good.replace(canary.replaced(), canary.replacement());
        assertThat(rule.violations(FormFile.of("pour-coffee", bad), names)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"cups,cups,true", "cups,cups.small,true", "cups.small,cups,true", "cups.small,cups.large,false"})
    @DisplayName("A key is taken once, and none may stand below another one")
    void keysAreTakenOnce(String one, String other, boolean taken) {
        assertThat(keysTaken(field("1", one) + "," + field("2", other))).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "group,",
        "dynamiclist,",
        "table,",
        "html,",
        "expression,",
        "separator,",
        "image,",
        "filepicker, Tasklist does not know",
        "documentPreview, Tasklist does not know",
        "columns, Tasklist does not know",
        "iframe, content policy"
    })
    @DisplayName("Of the components that Modeler offers, those pass which Tasklist shows, in groups and lists too")
    void componentsOfANewerModeler(String type, String refused) {
        var component = "{\"id\":\"x\",\"type\":\"" + type + "\"}";
        for (var within : List.of("%s", "{\"id\":\"g\",\"type\":\"group\",\"components\":[%s]}")) {
            var form = FormFile.of("form", "{\"components\":[" + within.formatted(component) + "]}");
            var said = FormRule.COMPONENTS_ARE_KNOWN_TO_TASKLIST
                    .violations(form, Set.of())
                    .map(Violation::message);
            if (refused == null) {
                assertThat(said).isEmpty();
            } else {
                assertThat(said).singleElement().asString().startsWith("x ").contains(refused);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Camunda Cloud, 8.8.0", "Camunda Platform, 8.0.0", "Camunda Platform, 7.25.0", ","})
    @DisplayName("A form that is made for another engine is refused, and says for which")
    void formsOfAnotherEngine(String platform, String version) {
        var form = FormFile.of(
                "form",
                platform == null
                        ? "{}"
                        : "{\"executionPlatform\":\"%s\",\"executionPlatformVersion\":\"%s\"}"
                                .formatted(platform, version));
        assertThat(FormRule.IS_MADE_FOR_THIS_ENGINE.violations(form, Set.of()))
                .singleElement()
                .asString()
                .contains(platform == null ? "no platform" : platform + " " + version);
    }

    @Test
    @DisplayName("In groups and lists with a path of their own the same keys are others")
    void keysWithinGroups() {
        var group = "{\"id\":\"%s\",\"type\":\"group\",%s\"components\":[%s]}";
        assertThat(keysTaken(field("1", "cups") + "," + group.formatted("g", "\"path\":\"tray\",", field("2", "cups"))))
                .isFalse();
        assertThat(keysTaken(field("1", "cups") + "," + group.formatted("g", "", field("2", "cups"))))
                .isTrue();
        assertThat(keysTaken(field("1", "tray") + "," + group.formatted("g", "\"path\":\"tray\",", field("2", "cups"))))
                .isTrue();
    }

    private static String field(String id, String key) {
        return "{\"id\":\"%s\",\"type\":\"textfield\",\"key\":\"%s\"}".formatted(id, key);
    }

    private static boolean keysTaken(String components) {
        var form = FormFile.of("form", "{\"components\":[" + components + "]}");
        return FormRule.KEYS_ARE_UNIQUE.violations(form, Set.of()).findAny().isPresent();
    }

    private static List<String> words(String source, String type) {
        var imported = Pattern.compile("import ([a-z.]+\\." + type + ");").matcher(source);
        assertThat(imported.find()).as("an import of " + type).isTrue();
        return Stream.of(ClassUtils.resolveClassName(imported.group(1), null).getEnumConstants())
                .map(constant -> camelCase(constant.toString()))
                .toList();
    }

    private static String camelCase(String constant) {
        var words = constant.toLowerCase(Locale.ROOT).split("_");
        return words[0] + Stream.of(words).skip(1).map(StringUtils::capitalize).collect(Collectors.joining());
    }

    private record Canary(String replaced, String replacement) {}

    private static Canary canary(FormRule rule) {
        return switch (rule) {
            case FILE_IS_NAMED_BY_ITS_ID -> new Canary("\"pour-coffee\"", "\"Form_0ab1\"");
            case IS_MADE_FOR_THIS_ENGINE -> new Canary("\"Camunda Platform\"", "\"Camunda Cloud\"");
            case SCHEMA_IS_KNOWN_TO_TASKLIST -> new Canary("\"schemaVersion\": 16", "\"schemaVersion\": 19");
            case COMPONENTS_ARE_KNOWN_TO_TASKLIST -> new Canary("\"number\"", "\"filepicker\"");
            case DECISION_AND_COMMENT_ARE_ASKED -> new Canary("\"comment\"", "\"remark\"");
            case DECISION_IS_REQUIRED -> new Canary("\"required\": true", "\"required\": false");
            case DECISIONS_ARE_KNOWN_TO_WORKFLOW -> new Canary("\"value\": \"no\"", "\"value\": \"perhaps\"");
            case VIEWS_ARE_FILLED_BY_WORKFLOW -> new Canary("{{viewDrinker}}", "{{viewCup}}");
            case FIELDS_ARE_READ_BY_WORKFLOW -> new Canary("\"cups\"", "\"mugs\"");
            case FIELDS_HAVE_LABELS -> new Canary("\"label\": \"How many cups?\",", "");
            case KEYS_ARE_UNIQUE -> new Canary("\"cups\"", "\"comment\"");
            case IDS_ARE_UNIQUE -> new Canary("\"field_cups\"", "\"field_comment\"");
        };
    }
}
