package org.countersign.workflow.models;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.countersign.workflow.support.ProcessError;

/**
 * What the product expects of models, and they of it. What a listener reads is taken from the forms that the product
 * itself shows for it, for the build makes sure that these ask for what is read.
 *
 * @param answers what each listener on a task's completion reads, by the listener's name
 * @param views what is set for people to see
 * @param messages the messages that the product sends
 * @param errors the codes that delegates throw
 */
public record ProductContract(
        Map<String, Answer> answers, Set<String> views, Set<String> messages, Set<String> errors) {

    /**
     * What a listener reads.
     *
     * @param decisions one of which it takes
     * @param fields that it reads beside
     * @param needed those of them without which no answer is taken
     */
    public record Answer(Set<String> decisions, Set<String> fields, Set<String> needed) {}

    private static final Map<String, Set<String>> ELEMENTS = Map.of(
            "purchase-requisition",
                    Set.of(
                            "callActivity_approveRequisition",
                            "gateway_suppliersNamed",
                            "userTask_reviseRequisition",
                            "userTask_nameSupplier"),
            "document-approval", Set.of("userTask_approve", "event_reminderDue", "event_nextReminderDue"),
            "purchase-order",
                    Set.of(
                            "userTask_receiveGoods",
                            "gateway_fulfilment",
                            "serviceTask_prepareDispatch",
                            "serviceTask_dispatchOrder",
                            "userTask_dispatchManually",
                            "receiveTask_awaitAnswer",
                            "event_answerOverdue",
                            "gateway_awaitSettlement",
                            "userTask_handleProposal"),
            "change-order", Set.of("userTask_handOverChange", "userTask_resolveChange", "callActivity_approveChange"),
            "supplier-invoice",
                    Set.of(
                            "event_paymentBooked",
                            "serviceTask_askForPayment",
                            "serviceTask_matchInvoice",
                            "receiveTask_awaitReceipt",
                            "userTask_resolveException"),
            "sales-order", Set.of("userTask_reviseSalesOrder", "userTask_releaseSalesOrder"),
            "goods-inspection", Set.of("userTask_inspectGoods"),
            "policy-change", Set.of("userTask_releasePolicyChange", "event_effectiveTimeReached"));

    /** Of the models and forms that the product brings. */
    public static ProductContract of(Collection<ProcessFile> processes, Collection<FormFile> forms) {
        var byId = forms.stream()
                .collect(Collectors.toMap(form -> form.form().path("id").asText(), form -> form));
        Map<String, Answer> answers = new HashMap<>();
        for (var process : processes) {
            for (var task : process.all(UserTask.class)) {
                var form = byId.get(String.valueOf(task.getCamundaFormRef()));
                if (form != null) {
                    ProcessFile.listeners(task, "complete")
                            .forEach(listener -> answers.merge(listener, answerOf(form), ProductContract::either));
                }
            }
        }
        return new ProductContract(
                Map.copyOf(answers),
                forms.stream()
                        .flatMap(form ->
                                FormRule.VIEW.matcher(form.text()).results().map(MatchResult::group))
                        .collect(Collectors.toUnmodifiableSet()),
                processes.stream()
                        .flatMap(process -> process.all(Message.class).stream())
                        .map(Message::getName)
                        .collect(Collectors.toUnmodifiableSet()),
                Arrays.stream(ProcessError.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** The ids of a process that the product itself refers to. */
    public static Set<String> elementsOf(String process) {
        return ELEMENTS.getOrDefault(process, Set.of());
    }

    /** Everything that is set and read for forms. */
    Set<String> words() {
        return Stream.concat(
                        views.stream(),
                        answers.values().stream()
                                .flatMap(
                                        answer -> Stream.concat(answer.decisions().stream(), answer.fields().stream())))
                .collect(Collectors.collectingAndThen(Collectors.toSet(), words -> {
                    words.addAll(List.of("decision", "comment"));
                    return words;
                }));
    }

    private static Answer answerOf(FormFile form) {
        return new Answer(decisions(form), fields(form, false), fields(form, true));
    }

    /** The decisions that a form offers. */
    static Set<String> decisions(FormFile form) {
        return form.components()
                .filter(component -> FormRule.key(component).equals("decision"))
                .flatMap(component ->
                        StreamSupport.stream(component.path("values").spliterator(), false))
                .map(value -> value.path("value").asText())
                .collect(Collectors.toSet());
    }

    /** The fields that a form asks for, or those alone that cannot be left empty. */
    static Set<String> fields(FormFile form, boolean needed) {
        return form.components()
                .filter(FormRule::isInput)
                .filter(component -> !needed
                        || component.path("validate").path("required").asBoolean() && !component.has("conditional"))
                .map(FormRule::key)
                .filter(key -> !key.isBlank() && !key.equals("decision") && !key.equals("comment"))
                .collect(Collectors.toSet());
    }

    private static Answer either(Answer one, Answer other) {
        var needed = new HashSet<>(one.needed());
        needed.retainAll(other.needed());
        return new Answer(union(one.decisions(), other.decisions()), union(one.fields(), other.fields()), needed);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
