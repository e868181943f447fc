package org.countersign.workflow.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A template of Modeler, put on an element as Modeler does it. */
record ElementTemplate(String name, JsonNode json) {

    static final Path FOLDER = Path.of("bpmn/.camunda/element-templates");

    static List<ElementTemplate> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(file -> of(file.getFileName().toString().replace(".json", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ElementTemplate of(String name) {
        try {
            return new ElementTemplate(
                    name, new ObjectMapper().readTree(Files.readString(FOLDER.resolve(name + ".json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The element with this template.
     *
     * @param values what somebody entered, by the name of the input; others have the value of the template
     * @param attributes of the element beside
     */
    String on(String id, Map<String, String> values, String attributes) {
        var kind = json.path("appliesTo").get(0).asText().replace("bpmn:", "");
        var type = "bpmn:" + Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        var own = new StringBuilder();
        var inputs = new StringBuilder();
        var mappings = new StringBuilder();
        for (var property : json.path("properties")) {
            var binding = property.path("binding");
            var name = binding.path("name").asText(binding.path("target").asText());
            var value = values.getOrDefault(name, property.path("value").asText())
                    .replace("&", "&amp;")
                    .replace("\"", "&quot;");
            switch (binding.path("type").asText()) {
                case "property" -> own.append(" %s=\"%s\"".formatted(name, value));
                case "camunda:inputParameter" ->
                    inputs.append(
                            "<camunda:inputParameter name=\"%s\">%s</camunda:inputParameter>".formatted(name, value));
                case "camunda:in:businessKey" -> mappings.append("<camunda:in businessKey=\"%s\"/>".formatted(value));
                case "camunda:in" ->
                    mappings.append("<camunda:in sourceExpression=\"%s\" target=\"%s\"/>".formatted(value, name));
                default -> throw new IllegalStateException("Nobody knows " + binding);
            }
        }
        return "<%s id=\"%s\" camunda:modelerTemplate=\"%s\"%s %s><bpmn:extensionElements>%s%s</bpmn:extensionElements></%s>"
                .formatted(
                        type,
                        id,
                        json.path("id").asText(),
                        own,
                        attributes,
                        mappings,
                        inputs.isEmpty() ? "" : "<camunda:inputOutput>" + inputs + "</camunda:inputOutput>",
                        type);
    }

    /** A process of these elements, one after the other. */
    static String process(String key, String... elements) {
        var nodes = new StringBuilder("<bpmn:startEvent id=\"start\"/>");
        var flows = new StringBuilder();
        var last = "start";
        for (var element : elements) {
            nodes.append(element);
            var id = element.replaceAll("(?s)^<[^>]*? id=\"([^\"]+)\".*", "$1");
            flows.append("<bpmn:sequenceFlow id=\"to_%s\" sourceRef=\"%s\" targetRef=\"%s\"/>".formatted(id, last, id));
            last = id;
        }
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="P30D">
                %s<bpmn:endEvent id="end"/>%s<bpmn:sequenceFlow id="to_end" sourceRef="%s" targetRef="end"/>
                </bpmn:process><bpmn:message id="answered" name="purchase-order.answered"/></bpmn:definitions>""".formatted(key, nodes, flows, last);
    }

    @Override
    public String toString() {
        return name;
    }
}
