package org.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceTests {

    private static final List<JavaSource> PRODUCT = JavaSource.below(Path.of("src/main/java"));

    private static final Path CANARIES = Path.of("src/test/resources/canary/source");

    /** Everything that people read and that no Java compiler sees. */
    private static final List<String> OTHER_SOURCES =
            List.of("bpmn", "dmn", "forms", "docker", "src/docs", "src/main/resources", "src/test/java", ".ci");

    private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final Pattern IGNORED_CONDITION = Pattern.compile(
            "<[^<>]*\\sth:(?:if|unless)=\"[^\"]*\"(?:\\s[^<>]*)?\\sth:replace=|<[^<>]*\\sth:replace=\"[^\"]*\"(?:\\s[^<>]*)?\\sth:(?:if|unless)=");

    @ParameterizedTest
    @EnumSource
    @DisplayName("The product keeps the rules of the house")
    void theProductKeepsEachRule(SourceRule rule) {
        assertThat(PRODUCT.stream().flatMap(source -> rule.violations(source).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A rule notices what breaks it")
    void eachRuleNoticesItsCanary(SourceRule rule) {
        assertThat(rule.violations(JavaSource.read(CANARIES.resolve(canary(rule)))))
                .isNotEmpty();
    }

    @Test
    void nothingIsLeftForLaterInModelsPagesAndScriptsEither() throws IOException {
        var found = new ArrayList<String>();
        for (var root : OTHER_SOURCES) {
            if (Files.exists(Path.of(root))) {
                try (Stream<Path> files = Files.walk(Path.of(root))) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                        LEFTOVER.matcher(text).results().forEach(match -> found.add(file + ": " + match.group()));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("No condition stands beside a replacement on one element, where Thymeleaf does not look at it")
    void noConditionIsIgnored() throws IOException {
        assertThat(IGNORED_CONDITION
                        .matcher("<p th:if=\"${a}\" class=\"b\" th:replace=\"~{c}\"></p>")
                        .find())
                .isTrue();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(IGNORED_CONDITION
                                .matcher(Files.readString(file))
                                .results()
                                .map(MatchResult::group))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    private static String canary(SourceRule rule) {
        return switch (rule) {
            case NO_LOMBOK -> "WithLombok.java";
            case PUBLIC_TYPES_ARE_DOCUMENTED -> "UndocumentedType.java";
            case PUBLIC_METHODS_ARE_DOCUMENTED -> "UndocumentedMethod.java";
            case DELEGATES_AND_LISTENERS_ARE_SHORT -> "LongDelegate.java";
            case NOTHING_IS_LEFT_FOR_LATER -> "Unfinished.java";
        };
    }
}
