package org.countersign.workflow.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A file with a form.
 *
 * @param name of the file, without its suffix
 */
public record FormFile(String name, String text, JsonNode form) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException where it is no JSON
     */
    public static FormFile of(String name, String text) {
        try {
            return new FormFile(name, text, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " is no JSON", e);
        }
    }

    /** All components, those in groups and lists too. */
    public Stream<JsonNode> components() {
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
