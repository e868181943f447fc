package org.countersign.forms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a form has to keep. Each rule has a canary in {@link FormTests}. */
enum FormRule {
    FILE_IS_NAMED_BY_ITS_ID {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file.form().path("id").asText().equals(file.name())
                    ? Stream.empty()
                    : Stream.of("has the id " + file.form().path("id"));
        }
    },

    IS_MADE_FOR_THIS_ENGINE {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            var platform = file.form().path("executionPlatform").asText() + " "
                    + file.form().path("executionPlatformVersion").asText();
            return platform.matches("Camunda Platform 7\\.(1?\\d|2[0-4])(\\.\\d+)?")
                            && file.form().path("schemaVersion").asInt() <= 16
                    ? Stream.empty()
                    : Stream.of("is made for " + platform);
        }
    },

    COMPONENTS_ARE_KNOWN_TO_TASKLIST {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file.components()
                    .map(component -> component.path("type").asText())
                    .filter(type -> !KNOWN.contains(type))
                    .map(type -> type + " is newer than the form-js of Tasklist");
        }
    },

    DECISION_AND_COMMENT_ARE_ASKED {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return Stream.of("decision", "comment")
                    .filter(key -> file.components()
                            .noneMatch(
                                    component -> component.path("key").asText().equals(key)))
                    .map(key -> "does not ask for the " + key);
        }
    },

    DECISION_IS_REQUIRED {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(component -> component.path("key").asText().equals("decision"))
                    .filter(component ->
                            !component.path("validate").path("required").asBoolean())
                    .map(component -> "lets the decision be left open");
        }
    },

    DECISIONS_ARE_KNOWN_TO_WORKFLOW {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(component -> component.path("key").asText().equals("decision"))
                    .flatMap(component ->
                            StreamSupport.stream(component.path("values").spliterator(), false))
                    .map(value -> value.path("value").asText())
                    .filter(value -> !names.contains(value))
                    .map(value -> "offers '" + value + "', which nobody reads");
        }
    },

    VIEWS_ARE_FILLED_BY_WORKFLOW {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return VIEW.matcher(file.text())
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .filter(name -> !names.contains(name))
                    .map(name -> "shows " + name + ", which nobody sets");
        }
    },

    FIELDS_ARE_READ_BY_WORKFLOW {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(FormRule::isInput)
                    .map(component ->
                            component.path("key").asText(component.path("path").asText()))
                    .filter(key -> !VIEW.matcher(key).matches() && !names.contains(key))
                    .map(key -> "asks for " + key + ", which nobody reads");
        }
    },

    FIELDS_HAVE_LABELS {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(FormRule::isInput)
                    .filter(component -> Stream.of("label", "dateLabel", "timeLabel")
                            .allMatch(label -> component.path(label).asText().isBlank()))
                    .map(component -> component.path("id").asText() + " has no label");
        }
    },

    IDS_ARE_UNIQUE {
        @Override
        Stream<String> violations(FormFile file, Set<String> names) {
            return file
                    .components()
                    .map(component -> component.path("id").asText())
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue() > 1 || entry.getKey().isBlank())
                    .map(entry -> "has " + entry.getValue() + " components with the id '" + entry.getKey() + "'");
        }
    };

    static final Pattern VIEW = Pattern.compile("\\bview[A-Z][A-Za-z0-9]*\\b");

    /** Of form-js 1.8; files and document previews came later. */
    private static final Set<String> KNOWN = Set.of(
            "button",
            "checkbox",
            "checklist",
            "datetime",
            "dynamiclist",
            "expression",
            "group",
            "html",
            "image",
            "number",
            "radio",
            "select",
            "separator",
            "spacer",
            "table",
            "taglist",
            "text",
            "textarea",
            "textfield");

    private static final Set<String> INPUTS = Set.of(
            "checkbox",
            "checklist",
            "datetime",
            "dynamiclist",
            "number",
            "radio",
            "select",
            "taglist",
            "textarea",
            "textfield");

    /**
     * What of a file breaks this rule, in words.
     *
     * @param names the texts that occur in the sources of workflow
     */
    abstract Stream<String> violations(FormFile file, Set<String> names);

    private static boolean isInput(JsonNode component) {
        return INPUTS.contains(component.path("type").asText());
    }
}
