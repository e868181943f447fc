package org.countersign.models;

import static org.countersign.models.XmlParts.child;
import static org.countersign.models.XmlParts.children;
import static org.countersign.models.XmlParts.line;
import static org.countersign.models.XmlParts.name;
import static org.countersign.models.XmlParts.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.models.ModelFact.Kind;
import org.countersign.models.ProcessModel.Step;
import org.countersign.models.ProcessModel.Way;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads what a process says from its file. */
final class ProcessReader {

    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final int DEEPEST = 20;

    private final Document document;
    private final Map<String, Element> known = new HashMap<>();
    private final Map<String, String> lanes = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private ProcessReader(Document document) {
        this.document = document;
        for (var kind : List.of("message", "error", "signal", "escalation")) {
            XmlParts.all(document, kind).forEach(one -> known.put(one.getAttribute("id"), one));
        }
        XmlParts.all(document, "lane")
                .forEach(lane -> children(lane, "flowNodeRef")
                        .forEach(node -> lanes.put(line(node.getTextContent()), lane.getAttribute("name"))));
    }

    /** @throws org.countersign.shared.RuleViolation when the file cannot be read, or has no process of this key */
    static ProcessModel read(String key, byte[] file) {
        var document = ProcessDrawing.read(key, file);
        var reader = new ProcessReader(document);
        var process = XmlParts.all(document, "process").stream()
                .filter(one -> one.getAttribute("id").equals(key))
                .findFirst();
        return process.map(one -> reader.read(one))
                .orElseGet(() -> new ProcessModel(key, "", "", false, List.of(), List.of()));
    }

    private ProcessModel read(Element process) {
        var facts = new ArrayList<ModelFact>();
        camunda(process, "historyTimeToLive", Kind.TIME_TO_LIVE, facts);
        camunda(process, "versionTag", Kind.VERSION_TAG, facts);
        inOrder(process, 0);
        return new ProcessModel(
                process.getAttribute("id"),
                line(process.getAttribute("name")),
                text(process, "documentation"),
                !XmlParts.all(document, "BPMNShape").isEmpty(),
                facts,
                steps);
    }

    /** From the starts along the flows; what lies on a step follows it, and what no flow reaches comes last. */
    private void inOrder(Element scope, int depth) {
        var nodes = new LinkedHashMap<String, Element>();
        var ways = new HashMap<String, List<Way>>();
        children(scope).forEach(child -> {
            if (ElementType.of(child).filter(ElementType::isStep).isPresent()) {
                nodes.put(child.getAttribute("id"), child);
            } else if (name(child).equals("sequenceFlow")) {
                ways.computeIfAbsent(child.getAttribute("sourceRef"), source -> new ArrayList<>())
                        .add(new Way(
                                child.getAttribute("id"),
                                line(child.getAttribute("name")),
                                text(child, "conditionExpression"),
                                child.getAttribute("targetRef")));
            }
        });
        var seen = new LinkedHashSet<String>();
        nodes.values().stream()
                .filter(node -> name(node).equals("startEvent"))
                .forEach(start -> follow(start, nodes, ways, seen));
        nodes.values().stream()
                .filter(node -> !ElementType.of(node)
                        .filter(type -> type == ElementType.EVENT_SUB_PROCESS || type == ElementType.BOUNDARY_EVENT)
                        .isPresent())
                .forEach(node -> follow(node, nodes, ways, seen));
        nodes.values().forEach(node -> follow(node, nodes, ways, seen));
        for (var id : seen) {
            var node = nodes.get(id);
            if (node == null) {
                continue;
            }
            var step = step(node, depth, ways.getOrDefault(id, List.of()));
            steps.add(step);
            if (step.type().holds() && depth < DEEPEST) {
                inOrder(node, depth + 1);
            }
        }
    }

