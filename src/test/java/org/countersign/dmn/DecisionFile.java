package org.countersign.dmn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * A decision model as it lies in the repository.
 *
 * @param name of the file, without its suffix
 */
record DecisionFile(String name, DmnModelInstance model) {

    static List<DecisionFile> shipped() {
        try (Stream<Path> files = Files.list(Path.of("dmn"))) {
            return files.filter(file -> file.toString().endsWith(".dmn"))
                    .sorted()
                    .map(DecisionFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DecisionFile read(Path file) {
        try {
            return of(file.getFileName().toString().replace(".dmn", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DecisionFile of(String name, String text) {
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
