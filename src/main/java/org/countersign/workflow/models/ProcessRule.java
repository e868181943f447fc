package org.countersign.workflow.models;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;

/**
 * What breaks where a process model does not keep it, by itself and as to what it names. What leads around the approval is
 * {@link DeploymentRule}'s, what only the product's own models keep {@link ProcessHabit}'s. Each rule has a canary in the tests.
 */
public enum ProcessRule implements ModelRule {
    HISTORY_HAS_A_TIME_TO_LIVE(Severity.ERROR, TimeToLive.ADVICE) {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.processes().stream()
                    .map(process -> TimeToLive.violation(process, process.getCamundaHistoryTimeToLiveString()))
                    .filter(Objects::nonNull);
        }
    },

    EVERYTHING_IS_DRAWN(Severity.WARNING, "Draw it in Modeler: the pages of the product show the diagram.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var drawn = drawnIn(file);
            return Stream.concat(file.all(FlowNode.class).stream(), file.all(SequenceFlow.class).stream())
                    .filter(element -> !drawn.contains(element.getId()))
                    .map(element -> Violation.at(element, " is not in the diagram"));
        }
    },

    DELEGATES_ARE_BEANS(
            Severity.ERROR,
            "Name a delegate or listener of the product with a delegate expression, such as ${dispatchOrderDelegate}; the element templates do it for you.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Delegates.in(file)
                    .filter(use -> !use.isKnownTo(world))
                    .map(use -> Violation.at(
                            use.element(),
                            use.expression() == null
                                    ? " says not what it does"
                                    : " names " + use.expression() + ", and the product has no such "
                                            + use.type().getSimpleName()));
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

    GATEWAYS_HAVE_ONE_WAY_FOR_EVERY_CASE(
            Severity.WARNING,
            "Make one flow the default and give each other one a condition, or the process stops with an incident.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var flows = file.flows();
            return file.all(ExclusiveGateway.class).stream()
                    .filter(gateway -> flows.from(gateway).size() > 1)
                    .filter(gateway -> gateway.getDefault() == null
                            || flows.from(gateway).stream()
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
                                    .filter(task -> !"latest".equals(task.getCamundaDecisionRefBinding())))
                    .flatMap(all -> all)
                    .map(element -> Violation.at(element, " is bound to something else than the latest version"));
        }
    },

    CALLS_TAKE_THE_NEWEST_VERSION(
            Severity.ERROR,
            "Set the binding to \"latest\": it is the newest version that is looked at for ways around the approval, so an older"
                    + " one must not run.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(CallActivity.class).stream()
                    .filter(call -> !ProcessFile.callsTheNewest(call))
                    .map(call -> Violation.at(
                            call, " calls \"" + call.getCalledElement() + "\" in another version than the newest"));
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
            var thrown = thrownErrors(file);
            return file.all(Error.class).stream()
                    .filter(error -> !world.errors().contains(String.valueOf(error.getErrorCode()))
                            && !thrown.contains(String.valueOf(error.getErrorCode())))
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
            return file.all(FlowNode.class).stream()
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
                    .filter(node -> node.isCamundaAsyncAfter() || startsInAJob(node))
                    .filter(node -> !hasRetries(node))
                    .map(node -> Violation.at(node, " names no retry cycle"));
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
    };

    /** Steps that reach out of the database, or that draw numbers, ask policies or compare documents under a lock. */
    private static final Pattern REMOTE =
            Pattern.compile("(dispatch|send|deliver|prepare|match|create|evaluate|import|export).*");

    private static final Pattern GATE =
            Pattern.compile("\\$\\{\\s*!?\\s*[a-z][A-Za-z0-9]*Gate\\.[a-z][A-Za-z0-9]*\\([^${}]*\\)\\s*}");

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

    /** Read from the drawing: a node or flow itself would look for its shape through the whole of it. */
    private static Set<String> drawnIn(ProcessFile file) {
        return Stream.concat(
                        file.all(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        file.all(BpmnEdge.class).stream()
                                .filter(edge -> edge.getWaypoints().size() > 1)
                                .map(BpmnEdge::getBpmnElement))
                .filter(Objects::nonNull)
                .map(BaseElement::getId)
                .collect(Collectors.toSet());
    }

    private static boolean isRemote(FlowNode step) {
        return Delegates.sends(step)
                || step instanceof BusinessRuleTask rule && rule.getCamundaDecisionRef() != null
                || Delegates.beansOf(step).anyMatch(bean -> REMOTE.matcher(bean).matches());
    }

    private static boolean startsInAJob(FlowNode step) {
        return step.isCamundaAsyncBefore()
                || step instanceof Activity activity
                        && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop
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
}
