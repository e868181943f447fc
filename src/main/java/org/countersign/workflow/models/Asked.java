package org.countersign.workflow.models;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.jspecify.annotations.Nullable;

/** Whom and what a process asks by a name that is written out: groups, people, steps and their answers, variables. */
final class Asked {

    /** The inputs by which the building blocks name a group. */
    private static final Set<String> GROUPS = Set.of("candidateGroups", "reviewGroup", "escalateTo");

    private static final Set<String> PEOPLE = Set.of("assignee", "candidateUsers");

    private static final String MAIL_TO = "mailTo";
    private static final String REMIND = "remindTask";
    private static final String REVIEW = "recordReviewListener";
    private static final String SERVICE = "sendHttpRequestDelegate";

    private static final Pattern SAID = Pattern.compile("\\bstepGate\\s*\\.\\s*said\\s*\\([^,]*,"
            + "\\s*(['\"])([^'\"]*)\\1\\s*,\\s*(?:(['\"])([^'\"]*)\\3\\s*\\))?");

    /** What the engine itself lets expressions name. */
    private static final Set<String> OF_THE_ENGINE = Set.of(
            "execution",
            "task",
            "authenticatedUserId",
            "loopCounter",
            "nrOfInstances",
            "nrOfActiveInstances",
            "nrOfCompletedInstances");

    /** What the product gives a process beside what models and forms say. */
    private static final Set<String> OF_THE_PRODUCT = Set.of(
            "mailId", "reviewGroup", "reviewQuestion", "escalateTo", "rejectedLines", "step", "exception", "supplier");

    private Asked() {}

    /** Groups and people that nobody has added. */
    static Stream<Violation> unknownPeople(ProcessFile file, ModelWorld world) {
        return Written.textsOf(file).stream()
                .filter(Written.Text::isLiteral)
                .flatMap(text -> names(text).flatMap(name -> unknown(text, name, world)));
    }

