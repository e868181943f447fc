package org.countersign.bpmn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * A process model as it lies in the repository.
 *
 * @param name of the file, without its suffix
 */
public record ProcessFile(String name, BpmnModelInstance model) {

    /** The shipped models. */
    public static List<ProcessFile> shipped() {
        return below(Path.of("bpmn"));
    }

    static List<ProcessFile> below(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .map(ProcessFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessFile read(Path file) {
        try {
            return of(file.getFileName().toString().replace(".bpmn", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessFile of(String name, String text) {
        return new ProcessFile(
                name, Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    Process process() {
        return all(Process.class).iterator().next();
    }

    /** The key of the process. */
    public String key() {
        return process().getId();
    }

    /** All elements of a type. */
    public <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    @Override
    public String toString() {
        return name;
    }
}
