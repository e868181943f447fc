package org.countersign.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.models.ModelDifference.Change;
import org.countersign.shared.RuleViolation;

/** What differs between two versions of a form: its parts by their ids, everything that is written in them, and their places. */
final class FormDifferences {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 20;
    private static final Set<String> TOLD_ELSEWHERE = Set.of("id", "components", "layout");

    private record Part(String type, String name, String place, Map<String, String> says) {}

    private FormDifferences() {}

    /** @throws RuleViolation when a file cannot be read */
    static List<ModelDifference> between(String key, byte[] from, byte[] to) {
        var earlier = parts(key, from);
        var later = parts(key, to);
        var differences = new ArrayList<ModelDifference>();
        later.forEach((id, part) -> {
            var former = earlier.get(id);
            if (former == null) {
                differences.add(of(Change.ADDED, id, part));
                return;
            }
            var properties = ModelDifference.properties(former.says, part.says);
            if (!properties.isEmpty()) {
                differences.add(new ModelDifference(Change.CHANGED, id, part.type, part.name, properties));
            } else if (!former.place.equals(part.place)) {
                differences.add(of(Change.MOVED, id, part));
            }
        });
        earlier.forEach((id, part) -> {
            if (!later.containsKey(id)) {
                differences.add(of(Change.REMOVED, id, part));
            }
        });
        return differences;
    }

    private static ModelDifference of(Change change, String id, Part part) {
        return new ModelDifference(change, id, part.type, part.name, List.of());
    }

    private static Map<String, Part> parts(String key, byte[] file) {
        try {
            var parts = new LinkedHashMap<String, Part>();
            collect(JSON.readTree(file), "", 0, parts);
            return parts;
        } catch (IOException e) {
            throw new RuleViolation(ModelRule.FILE_UNREADABLE, key, String.valueOf(e.getMessage()));
        }
    }

    /** A part's place is what it lies in and how it is laid out there; so those behind a new one stay where they are. */
    private static void collect(JsonNode parent, String within, int depth, Map<String, Part> parts) {
        if (depth > DEEPEST) {
            return;
        }
        var number = 0;
        for (var component : parent.path("components")) {
            number++;
            var id = component.path("id").asText(within + "#" + number);
            var says = new LinkedHashMap<String, String>();
            component.properties().stream()
                    .filter(property -> !TOLD_ELSEWHERE.contains(property.getKey()))
                    .forEach(property -> say(property.getKey(), property.getValue(), says));
            parts.put(
                    id,
                    new Part(
                            component.path("type").asText(),
                            component.path("label").asText(component.path("key").asText("")),
                            within + " " + component.path("layout"),
                            says));
            collect(component, id, depth + 1, parts);
        }
    }

    private static void say(String name, JsonNode value, Map<String, String> says) {
        if (value.isObject()) {
            value.properties().forEach(property -> say(name + "." + property.getKey(), property.getValue(), says));
        } else if (name.equals("values")) {
            says.put(name, options(value));
        } else {
            says.put(name, value.isValueNode() ? XmlParts.line(value.asText()) : value.toString());
        }
    }

    private static String options(JsonNode values) {
        var options = new ArrayList<String>();
        values.forEach(value -> options.add(
                value.path("value").asText() + ": " + value.path("label").asText()));
        return options.stream().collect(Collectors.joining("; "));
    }
}
