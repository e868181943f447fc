package org.countersign.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalKind;
import org.countersign.shared.Sentence;
import org.countersign.texts.TextRule.PageTexts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

class PageTextTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String GERMAN = "_de";

    @ParameterizedTest
    @EnumSource
    @DisplayName("What the texts of the pages have to keep")
    void thePagesKeepTheRule(TextRule rule) throws IOException {
        assertThat(rule.violations(thePages())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Each rule notices what breaks it")
    void aCanaryBreaksTheRule(TextRule rule) {
        var fine = Map.of("a", "Order {0}");
        var german = Map.of("a", "Bestellung {0}");
        var template = "<p th:text=\"#{a(1)}\">Order</p>";
        assertThat(rule.violations(PageTexts.of("canary", fine, german, template)))
                .isEmpty();
        var key = "rule.canary.SINGS";
        var sentence = "%s sings 100 %% of %s.";
        assertThat(rule.violations(PageTexts.ofRule(key, sentence, key, "{1} singt {0}.")))
                .isEmpty();
        assertThat(rule.violations(PageTexts.ofRule(key, "%2$s sings %1$s.", key, "{0} singt {1}.")))
                .isEmpty();
        var canary = switch (rule) {
            case SAME_KEYS_IN_EVERY_LANGUAGE -> PageTexts.of("canary", fine, Map.of(), template);
            case SAME_ARGUMENTS_IN_EVERY_LANGUAGE -> PageTexts.of("canary", fine, Map.of("a", "Bestellung"), template);
            case NO_STRAIGHT_APOSTROPHE -> PageTexts.of("canary", Map.of("a", "Don't {0}"), german, template);
            case NAMED_TEXTS_EXIST -> PageTexts.of("canary", fine, german, "<p th:text=\"#{b}\">Order</p>");
            case NO_WORDS_IN_TEMPLATES -> PageTexts.of("canary", fine, german, "<p class=\"x\">Order</p>");
            case EVERY_RULE_SPEAKS_GERMAN -> PageTexts.ofRule(key, sentence, "canary.sings", "{0} singt {1}.");
            case RULES_NAME_THE_SAME_IN_GERMAN -> PageTexts.ofRule(key, sentence, key, "{0} singt.");
            case SENTENCES_ARE_OF_RULES -> PageTexts.ofRule(key, sentence, "rule.canary.CRIES", "{0} weint {1}.");
        };
        assertThat(rule.violations(canary)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approval-pages", "approval-pages_de"})
    @DisplayName("Each kind of document that is approved has a name in the list of approvals")
    void everyKindHasAName(String bundle) throws IOException {
        var known = texts(RESOURCES.resolve("texts").resolve(bundle + ".properties"));
        assertThat(ApprovalKind.ALL).allSatisfy(kind -> assertThat(known).containsKey("approvals.kind." + kind));
    }

    private static PageTexts thePages() throws IOException {
        var all = new TreeMap<String, Map<String, String>>();
        for (var file : files(RESOURCES.resolve("texts"), ".properties")) {
            all.put(file.getFileName().toString().replace(".properties", ""), texts(file));
        }
        var english = new TreeMap<>(all);
        english.keySet().removeIf(bundle -> bundle.endsWith(GERMAN));
        var german = all.entrySet().stream()
                .filter(bundle -> bundle.getKey().endsWith(GERMAN))
                .collect(Collectors.toMap(bundle -> bundle.getKey().replace(GERMAN, ""), Map.Entry::getValue));
        var templates = new TreeMap<String, String>();
        for (var folder : List.of("console", "error", "supplier", "mails", "documents")) {
            for (var file : files(RESOURCES.resolve("templates").resolve(folder), ".html")) {
                templates.put(file.toString(), Files.readString(file));
            }
        }
        return new PageTexts(english, german, templates, rules());
    }

    /** The sentences of all rules and statements of the product, whichever module lists them. */
    private static Map<String, String> rules() {
        var product = Sentence.class.getProtectionDomain().getCodeSource().getLocation();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Sentence.class));
        return scanner.findCandidateComponents("org.countersign").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().equals(product))
                .filter(Class::isEnum)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(Sentence.class::cast)
                .collect(Collectors.toMap(Sentence::key, Sentence::sentence));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> texts(Path file) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.entrySet().stream()
                .collect(Collectors.toMap(
                        text -> text.getKey().toString(),
                        text -> text.getValue().toString()));
    }
}
