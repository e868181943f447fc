package org.countersign.workflow.models;

import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * Where models name what is to be done. The engine takes a delegate at service and send tasks, at business rule tasks that ask
 * no decision, and at the message of an event that throws one, in the middle of a process or at its end.
 */
final class Delegates {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private Delegates() {}

    /** A place of the model that names a bean, and what that bean has to be. */
    record Use(ModelElementInstance element, @Nullable String expression, Class<?> type) {

        boolean isKnownTo(ModelWorld world) {
            var bean = ProcessFile.beanIn(expression);
            var known = bean == null ? null : world.bean(bean);
            return known != null && type.isAssignableFrom(known);
        }
    }

    /** Every place that has to name a delegate or a listener. */
    static Stream<Use> in(ProcessFile file) {
        return Stream.of(
                        file.all(FlowNode.class).stream()
                                .flatMap(Delegates::placesOf)
                                .filter(Delegates::isForTheProduct)
                                .map(place -> new Use(place, expressionAt(place), JavaDelegate.class)),
                        listeners(
                                file,
                                CamundaTaskListener.class,
                                TaskListener.class,
                                CamundaTaskListener::getCamundaDelegateExpression),
                        listeners(
                                file,
                                CamundaExecutionListener.class,
                                ExecutionListener.class,
                                CamundaExecutionListener::getCamundaDelegateExpression))
                .flatMap(all -> all);
    }

    /** The delegates that a step or event calls itself, without its listeners, by name. */
    static Stream<String> beansOf(FlowNode node) {
        return placesOf(node).flatMap(place -> Stream.ofNullable(ProcessFile.beanIn(expressionAt(place))));
    }

    /** Whether a node sends something by what it is, whatever the bean is called. */
    static boolean sends(FlowNode node) {
        return node instanceof SendTask
                || node instanceof ThrowEvent
                        && placesOf(node)
                                .filter(Delegates::isForTheProduct)
                                .anyMatch(place -> expressionAt(place) != null);
    }

    private static Stream<? extends ModelElementInstance> placesOf(FlowNode node) {
        if (node instanceof ServiceTask || node instanceof SendTask) {
            return Stream.of(node);
        }
        if (node instanceof BusinessRuleTask task) {
            // One that names neither a decision nor a delegate is told that it lacks a decision.
            return task.getCamundaDecisionRef() == null && expressionAt(task) != null
                    ? Stream.of(task)
                    : Stream.empty();
        }
        return node instanceof ThrowEvent
                ? node.getChildElementsByType(MessageEventDefinition.class).stream()
                : Stream.empty();
    }

    private static <T extends ModelElementInstance> Stream<Use> listeners(
            ProcessFile file, Class<T> elements, Class<?> type, Function<T, @Nullable String> expression) {
        return file.all(elements).stream()
                .filter(Delegates::isForTheProduct)
                .map(element -> new Use(element, expression.apply(element), type));
    }

    private static boolean isForTheProduct(ModelElementInstance place) {
        return place.getAttributeValueNs(CAMUNDA, "expression") == null
                && !"external".equals(place.getAttributeValueNs(CAMUNDA, "type"));
    }

    private static @Nullable String expressionAt(ModelElementInstance place) {
        return place.getAttributeValueNs(CAMUNDA, "delegateExpression");
    }
}
