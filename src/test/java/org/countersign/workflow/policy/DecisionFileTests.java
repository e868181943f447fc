package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.countersign.policy.PolicyFilePart;
import org.countersign.policy.PolicyFilePart.Kind;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.SafeXml;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What a page writes opens unchanged in Modeler. */
class DecisionFileTests {

    static Stream<String> shipped() throws IOException {
        try (var files = Files.list(Path.of("dmn"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".dmn"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("A table that is written back as it was read is the same file")
    void nothingChangedIsTheSameFile(String key) throws IOException {
        var xml = file(key);
        assertThat(DecisionFile.of(xml, key).with(read(xml, key))).isEqualTo(xml);
    }

    @Test
    @DisplayName("What a file says outside columns and cells is found, so that nothing of it changes unseen")
    void partsOutsideTheTable() throws IOException {
        var before = file("quote-policy");
        var after = before.replace(
                        "camunda:historyTimeToLive=\"P3650D\"",
                        "camunda:historyTimeToLive=\"P1D\" camunda:versionTag=\"policy-2\"")
                .replaceFirst("<input id=\"input_amount\"", "<input id=\"input_amount\" camunda:inputVariable=\"x\"")
                .replaceFirst(
                        "<decisionTable",
                        "<informationRequirement id=\"needs\"><requiredDecision href=\"#other\" /></informationRequirement><decisionTable")
                .replaceFirst("</definitions>", "<decision id=\"other\" name=\"Other\" /></definitions>");

        var parts = new ArrayList<>(DecisionFile.of(after, "quote-policy").parts());
        parts.removeAll(DecisionFile.of(before, "quote-policy").parts());
        assertThat(parts)
                .map(part ->
                        part.kind() + " " + part.name() + ": " + part.text().replaceFirst("<.*", "<"))
                .containsExactlyInAnyOrder(
                        "KEPT : P1D",
                        "VERSION_TAG : policy-2",
                        "NEEDS : other",
                        "VARIABLE Total in base currency: x",
                        "ELEMENT Other: <");
        for (var key : shipped().toList()) {
            var drawn = file(key).replaceFirst("biodi:width=\"\\d+\"", "biodi:width=\"7\"");
            assertThat(DecisionFile.of(drawn, key).parts())
                    .as(key)
                    .isEqualTo(DecisionFile.of(file(key), key).parts())
                    .extracting(PolicyFilePart::kind)
                    .containsOnly(Kind.KEPT);
        }
    }

    @Test
    @DisplayName("A file that says it is not in UTF-8 is refused: its words would be read as others")
    void anotherEncoding() throws IOException {
        var xml = file("approval-policy").replaceFirst("(?i)encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"");
        assertThat(xml).contains("ISO-8859-1");
        assertThatThrownBy(() -> DecisionFile.of(xml, "approval-policy"))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("ISO-8859-1");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("A changed cell changes that cell alone")
    void aChangedCellChangesNothingElse(String key) throws Exception {
        var xml = file(key);
        var table = read(xml, key);
        var first = table.rules().get(0);
        var cells = new ArrayList<>(first.inputs());
        cells.set(0, "\"<new> & other\"");
        var changed = table.withRule(new Rule(first.id(), first.description(), cells, first.outputs()));

        var written = DecisionFile.of(xml, key).with(changed);

        assertThat(read(written, key)).isEqualTo(changed);
        var expected = SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8));
        var entry = (Element) expected.getElementsByTagNameNS("*", "inputEntry").item(0);
        entry.getElementsByTagNameNS("*", "text").item(0).setTextContent("\"<new> & other\"");
        var actual = SafeXml.parse(written.getBytes(StandardCharsets.UTF_8));
        assertThat(actual.isEqualNode(expected)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    @DisplayName("Rules are moved, added, copied and removed, and everything else of the file stays")
    void rulesAreChangedAndTheRestStays(String key) throws Exception {
        var xml = file(key);
        var table = read(xml, key);
        var first = table.rules().get(0).id();

        var changed = table.withRuleCopied(first).withRuleAdded(null).withRuleMoved(first, 99);
        var written = DecisionFile.of(xml, key).with(changed);

        assertThat(read(written, key)).isEqualTo(changed);
        Dmn.validateModel(
                Dmn.readModelFromStream(new java.io.ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8))));
        assertThat(withoutRules(written)).isEqualTo(withoutRules(xml));
        var back = table.withRules(changed.rules().stream()
                .filter(rule -> table.rule(rule.id()).isPresent())
                .toList());
        var order = back.withRuleMoved(first, 0);
        assertThat(order).isEqualTo(table);
        var restored = DecisionFile.of(written, key).with(order);
        assertThat(SafeXml.parse(restored.getBytes(StandardCharsets.UTF_8))
                        .isEqualNode(SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @Test
    @DisplayName("A rule's description is added, changed and taken away")
    void descriptionsChange() throws IOException {
        var xml = file("quote-policy");
        var table = read(xml, "quote-policy");
        for (var description : List.of("Because", "")) {
            var first = table.rules().get(0);
            var changed = table.withRule(new Rule(first.id(), description, first.inputs(), first.outputs()));
            xml = DecisionFile.of(xml, "quote-policy").with(changed);
            assertThat(read(xml, "quote-policy")).isEqualTo(changed);
        }
        assertThat(DecisionFile.of(xml, "quote-policy").with(table)).isNotEqualTo(xml);
    }

    @Test
    @DisplayName("Ids are new in the whole file, whatever stands there already")
    void idsAreUnique() throws IOException {
        var xml = file("exception-routing");
        var table = read(xml, "exception-routing");
        var changed = table.withRuleCopied("rule_receiving").withRuleCopied("rule_receiving");
        var written = DecisionFile.of(xml, "exception-routing").with(changed);
        var ids = java.util.regex.Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(written)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @Test
    @DisplayName("Cells in another language, other columns, no table and no XML are refused")
    void strangeFilesAreRefused() throws IOException {
        var xml = file("quote-policy");
        var juel = xml.replaceFirst("<inputEntry ", "<inputEntry expressionLanguage=\"juel\" ");
        assertThatThrownBy(() -> read(juel, "quote-policy"))
                .isInstanceOf(RuleViolation.class)
                .hasMessageContaining("juel");
        assertThatThrownBy(() -> read(xml, "other")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> read("<definitions", "quote-policy")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() ->
                        DecisionFile.of(xml, "quote-policy").with(read(file("approval-policy"), "approval-policy")))
                .isInstanceOf(RuleViolation.class);
    }

    private static PolicyTable read(String xml, String key) {
        return DecisionFile.of(xml, key).table();
    }

    private static String file(String key) throws IOException {
        return Files.readString(Path.of("dmn", key + ".dmn"));
    }

    private static List<String> withoutRules(String xml) throws SafeXml.Unreadable {
        var document = SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8));
        var all = document.getElementsByTagNameNS("*", "*");
        return IntStream.range(0, all.getLength())
                .mapToObj(index -> (Element) all.item(index))
                .filter(element -> !List.of("rule", "inputEntry", "outputEntry", "text", "description")
                        .contains(element.getLocalName()))
                .map(element -> element.getNodeName() + attributes(element))
                .toList();
    }

    private static String attributes(Element element) {
        var attributes = element.getAttributes();
        return IntStream.range(0, attributes.getLength())
                .mapToObj(index -> attributes.item(index).toString())
                .sorted()
                .toList()
                .toString();
    }
}
