package org.countersign.workflow.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * What leads to and from each node of a model, and what is attached to it. Read once: asked for one node, a model looks through
 * all its flows. What a node itself lists is not asked: the engine goes by the flows alone, and a model may list others or none.
 */
final class Flows {

    private final Map<FlowNode, List<SequenceFlow>> from = new HashMap<>();
    private final Map<FlowNode, List<SequenceFlow>> to = new HashMap<>();
    private final Map<FlowNode, List<BoundaryEvent>> attached = new HashMap<>();

    private Flows() {}

    static Flows of(ModelInstance model) {
        var flows = new Flows();
        for (var flow : model.getModelElementsByType(SequenceFlow.class)) {
            note(flows.from, node(model, flow.getAttributeValue("sourceRef")), flow);
            note(flows.to, node(model, flow.getAttributeValue("targetRef")), flow);
        }
        for (var event : model.getModelElementsByType(BoundaryEvent.class)) {
            note(flows.attached, node(model, event.getAttributeValue("attachedToRef")), event);
        }
        return flows;
    }

    /** The model itself refuses to read a reference that names something else than a node: the engine is to say so. */
    private static @Nullable FlowNode node(ModelInstance model, @Nullable String id) {
        return id != null && model.getModelElementById(id) instanceof FlowNode node ? node : null;
    }

    /** The engine knows a node only beside the flow or event that names it. */
    private static <T extends ModelElementInstance> void note(
            Map<FlowNode, List<T>> notes, @Nullable FlowNode node, T element) {
        if (node != null && Objects.equals(node.getParentElement(), element.getParentElement())) {
            notes.computeIfAbsent(node, any -> new ArrayList<>()).add(element);
        }
    }

    /** The flows that leave a node. */
    List<SequenceFlow> from(FlowNode node) {
        return from.getOrDefault(node, List.of());
    }

    /** The flows that lead to a node. */
    List<SequenceFlow> to(FlowNode node) {
        return to.getOrDefault(node, List.of());
    }

    /** The events on the edge of an activity. */
    Stream<BoundaryEvent> attachedTo(Activity activity) {
        return attached.getOrDefault(activity, List.of()).stream();
    }
}
