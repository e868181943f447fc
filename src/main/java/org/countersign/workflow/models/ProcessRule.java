package org.countersign.workflow.models;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
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
import org.camunda.bpm.model.bpmn.instance.EndEvent;
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

/** What a process model has to keep by itself, and as to what it names. Each rule has a canary in the tests. */
public enum ProcessRule implements ModelRule {
    FILE_IS_NAMED_BY_THE_ONE_PROCESS_IN_IT(
            Severity.HOUSE, "Name the file by the key of the one executable process in it.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var keys = file.all(Process.class).stream().map(Process::getId).toList();
            return keys.equals(List.of(file.name())) && file.process().isExecutable()
                    ? Stream.empty()
                    : Stream.of(
                            Violation.of("The file contains the processes " + keys + " and is named " + file.name()));
        }
    },

    HISTORY_HAS_A_TIME_TO_LIVE(
            Severity.WARNING,
            "Write a time to live such as P3650D into the process. Without it the default of this installation counts.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var time = file.process().getCamundaHistoryTimeToLiveString();
            return time != null && time.matches("P\\d+[DMY]")
                    ? Stream.empty()
                    : Stream.of(Violation.at(
                            file.process(),
                            time == null
                                    ? " says not how long its history is kept"
                                    : " keeps its history for " + time));
        }
    },

    EVERYTHING_IS_DRAWN(Severity.WARNING, "Draw it in Modeler: the pages of the product show the diagram.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(
                            file.all(FlowNode.class).stream().filter(node -> node.getDiagramElement() == null),
                            file.all(SequenceFlow.class).stream()
                                    .filter(flow -> flow.getDiagramElement() == null
                                            || flow.getDiagramElement()
                                                            .getWaypoints()
                                                            .size()
                                                    < 2))
                    .map(element -> Violation.at(element, " is not in the diagram"));
        }
    },

    FLOWS_RUN_STRAIGHT(Severity.HOUSE, "Lay out the flow at right angles.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(BpmnEdge.class).stream()
                    .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                    .filter(edge -> !isOrthogonal(List.copyOf(edge.getWaypoints())))
                    .map(edge -> Violation.at(edge.getBpmnElement(), " runs askew"));
        }
    },

    DELEGATES_ARE_BEANS(
            Severity.ERROR,
            "Name a delegate or listener of the product with a delegate expression, such as ${dispatchOrderDelegate}; the element templates do it for you.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
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
                    .map(use -> Violation.at(
                            use.element(),
                            use.expression() == null
                                    ? " says not what it does"
                                    : " names " + use.expression() + ", and the product has no such "
                                            + use.type().getSimpleName()));
        }
    },

    NO_CODE_IN_MODELS(Severity.HOUSE, "Use a delegate expression.") {
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

    EXPRESSIONS_ASK_KNOWN_BEANS(Severity.HOUSE, "Ask a gate.") {
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

    GATEWAYS_ASK_GATES_ALONE(
            Severity.ERROR,
            "Ask a bean whose name ends in Gate, with the business key, such as ${documentGate.amountAtLeast(execution.processBusinessKey, 50000)}.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getConditionExpression() != null)
                    .filter(flow -> {
                        var condition =
                                flow.getConditionExpression().getTextContent().strip();
                        return !GATE.matcher(condition).matches();
                    })
                    .map(flow -> Violation.at(
                            flow,
                            " is decided by "
                                    + flow.getConditionExpression()
                                            .getTextContent()
                                            .strip()
                                    + ", which whoever completes a task could write"));
        }
    },

    GATEWAYS_ARE_QUESTIONS_WITH_ANSWERS(
            Severity.HOUSE, "Name the gateway as a question and its flows as the answers.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(file.all(ExclusiveGateway.class).stream(), file.all(InclusiveGateway.class).stream())
                    .filter(gateway -> ProcessFile.flowsFrom(gateway).size() > 1)
                    .flatMap(gateway -> Stream.concat(
                            label(gateway).endsWith("?")
                                    ? Stream.empty()
                                    : Stream.of(Violation.at(gateway, " asks nothing")),
                            ProcessFile.flowsFrom(gateway).stream()
                                    .filter(flow -> flow.getName() == null
                                            || flow.getName().isBlank())
                                    .map(flow -> Violation.at(flow, " answers nothing"))));
        }
    },

    GATEWAYS_HAVE_ONE_WAY_FOR_EVERY_CASE(
            Severity.WARNING,
            "Make one flow the default and give each other one a condition, or the process stops with an incident.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(ExclusiveGateway.class).stream()
                    .filter(gateway -> ProcessFile.flowsFrom(gateway).size() > 1)
                    .filter(gateway -> gateway.getDefault() == null
                            || ProcessFile.flowsFrom(gateway).stream()
                                    .anyMatch(flow -> flow.equals(gateway.getDefault())
                                            != (flow.getConditionExpression() == null)))
                    .map(gateway -> Violation.at(gateway, " needs one default, and conditions on all other flows"));
        }
    },

    DECISIONS_EXIST(Severity.ERROR, "Deploy the decision together with the process, or correct the name.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(BusinessRuleTask.class).stream()
                    .filter(task -> task.getCamundaDecisionRef() == null
                            ? task.getCamundaDelegateExpression() == null
                            : !world.hasDecision(task.getCamundaDecisionRef()))
                    .map(task -> Violation.at(
                            task,
                            (task.getCamundaDecisionRef() == null
                                    ? " names no decision"
                                    : " asks the decision \"" + task.getCamundaDecisionRef()
                                            + "\", which nobody has deployed")));
        }
    },

    FORMS_EXIST(Severity.ERROR, "Deploy the form together with the process, or correct the name.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .filter(task -> task.getCamundaFormRef() == null || world.form(task.getCamundaFormRef()) == null)
                    .map(task -> Violation.at(
                            task,
                            (task.getCamundaFormRef() == null
                                    ? " has no form"
                                    : " shows the form \"" + task.getCamundaFormRef()
                                            + "\", which nobody has deployed")));
        }
    },

    CALLED_PROCESSES_EXIST(
            Severity.ERROR,
            "Deploy the called process together with this one, or correct the name; it must be written out.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(CallActivity.class).stream()
                    .filter(call -> world.process(String.valueOf(call.getCalledElement())) == null)
                    .map(call -> Violation.at(
                            call, " calls the process \"" + call.getCalledElement() + "\", which nobody has deployed"));
        }
    },

    BINDINGS_ARE_LATEST(
            Severity.WARNING,
            "Set the binding to \"latest\", or a later deployment of the other file changes nothing here.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
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
                    .map(element -> Violation.at(element, " is bound to something else than the latest version"));
        }
    },

    CALLS_PASS_THE_BUSINESS_KEY(
            Severity.ERROR,
            "Add <camunda:in businessKey=\"#{execution.processBusinessKey}\"/>: without it the called process does not know its document.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(CallActivity.class).stream()
                    .filter(call -> ProcessFile.extensions(call, CamundaIn.class).stream()
                            .noneMatch(in -> "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey())))
                    .map(call -> Violation.at(call, " passes no business key"));
        }
    },

    ERRORS_ARE_CONSTANTS(
            Severity.ERROR,
            "Catch an error that a delegate of the product throws, or throw it with an error end event.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(Error.class).stream()
                    .filter(error -> !world.errors().contains(String.valueOf(error.getErrorCode()))
                            && !thrownErrors(file).contains(String.valueOf(error.getErrorCode())))
                    .map(error ->
                            Violation.at(error, " has the code " + error.getErrorCode() + ", which nothing throws"));
        }
    },

    ERRORS_ARE_CAUGHT(
            Severity.ERROR,
            "Put a boundary event with this error on the step or on what is around it, here or at the call: otherwise the process just ends.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var caught = new HashSet<>(caughtErrors(file));
            world.callersOf(file.key()).forEach(caller -> caught.addAll(caughtErrors(caller)));
            return file.all(Error.class).stream()
                    .map(Error::getErrorCode)
                    .filter(Objects::nonNull)
                    .filter(code -> !caught.contains(code))
                    .map(code -> Violation.of("The error " + code + " is caught nowhere"));
        }
    },

    REMOTE_STEPS_RUN_IN_A_JOB_OF_THEIR_OWN(
            Severity.ERROR,
            "Tick \"asynchronous before\": what reaches outside must neither hold up a person nor be undone with their answer.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(Activity.class).stream()
                    .filter(ProcessRule::isRemote)
                    .filter(step -> !startsInAJob(step))
                    .map(step -> Violation.at(step, " is not asynchronous before"));
        }
    },

    JOBS_SAY_HOW_OFTEN_THEY_ARE_RETRIED(
            Severity.WARNING,
            "Write a retry cycle such as R5/PT5M. Without it the default of this installation counts.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(FlowNode.class).stream()
                    .filter(node -> !(node instanceof EventBasedGateway))
                    .filter(node -> node.isCamundaAsyncBefore()
                            || node.isCamundaAsyncAfter()
                            || node instanceof Activity activity && startsInAJob(activity))
                    .filter(node -> !hasRetries(node))
                    .map(node -> Violation.at(node, " names no retry cycle"));
        }
    },

    IDS_FOLLOW_THE_NAMES(Severity.HOUSE, "Name it by its kind and its label.") {
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

    LABELS_ARE_IN_SENTENCE_CASE(Severity.HOUSE, "Write the label in sentence case.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var nodes = file.all(FlowNode.class).stream()
                    .filter(node -> !mayBeUnnamed(node))
                    .filter(node -> !isSentenceCase(label(node)))
                    .map(node -> Violation.at(node, " is labelled '" + label(node) + "'"));
            var flows = file.all(SequenceFlow.class).stream()
                    .filter(flow -> flow.getName() != null && !flow.getName().isBlank())
                    .filter(flow -> !isSentenceCase(flow.getName()))
                    .map(flow -> Violation.at(flow, " is labelled '" + flow.getName() + "'"));
            return Stream.concat(nodes, flows);
        }
    },

    PROCESS_AND_USER_TASKS_ARE_DOCUMENTED(Severity.HOUSE, "Write a sentence of documentation.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(Stream.of(file.process()), file.all(UserTask.class).stream())
                    .filter(element -> element.getDocumentations().stream()
                            .noneMatch(text -> text.getTextContent().strip().length() > 20))
                    .map(element -> Violation.at(element, " has no documentation"));
        }
    },

    USER_TASKS_HIDE_EARLIER_ANSWERS(
            Severity.ERROR,
            "Add it, empty, to the inputs of the task. Without it the answer to the task before counts as the answer to this one.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .flatMap(task -> Stream.of("decision", "comment")
                            .filter(name -> !hasEmptyInput(task, name))
                            .map(name -> Violation.at(task, " has no empty input parameter \"" + name + "\"")));
        }
    },

    USER_TASKS_HAND_THE_ANSWER_ON(
            Severity.ERROR,
            "Add a task listener on \"complete\", such as ${recordReviewListener}: it checks the answer and records it.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .filter(task -> ProcessFile.extensions(task, CamundaTaskListener.class).stream()
                            .noneMatch(listener -> "complete".equals(listener.getCamundaEvent())))
                    .map(task -> Violation.at(task, " has no listener on complete"));
        }
    },

    USER_TASKS_HAVE_SOMEBODY_TO_DO_THEM(Severity.ERROR, "Give the task an assignee or candidate groups.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream()
                    .filter(task -> task.getCamundaAssignee() == null
                            && task.getCamundaCandidateGroups() == null
                            && task.getCamundaCandidateUsers() == null
                            && ProcessFile.extensions(task, CamundaTaskListener.class).stream()
                                    .noneMatch(listener -> "create".equals(listener.getCamundaEvent())))
                    .map(task -> Violation.at(task, " is nobody's"));
        }
    },

    MESSAGES_ARE_NAMED_BY_PROCESS_AND_EVENT(Severity.HOUSE, "Name the message by process and event.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(Message.class).stream()
                    .filter(message -> !String.valueOf(message.getName())
                            .matches(Pattern.quote(file.key()) + "\\.[a-z]+(-[a-z]+)*"))
                    .map(message -> Violation.at(message, " is named " + message.getName()));
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

    private final Severity severity;
    private final String advice;

    ProcessRule(Severity severity, String advice) {
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

    /** What of a file breaks this rule. */
    public abstract Stream<Violation> violations(ProcessFile file, ModelWorld world);

    /** The error codes that some event of the model waits for. */
    public static Set<String> caughtErrors(ProcessFile file) {
        return file.all(CatchEvent.class).stream()
                .flatMap(event -> event.getEventDefinitions().stream())
                .filter(ErrorEventDefinition.class::isInstance)
                .map(definition -> ((ErrorEventDefinition) definition).getError())
                .filter(error -> error != null && error.getErrorCode() != null)
                .map(Error::getErrorCode)
                .collect(Collectors.toSet());
    }

    /** The error codes that an end event of the model throws. */
    private static Set<String> thrownErrors(ProcessFile file) {
        return file.all(EndEvent.class).stream()
                .flatMap(event -> event.getEventDefinitions().stream())
                .filter(ErrorEventDefinition.class::isInstance)
                .map(definition -> ((ErrorEventDefinition) definition).getError())
                .filter(error -> error != null && error.getErrorCode() != null)
                .map(Error::getErrorCode)
                .collect(Collectors.toSet());
    }

    /** A place of the model that names a bean, and what that bean has to be. */
    private record Use(
            ModelElementInstance element, @Nullable String expression, Class<?> type) {

        boolean isKnownTo(ModelWorld world) {
            var bean = ProcessFile.beanIn(expression);
            var known = bean == null ? null : world.bean(bean);
            return known != null && type.isAssignableFrom(known);
        }
    }

    private static <T extends ModelElementInstance> Stream<Use> named(
            ProcessFile file, Class<T> elements, Class<?> type, Function<T, @Nullable String> expression) {
        return file.all(elements).stream()
                .filter(element -> element.getAttributeValueNs(CAMUNDA, "expression") == null
                        && !"external".equals(element.getAttributeValueNs(CAMUNDA, "type")))
                .map(element -> new Use(element, expression.apply(element), type));
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
        return !ProcessFile.extensions(node, CamundaFailedJobRetryTimeCycle.class)
                        .isEmpty()
                || node instanceof Activity activity
                        && activity.getLoopCharacteristics() != null
                        && !ProcessFile.extensions(
                                        activity.getLoopCharacteristics(), CamundaFailedJobRetryTimeCycle.class)
                                .isEmpty();
    }

    private static boolean hasEmptyInput(UserTask task, String name) {
        return ProcessFile.extensions(task, CamundaInputOutput.class).stream()
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
                        || ProcessFile.flowsFrom(gateway).size() < 2);
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
