package org.countersign.workflow.models;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.countersign.workflow.support.ProcessError;
import org.countersign.workflow.support.ThrowsErrors;
import org.jspecify.annotations.Nullable;

/** What a process has to keep together with the product and with everything else that is deployed. */
public enum DeploymentRule implements ModelRule {
    ORDERS_ARE_APPROVED_FIRST(
            "Lead every way through a call of document-approval with the same business key. The product would refuse the"
                    + " step in any case, and the document would stop there with an incident.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var ways = new WayToApproval(world);
            return file.processes().stream().flatMap(process -> ways.around(process).stream());
        }
    },

    WHAT_THE_PRODUCT_NAMES_STAYS(
            "Keep its id or name: the product looks for it there. Its label may change, and so may its place.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.processes().stream()
                    .flatMap(process -> Stream.concat(missingElements(file, process), missingMessages(process, world)));
        }
    },

    MESSAGES_ARE_SENT(
            "Wait for one of the messages that the product sends, or for the events of another element; whoever waited here"
                    + " would wait for ever.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Stream.concat(
                            file.all(ReceiveTask.class).stream().map(task -> awaited(task, task.getMessage(), world)),
                            file.all(MessageEventDefinition.class).stream()
                                    .filter(definition -> isCaught(definition.getParentElement()))
                                    .map(definition ->
                                            awaited(definition.getParentElement(), definition.getMessage(), world)))
                    .filter(Objects::nonNull);
        }
    },

    ERRORS_OF_DELEGATES_ARE_CAUGHT(
            "Put a boundary event with this error on the step, or on what is around it: otherwise the process just ends"
                    + " there, and nobody is told.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var flows = file.flows();
            return file.all(FlowNode.class).stream()
                    .flatMap(step -> Delegates.beansOf(step)
                            .flatMap(bean -> thrownBy(world.bean(bean)))
                            .filter(error -> !isCaughtAround(step, error.name(), flows))
                            .map(error -> Violation.at(
                                    step,
                                    " can end with the error " + error.name() + ", which nothing around it catches")));
        }
    },

    FORMS_ASK_WHAT_IS_READ(
            "Offer the decisions and ask for the fields that the listener reads. The form that the product brings for it"
                    + " shows them.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return file.all(UserTask.class).stream().flatMap(task -> {
                var form = world.form(task.getCamundaFormRef());
                return form == null
                        ? Stream.empty()
                        : ProcessFile.listeners(task, "complete").stream()
                                .flatMap(listener -> unread(task, form, listener, world));
            });
        }
    },

    WHO_IS_ASKED_IS_THERE(
            "Correct the id, or have an administrator add the group first: whoever is not there never answers, and the"
                    + " document waits for nobody.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Asked.unknownPeople(file, world);
        }
    },

    STEPS_CAN_SAY_WHAT_IS_ASKED(
            "Write the id of the step as Modeler shows it, and an answer that it gives: agree or object of a review, of a"
                    + " service what it answers. Otherwise the gateway always takes its default.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Asked.unknownSteps(file, world);
        }
    },

    EXPRESSIONS_NAME_WHAT_IS_THERE(
            "Name a bean of the product, or a variable that a step, a call or a form sets; write numbers in digits and texts in"
                    + " quotes. The process would stop there with an incident.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            return Asked.unknownNames(file, world);
        }
    },

    PEOPLE_ARE_REMINDED(
            "Put a timer that does not interrupt on the task, and let it lead to a step that reminds, such as"
                    + " ${remindApproverDelegate} or ${remindPeopleDelegate}.") {
        @Override
        public Stream<Violation> violations(ProcessFile file, ModelWorld world) {
            var flows = file.flows();
            return file.all(UserTask.class).stream()
                    .filter(task ->
                            ProcessFile.listeners(task, "complete").stream().anyMatch(REMINDED::contains))
                    .filter(task -> !isReminded(task, flows))
                    .map(task -> Violation.at(task, " reminds nobody who does not answer"));
        }
    };

    /** Tasks with these listeners hold up a document until somebody answers (R09). */
    private static final Set<String> REMINDED = Set.of("recordAnswerListener", "recordReviewListener");

    private static final Set<String> REMINDERS = Set.of("remindApproverDelegate", "remindPeopleDelegate");

    private final String advice;

    DeploymentRule(String advice) {
        this.advice = advice;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public String advice() {
        return advice;
    }

    /** What of a file breaks this rule. */
    public abstract Stream<Violation> violations(ProcessFile file, ModelWorld world);

    private static Stream<Violation> missingElements(ProcessFile file, Process process) {
        return new TreeSet<>(ProductContract.elementsOf(process.getId()))
                .stream()
                        .filter(id -> file.model().getModelElementById(id) == null)
                        .map(id -> Violation.at(process, " lacks " + id + ", which the product refers to"));
    }

    private static Stream<Violation> missingMessages(Process process, ModelWorld world) {
        var names = awaitedIn(process).collect(Collectors.toSet());
        return new TreeSet<>(world.product().messages())
                .stream()
                        .filter(name -> name.startsWith(process.getId() + "."))
                        .filter(name -> !names.contains(name))
                        .map(name -> Violation.at(
                                process, " does not wait for the message " + name + ", which the product sends"));
    }

    /** The messages for which something in a process waits: one that is only declared reaches nobody. */
    private static Stream<String> awaitedIn(Process process) {
        var file = new ProcessFile(process.getId(), (BpmnModelInstance) process.getModelInstance());
        return Stream.concat(
                        file.all(ReceiveTask.class).stream().map(ReceiveTask::getMessage),
                        file.all(MessageEventDefinition.class).stream()
                                .filter(definition -> isCaught(definition.getParentElement()))
                                .map(MessageEventDefinition::getMessage))
                .filter(Objects::nonNull)
                .map(Message::getName)
                .filter(Objects::nonNull);
    }

    private static @Nullable Violation awaited(
            ModelElementInstance around, @Nullable Message message, ModelWorld world) {
        if (message == null || message.getName() == null) {
            return Violation.at(around, " names no message");
        }
        return world.product().messages().contains(message.getName())
                ? null
                : Violation.at(around, " waits for the message \"" + message.getName() + "\", which nobody sends");
    }

    private static boolean isCaught(ModelElementInstance event) {
        return event instanceof CatchEvent;
    }

    private static Stream<ProcessError> thrownBy(@Nullable Class<?> delegate) {
        var thrown = delegate == null ? null : delegate.getAnnotation(ThrowsErrors.class);
        return thrown == null ? Stream.empty() : Stream.of(thrown.value());
    }

    private static boolean isCaughtAround(BaseElement step, String error, Flows flows) {
        for (ModelElementInstance at = step; at != null; at = at.getParentElement()) {
            if (at instanceof Activity activity && catches(flows.attachedTo(activity), error)) {
                return true;
            }
            if (at instanceof SubProcess || at instanceof Process) {
                var starts = at.getChildElementsByType(SubProcess.class).stream()
                        .filter(SubProcess::triggeredByEvent)
                        .flatMap(inner -> inner.getChildElementsByType(StartEvent.class).stream());
                if (catches(starts, error)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean catches(Stream<? extends Event> events, String error) {
        return events.flatMap(event -> event.getChildElementsByType(ErrorEventDefinition.class).stream())
                .anyMatch(definition -> definition.getError() == null
                        || definition.getError().getErrorCode() == null
                        || error.equals(definition.getError().getErrorCode()));
    }

    private static Stream<Violation> unread(UserTask task, FormFile form, String listener, ModelWorld world) {
        var read = world.product().answers().get(listener);
        if (read == null) {
            return Stream.empty();
        }
        var offered = new TreeSet<>(ProductContract.decisions(form));
        offered.removeAll(read.decisions());
        var lacking = new TreeSet<>(read.needed());
        lacking.removeAll(ProductContract.fields(form, false));
        return Stream.concat(
                offered.stream()
                        .map(decision -> Violation.at(
                                task,
                                " shows the form " + form + ", which offers \"" + decision + "\"; " + listener
                                        + " takes " + String.join(", ", new TreeSet<>(read.decisions())))),
                lacking.stream()
                        .map(field -> Violation.at(
                                task,
                                " shows the form " + form + ", which does not ask for \"" + field + "\"; " + listener
                                        + " needs it")));
    }

    private static boolean isReminded(UserTask task, Flows flows) {
        return flows.attachedTo(task)
                .filter(event -> !event.cancelActivity())
                .filter(event -> !event.getChildElementsByType(TimerEventDefinition.class)
                        .isEmpty())
                .anyMatch(event -> leadsTo(event, REMINDERS, flows));
    }

    private static boolean leadsTo(FlowNode from, Set<String> delegates, Flows flows) {
        var seen = new HashSet<FlowNode>(List.of(from));
        var next = new ArrayDeque<FlowNode>(seen);
        while (!next.isEmpty()) {
            var at = next.pop();
            if (Delegates.beansOf(at).anyMatch(delegates::contains)) {
                return true;
            }
            flows.from(at).stream()
                    .map(SequenceFlow::getTarget)
                    .filter(seen::add)
                    .forEach(next::add);
        }
        return false;
    }
}
