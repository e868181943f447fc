package org.countersign.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A form as it lies in the repository.
 *
 * @param name of the file, without its suffix
 */
record FormFile(String name, String text, JsonNode form) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<FormFile> shipped() {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form"))
                    .sorted()
                    .map(FormFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FormFile read(Path file) {
        try {
            return of(file.getFileName().toString().replace(".form", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FormFile of(String name, String text) {
        try {
            return new FormFile(name, text, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is no JSON", e);
        }
    }

    /** All components, those in groups and lists too. */
    Stream<JsonNode> components() {
        return below(form);
    }

    private static Stream<JsonNode> below(JsonNode parent) {
        return StreamSupport.stream(parent.path("components").spliterator(), false)
                .flatMap(component -> Stream.concat(Stream.of(component), below(component)));
    }

    @Override
    public String toString() {
        return name;
    }
}
