package org.countersign.models;

import static org.countersign.models.XmlParts.child;
import static org.countersign.models.XmlParts.children;
import static org.countersign.models.XmlParts.line;
import static org.countersign.models.XmlParts.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.models.DecisionModel.Asked;
import org.countersign.models.DecisionModel.Column;
import org.countersign.models.DecisionModel.One;
import org.countersign.models.DecisionModel.Row;
import org.countersign.models.DecisionModel.Table;
import org.w3c.dom.Element;

/** Reads what decisions say from their file. */
final class DecisionReader {

    private DecisionReader() {}

    /** @throws org.countersign.shared.RuleViolation when the file cannot be read */
    static DecisionModel read(String key, byte[] file) {
        var document = ProcessDrawing.read(key, file);
        var names = new HashMap<String, String>();
        for (var kind : List.of("decision", "inputData")) {
            XmlParts.all(document, kind)
                    .forEach(one -> names.put(one.getAttribute("id"), line(one.getAttribute("name"))));
        }
        return new DecisionModel(
                key,
                XmlParts.all(document, "decision").stream()
                        .map(decision -> one(decision, names))
                        .toList());
    }

    private static One one(Element decision, Map<String, String> names) {
        var table = child(decision, "decisionTable").map(DecisionReader::table).orElse(null);
        return new One(
                decision.getAttribute("id"),
                line(decision.getAttribute("name")),
                text(decision, "description"),
                children(decision, "informationRequirement")
                        .flatMap(requirement -> asked(requirement, names))
                        .toList(),
                table,
                table != null
                        ? ""
                        : child(decision, "literalExpression")
                                .map(expression -> text(expression, "text"))
                                .orElse(""));
    }

    private static Stream<Asked> asked(Element requirement, Map<String, String> names) {
        return children(requirement).map(needed -> {
            var href = needed.getAttribute("href");
            var id = href.substring(href.indexOf('#') + 1);
            return new Asked(
                    id,
                    ProcessReader.or(names.getOrDefault(id, ""), id),
                    XmlParts.name(needed).equals("requiredDecision"));
        });
    }

    private static Table table(Element table) {
        return new Table(
                ProcessReader.or(table.getAttribute("hitPolicy"), "UNIQUE"),
                table.getAttribute("aggregation"),
                children(table, "input").map(DecisionReader::input).toList(),
                children(table, "output").map(DecisionReader::output).toList(),
                children(table, "rule").map(DecisionReader::row).toList());
    }

    private static Column input(Element input) {
        var expression = child(input, "inputExpression");
        return new Column(
                input.getAttribute("id"),
                line(input.getAttribute("label")),
                expression.map(one -> text(one, "text")).orElse(""),
                expression.map(one -> one.getAttribute("typeRef")).orElse(""));
    }

    private static Column output(Element output) {
        return new Column(
                output.getAttribute("id"),
                line(output.getAttribute("label")),
                output.getAttribute("name"),
                output.getAttribute("typeRef"));
    }

    private static Row row(Element rule) {
        return new Row(
                rule.getAttribute("id"),
                text(rule, "description"),
                Stream.concat(children(rule, "inputEntry"), children(rule, "outputEntry"))
                        .map(entry -> text(entry, "text"))
                        .toList());
    }
}
