package org.countersign.workflow.policy;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.countersign.policy.PolicyFilePart;
import org.countersign.policy.PolicyFilePart.Kind;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a file says of a decision outside the columns and cells of its table: attributes, what it needs, further elements. All
 * that the engine might read is in it, known to us or not; drawings and names for people are not.
 */
final class DecisionSurroundings {

    private static final Set<String> OF_DECISION = Set.of("id", "name");
    private static final Set<String> OF_TABLE = Set.of("id", "hitPolicy", "aggregation", "preferredOrientation");
    private static final Set<String> OF_COLUMN = Set.of("id", "label", "name", "typeRef", "width");
    private static final Set<String> OF_EXPRESSION = Set.of("id", "typeRef", "expressionLanguage");
    private static final Set<String> TOLD_IN_THE_TABLE =
            Set.of("description", "decisionTable", "informationRequirement");
    private static final Set<String> DRAWN = Set.of("DMNDI", "association", "textAnnotation", "description");

    private final Element file;
    private final Element decision;
    private final Element table;
    private final List<PolicyFilePart> parts = new ArrayList<>();

    DecisionSurroundings(Element file, Element decision, Element table) {
        this.file = file;
        this.decision = decision;
        this.table = table;
    }

    List<PolicyFilePart> parts() {
        attributes(decision, "", OF_DECISION);
        var needed = DecisionFile.children(decision, "informationRequirement").stream()
                .flatMap(requirement -> DecisionFile.children(requirement, null).stream())
                .map(required -> required.getAttribute("href").replaceFirst("^#", ""))
                .sorted()
                .collect(Collectors.joining(", "));
        add(Kind.NEEDS, "", needed);
        DecisionFile.children(decision, null).stream()
                .filter(child -> !TOLD_IN_THE_TABLE.contains(child.getLocalName()))
                .forEach(this::element);
        attributes(table, "decisionTable ", OF_TABLE);
        DecisionFile.children(table, "input").forEach(this::input);
        DecisionFile.children(table, "output").forEach(this::output);
        DecisionFile.children(file, null).stream()
                .filter(child -> child != decision && !DRAWN.contains(child.getLocalName()))
                .forEach(this::element);
        return List.copyOf(parts);
    }

    private void input(Element input) {
        attributes(input, label(input) + " ", OF_COLUMN);
        DecisionFile.children(input, "inputExpression")
                .forEach(expression -> attributes(expression, label(input) + " ", OF_EXPRESSION));
    }

    private void output(Element output) {
        attributes(output, label(output) + " ", OF_COLUMN);
        DecisionFile.children(output, "defaultOutputEntry")
                .forEach(entry -> add(
                        Kind.DEFAULT,
                        label(output),
                        DecisionFile.text(DecisionFile.textOf(entry)).strip()));
    }

    private static String label(Element column) {
        var label = DecisionFile.label(column);
        return label.isBlank() ? column.getAttribute("id") : label;
    }

    private void attributes(Element of, String where, Set<String> known) {
        var attributes = of.getAttributes();
        for (var index = 0; index < attributes.getLength(); index++) {
            var attribute = (Attr) attributes.item(index);
            var name = attribute.getLocalName();
            if (!known.contains(name) && !attribute.getName().startsWith("xmlns")) {
                switch (name) {
                    case "versionTag" -> add(Kind.VERSION_TAG, where, attribute.getValue());
                    case "historyTimeToLive" -> add(Kind.KEPT, where, attribute.getValue());
                    case "inputVariable" -> add(Kind.VARIABLE, where.strip(), attribute.getValue());
                    default -> add(Kind.ATTRIBUTE, where + name, attribute.getValue());
                }
            }
        }
    }

    private void element(Element element) {
        var id = element.getAttribute("id");
        var name = element.getAttribute("name");
        add(Kind.ELEMENT, !name.isBlank() ? name : id.isBlank() ? element.getLocalName() : id, written(element));
    }

    private void add(Kind kind, String name, String text) {
        if (!text.isBlank()) {
            parts.add(new PolicyFilePart(kind, name, text));
        }
    }

    static String written(Node node) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var written = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(written));
            return written.toString().replaceAll("\\s+", " ");
        } catch (TransformerException e) {
            throw new IllegalStateException("A part of a decision cannot be written", e);
        }
    }
}
