package org.countersign.bpmn;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** What a process model has to keep. Each rule has a canary in {@link ProcessModelTests}. */
enum ProcessRule {
    FILE_IS_NAMED_BY_THE_ONE_PROCESS_IN_IT {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            var keys = file.all(Process.class).stream().map(Process::getId).toList();
            return keys.equals(List.of(file.name())) && file.process().isExecutable()
                    ? Stream.empty()
                    : Stream.of("contains the processes " + keys);
        }
    },

    HISTORY_HAS_A_TIME_TO_LIVE {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            var time = file.process().getCamundaHistoryTimeToLiveString();
            return time != null && time.matches("P\\d+[DMY]")
                    ? Stream.empty()
                    : Stream.of("keeps its history for " + time);
        }
    },

    EVERYTHING_IS_DRAWN {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(
                            file.all(FlowNode.class).stream().filter(node -> node.getDiagramElement() == null),
                            file.all(SequenceFlow.class).stream()
                                    .filter(flow -> flow.getDiagramElement() == null
                                            || flow.getDiagramElement()
                                                            .getWaypoints()
                                                            .size()
                                                    < 2))
                    .map(element -> element.getId() + " is not in the diagram");
        }
    },

    FLOWS_RUN_STRAIGHT {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(BpmnEdge.class).stream()
                    .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                    .filter(edge -> !isOrthogonal(List.copyOf(edge.getWaypoints())))
                    .map(edge -> edge.getBpmnElement().getId() + " runs askew");
        }
    },

    DELEGATES_ARE_BEANS {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return Stream.of(
                            named(
                                    file,
                                    ServiceTask.class,
                                    JavaDelegate.class,
                                    ServiceTask::getCamundaDelegateExpression),
                            named(file, SendTask.class, JavaDelegate.class, SendTask::getCamundaDelegateExpression),
                            named(
                                    file,
                                    CamundaTaskListener.class,
                                    TaskListener.class,
                                    CamundaTaskListener::getCamundaDelegateExpression),
                            named(
                                    file,
                                    CamundaExecutionListener.class,
                                    ExecutionListener.class,
                                    CamundaExecutionListener::getCamundaDelegateExpression))
                    .flatMap(all -> all)
                    .filter(use -> !use.isKnownTo(world))
                    .map(use -> use.expression() + " is no " + use.type().getSimpleName() + " that models may name");
        }
    },

    NO_CODE_IN_MODELS {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            var scripts = Stream.concat(file.all(ScriptTask.class).stream(), file.all(CamundaScript.class).stream())
                    .map(script -> script.getElementType().getTypeName() + " is code");
            var attributes = elements(file.model().getDocument().getRootElement())
                    .flatMap(element -> Stream.of("class", "expression", "resource")
                            .filter(name -> element.getAttribute(CAMUNDA, name) != null)
                            .map(name -> "camunda:" + name + " on " + element.getAttribute("id")));
            return Stream.concat(scripts, attributes);
        }
    },

    EXPRESSIONS_ASK_KNOWN_BEANS {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            var loopVariables = file.all(MultiInstanceLoopCharacteristics.class).stream()
                    .map(MultiInstanceLoopCharacteristics::getCamundaElementVariable)
                    .collect(Collectors.toSet());
            return expressions(file.model().getDocument().getRootElement())
                    .filter(expression -> !isKnown(expression, world, loopVariables))
                    .map(expression -> expression + " asks for something unknown");
        }
    },

    GATEWAYS_ASK_GATES_ALONE {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getConditionExpression() != null)
                    .filter(flow -> {
                        var condition =
                                flow.getConditionExpression().getTextContent().strip();
                        return !GATE.matcher(condition).matches();
                    })
                    .map(flow -> flow.getId() + " is decided by "
                            + flow.getConditionExpression().getTextContent());
        }
    },

    GATEWAYS_ARE_QUESTIONS_WITH_ANSWERS {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(file.all(ExclusiveGateway.class).stream(), file.all(InclusiveGateway.class).stream())
                    .filter(gateway -> gateway.getOutgoing().size() > 1)
                    .flatMap(gateway -> Stream.concat(
                            label(gateway).endsWith("?")
                                    ? Stream.empty()
                                    : Stream.of(gateway.getId() + " asks nothing"),
                            gateway.getOutgoing().stream()
                                    .filter(flow -> flow.getName() == null
                                            || flow.getName().isBlank())
                                    .map(flow -> flow.getId() + " answers nothing")));
        }
    },

    GATEWAYS_HAVE_ONE_WAY_FOR_EVERY_CASE {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(ExclusiveGateway.class).stream()
                    .filter(gateway -> gateway.getOutgoing().size() > 1)
                    .filter(gateway -> gateway.getDefault() == null
                            || gateway.getOutgoing().stream()
                                    .anyMatch(flow -> flow.equals(gateway.getDefault())
                                            != (flow.getConditionExpression() == null)))
                    .map(gateway -> gateway.getId() + " needs one default, and conditions on all other flows");
        }
    },

    DECISIONS_EXIST {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(BusinessRuleTask.class).stream()
                    .filter(task -> task.getCamundaDecisionRef() == null
                            ? task.getCamundaDelegateExpression() == null
                            : !world.decisions().contains(task.getCamundaDecisionRef()))
                    .map(task -> task.getId() + " asks the decision " + task.getCamundaDecisionRef());
        }
    },

    FORMS_EXIST {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .filter(task ->
                            task.getCamundaFormRef() == null || !world.forms().contains(task.getCamundaFormRef()))
                    .map(task -> task.getId() + " has the form " + task.getCamundaFormRef());
        }
    },

    CALLED_PROCESSES_EXIST {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(CallActivity.class).stream()
                    .filter(call -> !world.processes().contains(String.valueOf(call.getCalledElement())))
                    .map(call -> call.getId() + " calls " + call.getCalledElement());
        }
    },

    BINDINGS_ARE_LATEST {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return Stream.of(
                            file.all(UserTask.class).stream()
                                    .filter(task -> task.getCamundaFormRef() != null)
                                    .filter(task -> !"latest".equals(task.getCamundaFormRefBinding())),
                            file.all(BusinessRuleTask.class).stream()
                                    .filter(task -> task.getCamundaDecisionRef() != null)
                                    .filter(task -> !"latest".equals(task.getCamundaDecisionRefBinding())),
                            file.all(CallActivity.class).stream()
                                    .filter(call -> !"latest".equals(call.getCamundaCalledElementBinding())))
                    .flatMap(all -> all)
                    .map(element -> element.getId() + " is bound to something else than the latest version");
        }
    },

    CALLS_PASS_THE_BUSINESS_KEY {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(CallActivity.class).stream()
                    .filter(call -> extensions(call, CamundaIn.class).stream()
                            .noneMatch(in -> "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey())))
                    .map(call -> call.getId() + " passes no business key");
        }
    },

    ERRORS_ARE_CONSTANTS {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(Error.class).stream()
                    .filter(error -> !world.errors().contains(String.valueOf(error.getErrorCode())))
                    .map(error -> error.getId() + " has the code " + error.getErrorCode());
        }
    },

    ERRORS_ARE_CAUGHT {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            var caught = caughtErrors(file);
            return file.all(Error.class).stream()
                    .map(Error::getErrorCode)
                    .filter(code -> !caught.contains(code))
                    .map(code -> code + " is caught nowhere");
        }
    },

    REMOTE_STEPS_RUN_IN_A_JOB_OF_THEIR_OWN {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(Activity.class).stream()
                    .filter(ProcessRule::isRemote)
                    .filter(step -> !startsInAJob(step))
                    .map(step -> step.getId() + " is not asynchronous before");
        }
    },

    JOBS_SAY_HOW_OFTEN_THEY_ARE_RETRIED {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(FlowNode.class).stream()
                    .filter(node -> !(node instanceof EventBasedGateway))
                    .filter(node -> node.isCamundaAsyncBefore()
                            || node.isCamundaAsyncAfter()
                            || node instanceof Activity activity && startsInAJob(activity))
                    .filter(node -> !hasRetries(node))
                    .map(node -> node.getId() + " names no retry cycle");
        }
    },

    IDS_FOLLOW_THE_NAMES {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            Stream<? extends BaseElement> named = Stream.of(
                            file.all(FlowNode.class),
                            file.all(SequenceFlow.class),
                            file.all(Message.class),
                            file.all(Error.class))
                    .flatMap(Collection::stream);
            return named.filter(element -> !element.getId().matches(prefix(element) + "_[a-z][A-Za-z0-9]*"))
                    .map(element -> element.getId() + " should begin with " + prefix(element) + "_");
        }
    },

    LABELS_ARE_IN_SENTENCE_CASE {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            var nodes = file.all(FlowNode.class).stream()
                    .filter(node -> !mayBeUnnamed(node))
                    .filter(node -> !isSentenceCase(label(node)))
                    .map(node -> node.getId() + " is labelled '" + label(node) + "'");
            var flows = file.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getName() != null && !flow.getName().isBlank())
                    .filter(flow -> !isSentenceCase(flow.getName()))
                    .map(flow -> flow.getId() + " is labelled '" + flow.getName() + "'");
            return Stream.concat(nodes, flows);
        }
    },

    PROCESS_AND_USER_TASKS_ARE_DOCUMENTED {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(Stream.of(file.process()), file.all(UserTask.class).stream())
                    .filter(element -> element.getDocumentations().stream()
                            .noneMatch(text -> text.getTextContent().strip().length() > 20))
                    .map(element -> element.getId() + " has no documentation");
        }
    },

    USER_TASKS_HIDE_EARLIER_ANSWERS {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .flatMap(task -> Stream.of("decision", "comment")
                            .filter(name -> !hasEmptyInput(task, name))
                            .map(name -> task.getId() + " has no empty input parameter " + name));
        }
    },

    USER_TASKS_HAND_THE_ANSWER_ON {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .filter(task -> extensions(task, CamundaTaskListener.class).stream()
                            .noneMatch(listener -> "complete".equals(listener.getCamundaEvent())))
                    .map(task -> task.getId() + " has no listener on complete");
        }
    },

    USER_TASKS_HAVE_SOMEBODY_TO_DO_THEM {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .filter(task -> task.getCamundaAssignee() == null
                            && task.getCamundaCandidateGroups() == null
                            && task.getCamundaCandidateUsers() == null
                            && extensions(task, CamundaTaskListener.class).stream()
                                    .noneMatch(listener -> "create".equals(listener.getCamundaEvent())))
                    .map(task -> task.getId() + " is nobody's");
        }
    },

    MESSAGES_ARE_NAMED_BY_PROCESS_AND_EVENT {
        @Override
        Stream<String> violations(ProcessFile file, ModelWorld world) {
            return file.all(Message.class).stream()
                    .filter(message -> !String.valueOf(message.getName())
                            .matches(Pattern.quote(file.key()) + "\\.[a-z]+(-[a-z]+)*"))
                    .map(message -> message.getId() + " is named " + message.getName());
        }
    };

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** Steps that reach out of the database, or that draw numbers, ask policies or compare documents under a lock. */
    private static final Pattern REMOTE =
            Pattern.compile("(dispatch|send|deliver|prepare|match|create|evaluate|import|export).*");

    private static final Pattern GATE =
            Pattern.compile("\\$\\{\\s*!?\\s*[a-z][A-Za-z0-9]*Gate\\.[a-z][A-Za-z0-9]*\\([^${}]*\\)\\s*}");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");

    private static final Pattern HEAD =
            Pattern.compile("!?\\s*([A-Za-z_][A-Za-z0-9_]*)(?:\\.([A-Za-z0-9_]+)(\\(.*\\))?)?");

    private static final Set<String> ENGINE_OBJECTS = Set.of("execution", "task");

    private static final Map<String, String> PREFIXES = Map.of("sequenceFlow", "flow");

    /** What of a file breaks this rule, in words. */
    abstract Stream<String> violations(ProcessFile file, ModelWorld world);

    /** The error codes that some event of the model waits for. */
    static Set<String> caughtErrors(ProcessFile file) {
        return file.all(CatchEvent.class).stream()
                .flatMap(event -> event.getEventDefinitions().stream())
                .filter(ErrorEventDefinition.class::isInstance)
                .map(definition -> ((ErrorEventDefinition) definition).getError())
                .filter(error -> error != null && error.getErrorCode() != null)
                .map(Error::getErrorCode)
                .collect(Collectors.toSet());
    }

    /** A place of the model that names a bean, and what that bean has to be. */
    private record Use(String expression, Class<?> type) {

        boolean isKnownTo(ModelWorld world) {
            var bean =
                    expression.matches("\\$\\{[A-Za-z0-9]+}") ? expression.substring(2, expression.length() - 1) : "";
            var known = world.beans().get(bean);
            return known != null && type.isAssignableFrom(known);
        }
    }

    private static <T extends ModelElementInstance> Stream<Use> named(
            ProcessFile file, Class<T> elements, Class<?> type, Function<T, @Nullable String> expression) {
        return file.all(elements).stream().map(element -> new Use(String.valueOf(expression.apply(element)), type));
    }

    private static Stream<DomElement> elements(DomElement root) {
        return Stream.concat(Stream.of(root), root.getChildElements().stream().flatMap(ProcessRule::elements));
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
        var bean = world.beans().get(head);
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

    private static boolean isRemote(Activity step) {
        if (step instanceof SendTask) {
            return true;
        }
        if (step instanceof BusinessRuleTask rule) {
            return rule.getCamundaDecisionRef() != null;
        }
        return step instanceof ServiceTask task
                && task.getCamundaDelegateExpression() != null
                && REMOTE.matcher(task.getCamundaDelegateExpression().substring(2))
                        .matches();
    }

    private static boolean startsInAJob(Activity step) {
        return step.isCamundaAsyncBefore()
                || step.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop
                        && loop.isCamundaAsyncBefore();
    }

    private static boolean hasRetries(FlowNode node) {
        return !extensions(node, CamundaFailedJobRetryTimeCycle.class).isEmpty()
                || node instanceof Activity activity
                        && activity.getLoopCharacteristics() != null
                        && !extensions(activity.getLoopCharacteristics(), CamundaFailedJobRetryTimeCycle.class)
                                .isEmpty();
    }

    private static <T extends ModelElementInstance> Collection<T> extensions(BaseElement element, Class<T> type) {
        var extensions = element.getExtensionElements();
        return extensions == null
                ? List.of()
                : extensions.getElementsQuery().filterByType(type).list();
    }

    private static boolean hasEmptyInput(UserTask task, String name) {
        return extensions(task, CamundaInputOutput.class).stream()
                .flatMap(mapping -> mapping.getCamundaInputParameters().stream())
                .anyMatch(input -> name.equals(input.getCamundaName())
                        && input.getTextContent().isBlank()
                        && input.getDomElement().getChildElements().isEmpty());
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
    private static boolean mayBeUnnamed(FlowNode node) {
        return node instanceof Gateway gateway
                && label(node).isEmpty()
                && (!(node instanceof ExclusiveGateway) && !(node instanceof InclusiveGateway)
                        || gateway.getOutgoing().size() < 2);
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
