package org.countersign.workflow.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the fields of a form are called within its data, as form-js tells them apart. */
final class FormKeys {

    /** @param holds whether other names may stand below it, as below a group or a list */
    private record Name(List<String> path, boolean holds) {

        boolean collidesWith(Name other) {
            return !holds && isAbove(other) || !other.holds && other.isAbove(this);
        }

        private boolean isAbove(Name other) {
            return path.size() <= other.path.size() && path.equals(other.path.subList(0, path.size()));
        }
    }

    private final List<Name> names = new ArrayList<>();
    private final List<JsonNode> colliding = new ArrayList<>();

    private FormKeys() {}

    /** The components whose names another component before them has taken. */
    static List<JsonNode> of(FormFile file) {
        var keys = new FormKeys();
        keys.read(file.form(), List.of());
        return keys.colliding;
    }

    private void read(JsonNode parent, List<String> within) {
        for (var component : parent.path("components")) {
            var holds = component.has("components");
            var said = component.path(holds ? "path" : "key").asText().strip();
            var isNamed = holds
                    || FormRule.isInput(component)
                    || component.path("type").asText().equals("expression");
            var path = said.isEmpty() || !isNamed
                    ? within
                    : Stream.concat(within.stream(), Stream.of(said.split("\\.")))
                            .toList();
            if (!path.equals(within)) {
                take(component, new Name(path, holds));
            }
            read(component, path);
        }
    }

    private void take(JsonNode component, Name name) {
        if (names.stream().anyMatch(name::collidesWith)) {
            colliding.add(component);
        }
        names.add(name);
    }
}
