package org.countersign.workflow.models;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;

/**
 * How the product's own process models are drawn and named, so that they read as one. Nothing breaks without, so nobody else is
 * asked for it. Each has a canary in the tests.
 */
public enum ProcessHabit implements ModelRule {
    FILE_IS_NAMED_BY_THE_ONE_PROCESS_IN_IT("Name the file by the key of the one executable process in it.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var keys = file.all(Process.class).stream().map(Process::getId).toList();
            return keys.equals(List.of(file.name())) && file.process().isExecutable()
                    ? Stream.empty()
                    : Stream.of(
                            Violation.of("The file contains the processes " + keys + " and is named " + file.name()));
        }
    },

    FLOWS_RUN_STRAIGHT("Lay out the flow at right angles.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(BpmnEdge.class).stream()
                    .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                    .filter(edge -> !isOrthogonal(List.copyOf(edge.getWaypoints())))
                    .map(edge -> Violation.at(edge.getBpmnElement(), " runs askew"));
        }
    },

    NO_CODE_IN_MODELS("Use a delegate expression.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var scripts = Stream.concat(file.all(ScriptTask.class).stream(), file.all(CamundaScript.class).stream())
                    .map(script -> Violation.of(script.getElementType().getTypeName() + " is code"));
            var attributes = elements(file.model().getDocument().getRootElement())
                    .flatMap(element -> Stream.of("class", "expression", "resource")
                            .filter(name -> element.getAttribute(CAMUNDA, name) != null)
                            .map(name -> Violation.of("camunda:" + name + " on " + element.getAttribute("id"))));
            return Stream.concat(scripts, attributes);
        }
    },

    EXPRESSIONS_ASK_KNOWN_BEANS("Ask a gate.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var loopVariables = file.all(MultiInstanceLoopCharacteristics.class).stream()
                    .map(MultiInstanceLoopCharacteristics::getCamundaElementVariable)
                    .collect(Collectors.toSet());
            return expressions(file.model().getDocument().getRootElement())
                    .filter(expression -> !isKnown(expression, world, loopVariables))
                    .map(expression -> Violation.of("${" + expression + "} asks for something unknown"));
        }
    },

    GATEWAYS_ARE_QUESTIONS_WITH_ANSWERS("Name the gateway as a question and its flows as the answers.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var flows = file.flows();
            return Stream.concat(file.all(ExclusiveGateway.class).stream(), file.all(InclusiveGateway.class).stream())
                    .filter(gateway -> flows.from(gateway).size() > 1)
                    .flatMap(gateway -> Stream.concat(
                            label(gateway).endsWith("?")
                                    ? Stream.empty()
                                    : Stream.of(Violation.at(gateway, " asks nothing")),
                            flows.from(gateway).stream()
                                    .filter(flow -> flow.getName() == null
                                            || flow.getName().isBlank())
                                    .map(flow -> Violation.at(flow, " answers nothing"))));
        }
    },

    IDS_FOLLOW_THE_NAMES("Name it by its kind and its label.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            Stream<? extends BaseElement> named = Stream.of(
                            file.all(FlowNode.class),
                            file.all(SequenceFlow.class),
                            file.all(Message.class),
                            file.all(Error.class))
                    .flatMap(Collection::stream);
            return named.filter(element -> !element.getId().matches(prefix(element) + "_[a-z][A-Za-z0-9]*"))
                    .map(element -> Violation.at(element, " should begin with " + prefix(element) + "_"));
        }
    },

    LABELS_ARE_IN_SENTENCE_CASE("Write the label in sentence case.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var flows = file.flows();
            var nodes = file.all(FlowNode.class).stream()
                    .filter(node -> !mayBeUnnamed(node, flows))
                    .filter(node -> !isSentenceCase(label(node)))
                    .map(node -> Violation.at(node, " is labelled '" + label(node) + "'"));
            var labels = file.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getName() != null && !flow.getName().isBlank())
                    .filter(flow -> !isSentenceCase(flow.getName()))
                    .map(flow -> Violation.at(flow, " is labelled '" + flow.getName() + "'"));
            return Stream.concat(nodes, labels);
        }
    },

    PROCESS_AND_USER_TASKS_ARE_DOCUMENTED("Write a sentence of documentation.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(Stream.of(file.process()), file.all(UserTask.class).stream())
                    .filter(element -> element.getDocumentations().stream()
                            .noneMatch(text -> text.getTextContent().strip().length() > 20))
                    .map(element -> Violation.at(element, " has no documentation"));
        }
    },

    MESSAGES_ARE_NAMED_BY_PROCESS_AND_EVENT("Name the message by process and event.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(Message.class).stream()
                    .filter(message -> !String.valueOf(message.getName())
                            .matches(Pattern.quote(file.key()) + "\\.[a-z]+(-[a-z]+)*"))
                    .map(message -> Violation.at(message, " is named " + message.getName()));
        }
    };

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");

    private static final Pattern HEAD =
            Pattern.compile("!?\\s*([A-Za-z_][A-Za-z0-9_]*)(?:\\.([A-Za-z0-9_]+)(\\(.*\\))?)?");

    private static final Set<String> ENGINE_OBJECTS = Set.of("execution", "task");

    private static final Map<String, String> PREFIXES = Map.of("sequenceFlow", "flow");

    private final String advice;

    ProcessHabit(String advice) {
        this.advice = advice;
    }

    @Override
    public Severity severity() {
        return Severity.HOUSE;
    }

    @Override
    public String advice() {
        return advice;
    }

    /** What of a file breaks this habit. */
    public abstract Stream<Violation> violations(ProcessFile file, ModelWorld world);

    private static Stream<DomElement> elements(DomElement root) {
        return Stream.concat(Stream.of(root), root.getChildElements().stream().flatMap(ProcessHabit::elements));
    }

    private static Stream<String> expressions(DomElement root) {
        return elements(root)
                .flatMap(element -> Stream.concat(
                        element.getChildElements().isEmpty()
                                ? Stream.ofNullable(element.getTextContent())
                                : Stream.empty(),
                        Stream.of(
                                        "assignee",
                                        "candidateUsers",
                                        "candidateGroups",
                                        "dueDate",
                                        "followUpDate",
                                        "priority",
                                        "jobPriority",
                                        "collection",
                                        "businessKey",
                                        "sourceExpression",
                                        "source",
                                        "resultVariable")
                                .map(name -> element.getAttribute(CAMUNDA, name))
                                .filter(Objects::nonNull)))
                .flatMap(text -> EXPRESSION.matcher(text).results().map(result -> result.group(1)));
    }

    private static boolean isKnown(String expression, ModelWorld world, Set<String> loopVariables) {
        var parts = HEAD.matcher(expression.strip());
        if (!parts.matches()) {
            return false;
        }
        var head = parts.group(1);
        var method = parts.group(2);
        if (ENGINE_OBJECTS.contains(head) || loopVariables.contains(head)) {
            return true;
        }
        var bean = world.bean(head);
        return bean != null
                && (method == null
                        || Arrays.stream(bean.getMethods())
                                .anyMatch(candidate -> candidate.getName().equals(method)
                                        && candidate.getParameterCount() == arguments(parts.group(3)))
                        || Arrays.stream(bean.getDeclaredMethods())
                                .anyMatch(candidate -> candidate.getName().equals(method)
                                        && candidate.getParameterCount() == arguments(parts.group(3))));
    }

    private static int arguments(@Nullable String list) {
        return list == null || list.equals("()") ? 0 : list.split(",").length;
    }

    private static boolean isOrthogonal(List<Waypoint> points) {
        for (int i = 1; i < points.size(); i++) {
            var dx = Math.abs(points.get(i).getX() - points.get(i - 1).getX());
            var dy = Math.abs(points.get(i).getY() - points.get(i - 1).getY());
            if (Math.min(dx, dy) > 1) {
                return false;
            }
        }
        return true;
    }

    private static String prefix(BaseElement element) {
        if (element instanceof Event) {
            return "event";
        }
        if (element instanceof Gateway) {
            return "gateway";
        }
        var type = element.getElementType().getTypeName();
        return PREFIXES.getOrDefault(type, type);
    }

    private static String label(FlowNode node) {
        return node.getName() == null
                ? ""
                : node.getName().replaceAll("\\s+", " ").strip();
    }

    /** Forks and joins say nothing, and neither does a gateway where ways only meet or that waits for the next event. */
    private static boolean mayBeUnnamed(FlowNode node, Flows flows) {
        return node instanceof Gateway gateway
                && label(node).isEmpty()
                && (!(node instanceof ExclusiveGateway) && !(node instanceof InclusiveGateway)
                        || flows.from(gateway).size() < 2);
    }

    private static boolean isSentenceCase(String label) {
        var words = label.strip().split("[\\s-]+");
        return label.length() > 1
                && (Character.isUpperCase(label.charAt(0)) || Character.isDigit(label.charAt(0)))
                && Arrays.stream(words)
                        .skip(1)
                        .allMatch(word -> word.equals(word.toLowerCase(Locale.ROOT))
                                || word.equals(word.toUpperCase(Locale.ROOT)) && word.length() > 1);
    }
}
