package org.countersign.workflow.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a process where the engine reads a text, an expression or the name of a variable. Nothing of it is evaluated.
 */
final class Written {

    /**
     * A text of a process.
     *
     * @param element the id of the element around it, null where nothing around it has one
     * @param name of the input or variable that gets it, empty where it is no input
     */
    record Text(@Nullable String element, String name, String text) {

        boolean isLiteral() {
            return !text.contains("${") && !text.contains("#{");
        }

        Stream<String> expressions() {
            return EXPRESSION.matcher(text).results().map(found -> found.group(1));
        }

        /** The names in it that stand for a bean or a variable; what follows a dot, a function and a word of the language are none. */
        Set<String> names() {
            var names = new HashSet<String>();
            expressions()
                    .map(expression -> LITERAL.matcher(expression).replaceAll("''"))
                    .flatMap(expression -> NAME.matcher(expression).results())
                    .forEach(found -> names.add(found.group(1)));
            names.removeAll(WORDS_OF_THE_LANGUAGE);
            return names;
        }

        Violation violation(String rest) {
            return element == null ? Violation.of("The file" + rest) : new Violation(element, element + rest);
        }
    }

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w$])(?<!\\.)(?<!\\.\\s)([A-Za-z_$][\\w$]*+)(?!\\s*\\()(?!:\\w+\\()");

    private static final Set<String> WORDS_OF_THE_LANGUAGE = Set.of(
            "true",
            "false",
            "null",
            "empty",
            "not",
            "and",
            "or",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof");

    private static final List<String> NAMESPACES =
            List.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn", "");

    /** Where the engine evaluates what an attribute says. */
    private static final List<String> EVALUATED = List.of(
            "assignee",
            "candidateUsers",
            "candidateGroups",
            "dueDate",
            "followUpDate",
            "priority",
            "jobPriority",
            "taskPriority",
            "collection",
            "businessKey",
            "sourceExpression",
            "calledElement",
            "decisionRef",
            "expression",
            "formRef");

    /** Where an attribute says the name of a variable that gets a value. */
    private static final List<String> SET = List.of(
            "target",
            "elementVariable",
            "resultVariable",
            "initiator",
            "errorCodeVariable",
            "errorMessageVariable",
            "escalationCodeVariable");

    private static final Set<String> PARAMETERS = Set.of("inputParameter", "outputParameter");
    private static final Set<String> FOR_PEOPLE = Set.of("documentation", "text");

    private Written() {}

    /** Everything that the engine would evaluate, or take as it stands. */
    static List<Text> textsOf(ProcessFile file) {
        var texts = new ArrayList<Text>();
        walk(file, (element, id) -> {
            var target = attribute(element, "target");
            EVALUATED.forEach(name -> {
                var value = attribute(element, name);
                if (value != null) {
                    texts.add(new Text(id, target == null ? name : target, value));
                }
            });
            if (element.getChildElements().isEmpty() && !FOR_PEOPLE.contains(element.getLocalName())) {
                var text = Objects.requireNonNullElse(element.getTextContent(), "");
                if (!text.isBlank()) {
                    texts.add(new Text(id, parameter(element), text.strip()));
                }
            }
        });
        return texts;
    }

    /** The names of the variables that something in a process gives a value. */
    static Set<String> variablesOf(ProcessFile file) {
        var names = new HashSet<String>();
        walk(file, (element, id) -> {
            SET.forEach(name -> {
                var value = attribute(element, name);
                if (value != null) {
                    names.add(value);
                }
            });
            names.add(parameter(element));
        });
        return names;
    }

    /** Whether programs elsewhere work for a process: these may set any variable. */
    static boolean isWorkedOnElsewhere(ProcessFile file) {
        return file.all(ServiceTask.class).stream()
                .anyMatch(task -> ProcessFile.attributes(task, "type").anyMatch("external"::equals));
    }

    private static String parameter(DomElement element) {
        var name = PARAMETERS.contains(element.getLocalName()) ? element.getAttribute("name") : null;
        return name == null ? "" : name;
    }

    private static @Nullable String attribute(DomElement element, String name) {
        return NAMESPACES.stream()
                .map(namespace ->
                        namespace.isEmpty() ? element.getAttribute(name) : element.getAttribute(namespace, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private interface Visit {
        void at(DomElement element, @Nullable String id);
    }

    private record Step(DomElement element, @Nullable String id) {}

    /** Through all elements, in the order of the file. */
    private static void walk(ProcessFile file, Visit visit) {
        var next = new ArrayDeque<Step>();
        next.push(new Step(file.model().getDocument().getRootElement(), null));
        while (!next.isEmpty()) {
            var step = next.pop();
            var own = step.element().getAttribute("id");
            var id = own == null ? step.id() : own;
            visit.at(step.element(), id);
            var children = step.element().getChildElements().toArray(DomElement[]::new);
            Collections.reverse(Arrays.asList(children));
            Arrays.stream(children).forEach(child -> next.push(new Step(child, id)));
        }
    }
}