    /** What happens on a step is told beside it; where that leads, after everything that goes on as it should. */
    private static void follow(
            Element from, Map<String, Element> nodes, Map<String, List<Way>> ways, Set<String> seen) {
        var next = new ArrayDeque<String>(List.of(from.getAttribute("id")));
        var aside = new ArrayDeque<String>();
        while (!next.isEmpty() || !aside.isEmpty()) {
            var id = next.isEmpty() ? aside.poll() : next.pop();
            if (!nodes.containsKey(id) || !seen.add(id)) {
                continue;
            }
            beyond(id, ways).forEach(next::push);
            nodes.values().stream()
                    .filter(node -> node.getAttribute("attachedToRef").equals(id))
                    .map(node -> node.getAttribute("id"))
                    .filter(seen::add)
                    .forEach(event -> aside.addAll(beyond(event, ways)));
        }
    }

    /** The last first, as a stack takes them. */
    private static List<String> beyond(String id, Map<String, List<Way>> ways) {
        var beyond = new ArrayList<>(
                ways.getOrDefault(id, List.of()).stream().map(Way::to).toList());
        Collections.reverse(beyond);
        return beyond;
    }

    private Step step(Element node, int depth, List<Way> ways) {
        var attached = node.getAttribute("attachedToRef");
        return new Step(
                node.getAttribute("id"),
                ElementType.of(node).orElse(ElementType.TASK),
                line(node.getAttribute("name")),
                text(node, "documentation"),
                depth,
                attached.isEmpty() ? null : attached,
                facts(node),
                ways);
    }

    private List<ModelFact> facts(Element node) {
        var facts = new ArrayList<ModelFact>();
        camunda(node, "candidateGroups", Kind.CANDIDATE_GROUPS, facts);
        camunda(node, "candidateUsers", Kind.CANDIDATE_USERS, facts);
        camunda(node, "assignee", Kind.ASSIGNEE, facts);
        add(Kind.LANE, lanes.getOrDefault(node.getAttribute("id"), ""), facts);
        camunda(node, "formRef", Kind.FORM, facts);
        camunda(node, "formKey", Kind.FORM_KEY, facts);
        camunda(node, "decisionRef", Kind.DECISION, facts);
        add(Kind.CALLED, node.getAttribute("calledElement"), facts);
        doneBy(node, facts);
        camunda(node, "modelerTemplate", Kind.TEMPLATE, facts);
        add(Kind.ATTACHED_TO, node.getAttribute("attachedToRef"), facts);
        if (!node.getAttribute("attachedToRef").isEmpty()) {
            facts.add(new ModelFact(
                    node.getAttribute("cancelActivity").equals("false") ? Kind.GOES_ON_BESIDE : Kind.INTERRUPTS, ""));
        }
        add(Kind.MESSAGE, called(node, "messageRef", "name"), facts);
        children(node).forEach(child -> event(child, facts));
        camunda(node, "dueDate", Kind.DUE, facts);
        camunda(node, "followUpDate", Kind.FOLLOW_UP, facts);
        child(node, "multiInstanceLoopCharacteristics").ifPresent(loop -> repeated(loop, facts));
        child(node, "extensionElements").ifPresent(extensions -> extensions(extensions, facts));
        if (node.getAttributeNS(CAMUNDA, "asyncBefore").equals("true")) {
            facts.add(new ModelFact(Kind.ASYNC_BEFORE, ""));
        }
        if (node.getAttributeNS(CAMUNDA, "asyncAfter").equals("true")) {
            facts.add(new ModelFact(Kind.ASYNC_AFTER, ""));
        }
        add(Kind.DEFAULT_WAY, node.getAttribute("default"), facts);
        return facts;
    }

    private void doneBy(Element node, List<ModelFact> facts) {
        var expression = node.getAttributeNS(CAMUNDA, "delegateExpression");
        add(Kind.BEAN, bean(expression), facts);
        camunda(node, "expression", Kind.EXPRESSION, facts);
        camunda(node, "class", Kind.JAVA_CLASS, facts);
        camunda(node, "topic", Kind.TOPIC, facts);
    }

