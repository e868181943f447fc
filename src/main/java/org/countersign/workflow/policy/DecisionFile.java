package org.countersign.workflow.policy;

import static org.countersign.policy.PolicyRule.ONLY_FEEL;
import static org.countersign.policy.PolicyRule.OTHER_COLUMNS;
import static org.countersign.policy.PolicyRule.TABLE_UNREADABLE;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.countersign.policy.HitPolicy;
import org.countersign.policy.PolicyFilePart;
import org.countersign.policy.PolicyTable;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.SafeXml;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A DMN file with one of its tables. Works on the XML and not on the engine's model of it, which drops what it does not
 * know.
 */
final class DecisionFile {

    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>\\s*");
    private static final String RULE = "rule";

    private final String xml;
    private final String key;
    private final Document document;
    private final Element decision;
    private final Element table;

    private DecisionFile(String xml, String key, Document document, Element decision, Element table) {
        this.xml = xml;
        this.key = key;
        this.document = document;
        this.decision = decision;
        this.table = table;
    }

    static DecisionFile of(String xml, String key) {
        try {
            var document = SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8));
            var encoding = document.getXmlEncoding();
            if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
                throw new RuleViolation(TABLE_UNREADABLE, "it says that it is in " + encoding + ", save it as UTF-8");
            }
            for (var decision : children(document.getDocumentElement(), "decision")) {
                var table = child(decision, "decisionTable");
                if (decision.getAttribute("id").equals(key) && table != null) {
                    return new DecisionFile(xml, key, document, decision, table);
                }
            }
            throw new RuleViolation(TABLE_UNREADABLE, "there is no table " + key + " in it");
        } catch (SafeXml.Unreadable e) {
            throw new RuleViolation(TABLE_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    PolicyTable table() {
        refuseOtherLanguages(decision);
        var inputs = children(table, "input").stream().map(DecisionFile::input).toList();
        var outputs =
                children(table, "output").stream().map(DecisionFile::output).toList();
        if (children(table, RULE).size() > PolicyTable.MOST_RULES) {
            throw new RuleViolation(
                    TABLE_UNREADABLE, "the table " + key + " has more than " + PolicyTable.MOST_RULES + " rules");
        }
        var rules = children(table, RULE).stream()
                .map(rule -> rule(rule, inputs.size(), outputs.size()))
                .toList();
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new RuleViolation(TABLE_UNREADABLE, "the table " + key + " lacks columns");
        }
        if (rules.stream().map(Rule::id).distinct().count() < rules.size()) {
            throw new RuleViolation(TABLE_UNREADABLE, "two rules of the table " + key + " have the same id");
        }
        var aggregation = table.getAttribute("aggregation");
        return new PolicyTable(
                key,
                decision.getAttribute("name").isBlank() ? key : decision.getAttribute("name"),
                text(child(decision, "description")),
                hitPolicy(),
                aggregation.isEmpty() ? null : aggregation,
                inputs,
                outputs,
                rules);
    }

    List<PolicyFilePart> parts() {
        return new DecisionSurroundings(document.getDocumentElement(), decision, table).parts();
    }

    String with(PolicyTable wanted) {
        var is = table();
        if (!is.inputs().equals(wanted.inputs()) || !is.outputs().equals(wanted.outputs())) {
            throw new RuleViolation(OTHER_COLUMNS, key);
        }
        if (is.rules().equals(wanted.rules())) {
            return xml;
        }
        var elements = new HashMap<String, Element>();
        children(table, RULE).forEach(rule -> elements.put(rule.getAttribute("id"), rule));
        place(is, wanted, elements);
        for (var rule : wanted.rules()) {
            var former = is.rule(rule.id()).orElse(null);
            var element = elements.get(rule.id());
            if (element != null && !rule.equals(former)) {
                fill(element, rule);
            }
        }
        return text();
    }

    /** Brings the rules' elements into the wanted order, each with the blanks before it. */
    private void place(PolicyTable is, PolicyTable wanted, Map<String, Element> elements) {
        var ids = ids();
        var sameOrder = is.rules().stream()
                .map(Rule::id)
                .toList()
                .equals(wanted.rules().stream().map(Rule::id).toList());
        if (sameOrder) {
            return;
        }
        var rules = children(table, RULE);
        var behind =
                rules.isEmpty() ? trailingBlanks() : rules.get(rules.size() - 1).getNextSibling();
        var blanks = new HashMap<String, Node>();
        for (var rule : rules) {
            if (isBlank(rule.getPreviousSibling())) {
                blanks.put(rule.getAttribute("id"), rule.getPreviousSibling());
                table.removeChild(rule.getPreviousSibling());
            }
            table.removeChild(rule);
        }
        for (var rule : wanted.rules()) {
            var element = elements.computeIfAbsent(rule.id(), id -> created(rule, ids));
            var before = blanks.get(rule.id());
            table.insertBefore(before == null ? document.createTextNode("\n      ") : before, behind);
            table.insertBefore(element, behind);
        }
    }

    private @Nullable Node trailingBlanks() {
        return isBlank(table.getLastChild()) ? table.getLastChild() : null;
    }

    private Element created(Rule rule, Set<String> ids) {
        var element = element(RULE);
        element.setAttribute("id", rule.id());
        var columns = new ArrayList<String>();
        children(table, "input").forEach(input -> columns.add(input.getAttribute("id")));
        children(table, "output").forEach(output -> columns.add(output.getAttribute("id")));
        for (int column = 0; column < columns.size(); column++) {
            var entry = element(column < rule.inputs().size() ? "inputEntry" : "outputEntry");
            entry.setAttribute(
                    "id", free(rule.id() + "_" + columns.get(column).replaceFirst("^(in|out)put_", ""), ids));
            entry.appendChild(element("text"));
            element.appendChild(document.createTextNode("\n        "));
            element.appendChild(entry);
        }
        element.appendChild(document.createTextNode("\n      "));
        fill(element, rule);
        return element;
    }

    private static String free(String wanted, Set<String> ids) {
        var id = wanted;
        for (int number = 2; !ids.add(id); number++) {
            id = wanted + "_" + number;
        }
        return id;
    }

    private void fill(Element element, Rule rule) {
        describe(element, rule.description());
        fill(children(element, "inputEntry"), rule.inputs());
        fill(children(element, "outputEntry"), rule.outputs());
    }

    private void fill(List<Element> entries, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            var entry = entries.get(column);
            if (!text(child(entry, "text")).equals(cells.get(column))) {
                textIn(entry).setTextContent(cells.get(column));
            }
        }
    }

    private Element textIn(Element entry) {
        var text = child(entry, "text");
        return text == null ? (Element) entry.appendChild(element("text")) : text;
    }

    private void describe(Element rule, String description) {
        var element = child(rule, "description");
        if (text(element).equals(description)) {
            return;
        }
        if (element == null) {
            element = element("description");
            var first = rule.getFirstChild();
            rule.insertBefore(element, first);
            rule.insertBefore(document.createTextNode("\n        "), element);
        }
        if (description.isEmpty()) {
            if (isBlank(element.getPreviousSibling())) {
                rule.removeChild(element.getPreviousSibling());
            }
            rule.removeChild(element);
        } else {
            element.setTextContent(description);
        }
    }

    private Element element(String name) {
        var prefix = table.getPrefix();
        return document.createElementNS(table.getNamespaceURI(), prefix == null ? name : prefix + ":" + name);
    }

    private String text() {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var written = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(written));
            var declaration = DECLARATION.matcher(xml);
            var end = xml.substring(xml.lastIndexOf('>') + 1);
            return (declaration.find() ? declaration.group() : "") + written + end;
        } catch (TransformerException e) {
            throw new IllegalStateException("The table " + key + " cannot be written", e);
        }
    }

    private Set<String> ids() {
        var ids = new HashSet<String>();
        var all = document.getElementsByTagNameNS("*", "*");
        for (int index = 0; index < all.getLength(); index++) {
            ids.add(((Element) all.item(index)).getAttribute("id"));
        }
        return ids;
    }

    private HitPolicy hitPolicy() {
        var word = table.getAttribute("hitPolicy");
        for (var policy : HitPolicy.values()) {
            if (policy.word().equals(word)) {
                return policy;
            }
        }
        if (word.isEmpty()) {
            return HitPolicy.UNIQUE;
        }
        throw new RuleViolation(TABLE_UNREADABLE, "the hit policy " + word + " of the table " + key + " is unknown");
    }

    private static Input input(Element input) {
        var expression = child(input, "inputExpression");
        return new Input(
                input.getAttribute("id"),
                label(input),
                text(expression == null ? null : child(expression, "text")).strip(),
                expression == null ? "" : expression.getAttribute("typeRef"),
                text(textOf(child(input, "inputValues"))).strip());
    }

    private static Output output(Element output) {
        return new Output(
                output.getAttribute("id"),
                label(output),
                output.getAttribute("name"),
                output.getAttribute("typeRef"),
                text(textOf(child(output, "outputValues"))).strip());
    }

    static String label(Element column) {
        var label = column.getAttribute("label");
        return label.isBlank() ? column.getAttribute("name") : label;
    }

    private Rule rule(Element rule, int inputs, int outputs) {
        var id = rule.getAttribute("id");
        var asked = cells(rule, "inputEntry");
        var answered = cells(rule, "outputEntry");
        if (id.isBlank() || asked.size() != inputs || answered.size() != outputs) {
            throw new RuleViolation(
                    TABLE_UNREADABLE,
                    "a rule of the table " + key + " has no id, or not one cell for each column: " + id);
        }
        return new Rule(id, text(child(rule, "description")), asked, answered);
    }

    private static List<String> cells(Element rule, String entry) {
        return children(rule, entry).stream().map(cell -> text(textOf(cell))).toList();
    }

    private void refuseOtherLanguages(Element element) {
        var language = element.getAttribute("expressionLanguage");
        var lower = language.toLowerCase(Locale.ROOT);
        if (!language.isEmpty() && !lower.equals("feel") && !(lower.startsWith("http") && lower.contains("feel"))) {
            throw new RuleViolation(ONLY_FEEL, element.getAttribute("id"), language);
        }
        children(element, null).forEach(this::refuseOtherLanguages);
    }

    static @Nullable Element textOf(@Nullable Element cell) {
        return cell == null ? null : child(cell, "text");
    }

    static String text(@Nullable Element element) {
        return element == null ? "" : element.getTextContent();
    }

    private static boolean isBlank(@Nullable Node node) {
        return node != null
                && node.getNodeType() == Node.TEXT_NODE
                && node.getTextContent().isBlank();
    }

    static @Nullable Element child(Element parent, String name) {
        return children(parent, name).stream().findFirst().orElse(null);
    }

    static List<Element> children(Element parent, @Nullable String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> name == null || element.getLocalName().equals(name))
                .toList();
    }
}
