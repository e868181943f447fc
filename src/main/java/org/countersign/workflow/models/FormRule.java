package org.countersign.workflow.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a form has to keep. Each rule has a canary in the tests. */
public enum FormRule implements ModelRule {
    FILE_IS_NAMED_BY_ITS_ID(Severity.HOUSE, "Name the file by the id of the form.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file.form().path("id").asText().equals(file.name())
                    ? Stream.empty()
                    : Stream.of(
                            Violation.of("The file has the id " + file.form().path("id")));
        }
    },

    IS_MADE_FOR_THIS_ENGINE(Severity.ERROR, "Make the form in Modeler for Camunda Platform 7.24 or older.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            var platform = file.form().path("executionPlatform").asText() + " "
                    + file.form().path("executionPlatformVersion").asText();
            return platform.matches("Camunda Platform 7\\.(1?\\d|2[0-4])(\\.\\d+)?")
                    ? Stream.empty()
                    : Stream.of(
                            Violation.of("The form is made for " + (platform.isBlank() ? "no platform" : platform)));
        }
    },

    SCHEMA_IS_KNOWN_TO_TASKLIST(
            Severity.WARNING,
            "Look at the form in Tasklist: a newer Modeler made it, and what is new in it has no effect there.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            var version = file.form().path("schemaVersion").asInt();
            return version <= NEWEST_SCHEMA
                    ? Stream.empty()
                    : Stream.of(Violation.of(
                            "The form has the schema version " + version + ", and Tasklist knows " + NEWEST_SCHEMA));
        }
    },

    COMPONENTS_ARE_KNOWN_TO_TASKLIST(
            Severity.ERROR,
            "Use another component, or leave it out: Tasklist would show nothing or an error in its place.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(component -> !KNOWN.contains(component.path("type").asText()))
                    .map(component ->
                            at(component, unknown(component.path("type").asText())));
        }

        private static String unknown(String type) {
            return " is a component of the type \"" + type + "\", "
                    + (type.equals(FOREIGN_PAGE)
                            ? "a page within the form, which the content policy of this server leaves empty"
                            : "which Tasklist does not know");
        }
    },

    DECISION_AND_COMMENT_ARE_ASKED(Severity.ERROR, "Add a field with this key: it is what the answer is made of.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return Stream.of("decision", "comment")
                    .filter(key -> file.components()
                            .noneMatch(
                                    component -> component.path("key").asText().equals(key)))
                    .map(key -> Violation.of("The form does not ask for the " + key));
        }
    },

    DECISION_IS_REQUIRED(Severity.ERROR, "Tick \"required\" at the decision.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(component -> component.path("key").asText().equals("decision"))
                    .filter(component ->
                            !component.path("validate").path("required").asBoolean())
                    .map(component -> at(component, " lets the decision be left open"));
        }
    },

    DECISIONS_ARE_KNOWN_TO_WORKFLOW(
            Severity.ERROR,
            "Offer the decisions that the listener of the task reads; the form that the product brings for it has them.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(component -> component.path("key").asText().equals("decision"))
                    .flatMap(component ->
                            StreamSupport.stream(component.path("values").spliterator(), false))
                    .map(value -> value.path("value").asText())
                    .filter(value -> !names.contains(value))
                    .map(value -> Violation.of("The form offers \"" + value + "\", which nobody reads"));
        }
    },

    VIEWS_ARE_FILLED_BY_WORKFLOW(Severity.WARNING, "Correct the name, or it stays empty.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return VIEW.matcher(file.text())
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .filter(name -> !names.contains(name))
                    .map(name -> Violation.of("The form shows " + name + ", which nobody sets"));
        }
    },

    FIELDS_ARE_READ_BY_WORKFLOW(
            Severity.ERROR, "Take the field away or correct its key: what is entered there would be lost.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(FormRule::isInput)
                    .filter(component -> !VIEW.matcher(key(component)).matches() && !names.contains(key(component)))
                    .map(component -> at(component, " asks for \"" + key(component) + "\", which nobody reads"));
        }
    },

    FIELDS_HAVE_LABELS(Severity.WARNING, "Give the field a label.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file.components()
                    .filter(FormRule::isInput)
                    .filter(component -> Stream.of("label", "dateLabel", "timeLabel")
                            .allMatch(label -> component.path(label).asText().isBlank()))
                    .map(component -> at(component, " has no label"));
        }
    },

    KEYS_ARE_UNIQUE(
            Severity.ERROR,
            "Give each field a key of its own, which is no part of another one's: Tasklist shows no form in which two"
                    + " fields mean the same.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return FormKeys.of(file).stream().map(component -> at(component, " has a key that is taken already"));
        }
    },

    IDS_ARE_UNIQUE(Severity.ERROR, "Give each component an id of its own.") {
        @Override
        public Stream<Violation> violations(FormFile file, Set<String> names) {
            return file
                    .components()
                    .map(component -> component.path("id").asText())
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue() > 1 || entry.getKey().isBlank())
                    .map(entry -> Violation.of(
                            "The form has " + entry.getValue() + " components with the id \"" + entry.getKey() + "\""));
        }
    };

    /** What is set for people to see. */
    public static final Pattern VIEW = Pattern.compile("\\bview[A-Z][A-Za-z0-9]*\\b");

    private static final int NEWEST_SCHEMA = 16;

    private static final String FOREIGN_PAGE = "iframe";

    /** What the viewer within Tasklist registers, but for pages of others. Files and document previews came later. */
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

    private final Severity severity;
    private final String advice;

    FormRule(Severity severity, String advice) {
        this.severity = severity;
        this.advice = advice;
    }

    @Override
    public Severity severity() {
        return severity;
    }

    @Override
    public String advice() {
        return advice;
    }

    /**
     * What of a file breaks this rule.
     *
     * @param names what is set and read for forms: fields, decisions and views
     */
    public abstract Stream<Violation> violations(FormFile file, Set<String> names);

    private static Violation at(JsonNode component, String rest) {
        var id = component.path("id").asText();
        return new Violation(id, id + rest);
    }

    /** The variable that a component shows and writes. */
    static String key(JsonNode component) {
        return component.path("key").asText(component.path("path").asText());
    }

    static boolean isInput(JsonNode component) {
        return INPUTS.contains(component.path("type").asText());
    }
}