    private void event(Element definition, List<ModelFact> facts) {
        switch (name(definition)) {
            case "timerEventDefinition" -> {
                add(Kind.TIMER_AT, text(definition, "timeDate"), facts);
                add(Kind.TIMER_AFTER, text(definition, "timeDuration"), facts);
                add(Kind.TIMER_EVERY, text(definition, "timeCycle"), facts);
            }
            case "messageEventDefinition" -> {
                add(Kind.MESSAGE, called(definition, "messageRef", "name"), facts);
                doneBy(definition, facts);
            }
            case "signalEventDefinition" -> add(Kind.SIGNAL, called(definition, "signalRef", "name"), facts);
            case "errorEventDefinition" ->
                facts.add(new ModelFact(Kind.ERROR, or(called(definition, "errorRef", "errorCode"), "*")));
            case "escalationEventDefinition" ->
                facts.add(
                        new ModelFact(Kind.ESCALATION, or(called(definition, "escalationRef", "escalationCode"), "*")));
            case "conditionalEventDefinition" -> add(Kind.CONDITION, text(definition, "condition"), facts);
            case "compensateEventDefinition" -> facts.add(new ModelFact(Kind.COMPENSATION, ""));
            case "terminateEventDefinition" -> facts.add(new ModelFact(Kind.TERMINATES, ""));
            default -> {
                // What else lies in an element is no event
            }
        }
    }

    private static void repeated(Element loop, List<ModelFact> facts) {
        facts.add(new ModelFact(
                loop.getAttribute("isSequential").equals("true") ? Kind.EACH_AFTER_ANOTHER : Kind.EACH_AT_ONCE,
                or(loop.getAttributeNS(CAMUNDA, "collection"), text(loop, "loopCardinality"))));
        add(Kind.DONE_WHEN, text(loop, "completionCondition"), facts);
    }

    private static void extensions(Element extensions, List<ModelFact> facts) {
        children(extensions, "inputOutput")
                .flatMap(XmlParts::children)
                .forEach(parameter -> facts.add(new ModelFact(
                        name(parameter).equals("inputParameter") ? Kind.INPUT : Kind.OUTPUT,
                        parameter.getAttribute("name"),
                        line(parameter.getTextContent()))));
        for (var direction : List.of("in", "out")) {
            children(extensions, direction)
                    .forEach(passed -> facts.add(new ModelFact(
                            direction.equals("in") ? Kind.INPUT : Kind.OUTPUT,
                            passed.hasAttribute("businessKey")
                                    ? "businessKey"
                                    : or(passed.getAttribute("target"), passed.getAttribute("variables")),
                            or(
                                    passed.getAttribute("businessKey"),
                                    or(passed.getAttribute("source"), passed.getAttribute("sourceExpression"))))));
        }
        for (var listening : List.of("taskListener", "executionListener")) {
            children(extensions, listening)
                    .forEach(listener -> facts.add(new ModelFact(
                            Kind.LISTENER,
                            or(
                                    bean(listener.getAttribute("delegateExpression")),
                                    or(listener.getAttribute("expression"), listener.getAttribute("class"))),
                            listener.getAttribute("event"))));
        }
        add(Kind.RETRY, text(extensions, "failedJobRetryTimeCycle"), facts);
    }

    /** What a message, an error, a signal or an escalation that is referred to is called. */
    private String called(Element by, String reference, String attribute) {
        var id = by.getAttribute(reference);
        var one = known.get(localPart(id));
        return one == null ? id : or(one.getAttribute(attribute), or(one.getAttribute("name"), id));
    }

    private static String localPart(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }

    private static String bean(String expression) {
        return expression.matches("[$#]\\{[A-Za-z0-9_]+}")
                ? expression.substring(2, expression.length() - 1)
                : expression;
    }

    private static void camunda(Element element, String attribute, Kind kind, List<ModelFact> facts) {
        add(kind, element.getAttributeNS(CAMUNDA, attribute), facts);
    }

    private static void add(Kind kind, String value, List<ModelFact> facts) {
        if (!value.isBlank()) {
            facts.add(new ModelFact(kind, line(value)));
        }
    }

    static String or(String value, String otherwise) {
        return value.isBlank() ? otherwise : value;
    }
}
