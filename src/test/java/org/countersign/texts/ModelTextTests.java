package org.countersign.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.countersign.shared.ShippedTexts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ModelTextTests {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    @Test
    @DisplayName("Everything that the diagrams and the approval policy say as shipped can be said in another language")
    void everyShippedTextIsInTheBundle() throws Exception {
        var shipped = new TreeMap<String, String>();
        try (var files = Files.list(Path.of("bpmn"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                shipped.putAll(namesIn(file.toFile()));
                shipped.putAll(documentationIn(file.toFile()));
            }
        }
        shipped.putAll(reasonsIn(new File("dmn/approval-policy.dmn")));
        assertThat(shipped).containsKeys("model.purchase-order.userTask_receiveGoods", "policy.rule_financeFrom10k");
        assertThat(shipped)
                .allSatisfy((key, text) -> assertThat(ShippedTexts.still(key, text))
                        .as("texts/models has %s=%s", key, text)
                        .isTrue());
    }

    @Test
    @DisplayName("What somebody changed in a model is no shipped text any more; where a label breaks does not count")
    void aChangedTextIsTheirs() {
        assertThat(ShippedTexts.still("policy.rule_financeFrom10k", "From 12,000.00 a finance officer approves"))
                .isFalse();
        assertThat(ShippedTexts.still("policy.rule_ofTheirs", "Because")).isFalse();
        assertThat(ShippedTexts.still("model.purchase-order.flow_changesProposed", "Changes\nproposed"))
                .isTrue();
    }

    private static Map<String, String> namesIn(File file) throws Exception {
        var root = read(file);
        var process = (Element) root.getElementsByTagNameNS(BPMN, "process").item(0);
        var all = process.getElementsByTagNameNS(BPMN, "*");
        return IntStream.range(0, all.getLength())
                .mapToObj(index -> (Element) all.item(index))
                .filter(element -> !element.getAttribute("name").isBlank())
                .collect(Collectors.toMap(
                        element -> "model." + process.getAttribute("id") + "." + element.getAttribute("id"),
                        element -> element.getAttribute("name")));
    }

    private static Map<String, String> documentationIn(File file) throws Exception {
        var process =
                (Element) read(file).getElementsByTagNameNS(BPMN, "process").item(0);
        var all = process.getElementsByTagNameNS(BPMN, "documentation");
        return IntStream.range(0, all.getLength())
                .mapToObj(index -> (Element) all.item(index))
                .collect(Collectors.toMap(
                        element -> "model." + process.getAttribute("id") + "."
                                + ((Element) element.getParentNode()).getAttribute("id") + ".documentation",
                        Element::getTextContent));
    }

    private static Map<String, String> reasonsIn(File file) throws Exception {
        var rules = read(file).getElementsByTagNameNS(DMN, "rule");
        return IntStream.range(0, rules.getLength())
                .mapToObj(index -> (Element) rules.item(index))
                .collect(Collectors.toMap(rule -> "policy." + rule.getAttribute("id"), rule -> {
                    var outputs = rule.getElementsByTagNameNS(DMN, "outputEntry");
                    return outputs.item(outputs.getLength() - 1)
                            .getTextContent()
                            .strip()
                            .replace("\"", "");
                }));
    }

    private static Element read(File file) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file).getDocumentElement();
    }
}