    private static Stream<String> names(Written.Text text) {
        return Stream.of(text.text().split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    private static Stream<Violation> unknown(Written.Text text, String name, ModelWorld world) {
        var isMail = text.name().equals(MAIL_TO);
        if (GROUPS.contains(text.name()) || isMail && name.startsWith("group:")) {
            var group = isMail ? name.substring("group:".length()) : name;
            return world.hasGroup(group)
                    ? Stream.empty()
                    : Stream.of(text.violation(" asks the group \"" + group + "\", which nobody has added"));
        }
        if (PEOPLE.contains(text.name()) || isMail && name.startsWith("person:")) {
            var person = isMail ? name.substring("person:".length()) : name;
            return world.hasPerson(person)
                    ? Stream.empty()
                    : Stream.of(text.violation(" asks \"" + person + "\", and there is nobody of this user name"));
        }
        return isMail && !name.equals("supplier") && !name.equals("requester")
                ? Stream.of(text.violation(
                        " writes to \"" + name + "\"; a mail goes to group:<id>, person:<user>, requester or supplier"))
                : Stream.empty();
    }

    /** Steps that are asked about and do not exist, or never answer so. */
    static Stream<Violation> unknownSteps(ProcessFile file, ModelWorld world) {
        return Written.textsOf(file).stream().flatMap(text -> {
            if (text.name().equals(REMIND) && text.isLiteral()) {
                return nodes(text.text(), file, world).anyMatch(UserTask.class::isInstance)
                        ? Stream.empty()
                        : Stream.of(
                                text.violation(" reminds of \"" + text.text() + "\", a user task that no process has"));
            }
            return SAID.matcher(text.text())
                    .results()
                    .flatMap(found -> unanswered(text, found.group(2), found.group(4), file, world));
        });
    }

    private static Stream<Violation> unanswered(
            Written.Text text, String step, @Nullable String answer, ProcessFile file, ModelWorld world) {
        var nodes = nodes(step, file, world).toList();
        if (nodes.isEmpty()) {
            return Stream.of(text.violation(" asks what \"" + step + "\" said, a step that no process has"));
        }
        var answers = new TreeSet<String>();
        for (var node : nodes) {
            var own = answersOf(node, world);
            if (own == null) {
                return Stream.empty();
            }
            answers.addAll(own);
        }
        if (answers.isEmpty()) {
            return Stream.of(text.violation(
                    " asks what \"" + step + "\" said, and that is neither a review nor the call of a service"));
        }
        return answer == null || answers.contains(answer)
                ? Stream.empty()
                : Stream.of(text.violation(" asks whether \"" + step + "\" said \"" + answer
                        + "\", which it never says: it is " + String.join(" or ", answers)));
    }

    /** What a step can say; nothing where it is no step that answers, null where that cannot be told. */
    private static @Nullable Set<String> answersOf(FlowNode node, ModelWorld world) {
        if (node instanceof UserTask task) {
            return ProcessFile.listeners(task, "complete").contains(REVIEW) ? ofReviews(world) : Set.of();
        }
        if (node instanceof CallActivity call) {
            var called = world.process(String.valueOf(call.getCalledElement()));
            if (called == null) {
                return null;
            }
            return called.all(UserTask.class).stream()
                            .anyMatch(task ->
                                    ProcessFile.listeners(task, "complete").contains(REVIEW))
                    ? ofReviews(world)
                    : Set.of();
        }
        if (Delegates.beansOf(node).noneMatch(SERVICE::equals)) {
            return Set.of();
        }
        return ProcessFile.extensions(node, CamundaInputOutput.class).stream()
                        .flatMap(mapping -> mapping.getCamundaInputParameters().stream())
                        .anyMatch(input -> "httpAnswerAt".equals(input.getCamundaName())
                                && !input.getTextContent().isBlank())
                ? null
                : Set.of("done");
    }

    private static @Nullable Set<String> ofReviews(ModelWorld world) {
        var answer = world.product().answers().get(REVIEW);
        return answer == null ? null : answer.decisions();
    }

    /** In the file itself; else in others, for several processes may be about one document. */
    private static Stream<FlowNode> nodes(String id, ProcessFile file, ModelWorld world) {
        return file.model().getModelElementById(id) instanceof FlowNode own
                ? Stream.of(own)
                : world.processes().values().stream()
                        .distinct()
                        .map(other -> other.model().getModelElementById(id))
                        .filter(FlowNode.class::isInstance)
                        .map(FlowNode.class::cast);
    }

    /** Names in expressions that nothing gives a value. */
    static Stream<Violation> unknownNames(ProcessFile file, ModelWorld world) {
        if (Written.isWorkedOnElsewhere(file)) {
            return Stream.empty();
        }
        var texts = Written.textsOf(file).stream()
                .filter(text -> text.names().stream()
                        .anyMatch(name -> !OF_THE_ENGINE.contains(name) && world.bean(name) == null))
                .toList();
        if (texts.isEmpty()) {
            return Stream.empty();
        }
        var known = variables(file, world);
        return texts.stream()
                .flatMap(text -> new TreeSet<>(text.names())
                        .stream()
                                .filter(name -> world.bean(name) == null && !known.contains(name))
                                .map(name -> text.violation(
                                        " names " + name + ", which is neither a bean of the product nor a variable")));
    }

    /** Calls and messages hand variables from one process to another, so those of all are looked at. */
    private static Set<String> variables(ProcessFile file, ModelWorld world) {
        var known = new HashSet<>(OF_THE_ENGINE);
        known.addAll(OF_THE_PRODUCT);
        known.addAll(world.product().words());
        for (var process : Stream.concat(Stream.of(file), world.processes().values().stream())
                .distinct()
                .toList()) {
            known.addAll(Written.variablesOf(process));
            process.all(UserTask.class).stream()
                    .map(task -> world.form(task.getCamundaFormRef()))
                    .flatMap(form ->
                            form == null ? Stream.<String>empty() : ProductContract.fields(form, false).stream())
                    .forEach(known::add);
        }
        return known;
    }
}
