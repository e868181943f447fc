package org.countersign.workflow.models;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * A file with decisions.
 *
 * @param name of the file, without its suffix
 */
public record DecisionFile(String name, DmnModelInstance model) {

    /**
     * Reads a file.
     *
     * @throws org.camunda.bpm.model.xml.ModelParseException where it is no valid DMN
     */
    public static DecisionFile of(String name, String text) {
        return new DecisionFile(
                name, Dmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    Stream<DecisionTable> tables() {
        return all(DecisionTable.class).stream();
    }

    Stream<DomElement> elements() {
        return elements(model.getDocument().getRootElement());
    }

    private static Stream<DomElement> elements(DomElement root) {
        return Stream.concat(Stream.of(root), root.getChildElements().stream().flatMap(DecisionFile::elements));
    }

    @Override
    public String toString() {
        return name;
    }
}
