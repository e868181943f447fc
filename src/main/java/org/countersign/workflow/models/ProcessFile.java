package org.countersign.workflow.models;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/**
 * A file with a process.
 *
 * @param name of the file, without its suffix
 */
public record ProcessFile(String name, BpmnModelInstance model) {

    /** The engine reads its attributes under its former name too. */
    private static final List<String> NAMESPACES =
            List.of("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

    /**
     * Reads a file.
     *
     * @throws org.camunda.bpm.model.xml.ModelParseException where it is no valid BPMN
     */
    public static ProcessFile of(String name, String text) {
        return new ProcessFile(
                name, Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The processes in it that can run. */
    public List<Process> processes() {
        return all(Process.class).stream().filter(Process::isExecutable).toList();
    }

    Process process() {
        return processes().isEmpty()
                ? all(Process.class).iterator().next()
                : processes().get(0);
    }

    /** The key of the process. */
    public String key() {
        return process().getId();
    }

    /** All elements of a type. */
    public <T extends ModelElementInstance> Collection<T> all(Class<T> type) {
        return model.getModelElementsByType(type);
    }

    /** What leads from node to node. */
    Flows flows() {
        return Flows.of(model);
    }

    /** What the engine reads as an attribute of its own. */
    static Stream<String> attributes(ModelElementInstance element, String name) {
        return NAMESPACES.stream()
                .map(namespace -> element.getAttributeValueNs(namespace, name))
                .filter(Objects::nonNull);
    }

    /** Whether a call always takes the version that was deployed last, which it does unless it says otherwise. */
    static boolean callsTheNewest(CallActivity call) {
        return attributes(call, "calledElementBinding").allMatch("latest"::equals);
    }

    /** The elements that belong to another one's extensions. */
    static <T extends ModelElementInstance> Collection<T> extensions(BaseElement element, Class<T> type) {
        var extensions = element.getExtensionElements();
        return extensions == null
                ? List.of()
                : extensions.getElementsQuery().filterByType(type).list();
    }

    /** The beans that listen to an event of a task, by name. */
    public static List<String> listeners(BaseElement task, String event) {
        return extensions(task, CamundaTaskListener.class).stream()
                .filter(listener -> event.equals(listener.getCamundaEvent()))
                .flatMap(listener -> Optional.ofNullable(beanIn(listener.getCamundaDelegateExpression())).stream())
                .toList();
    }

    /** The bean that a delegate expression names, or null. */
    static @Nullable String beanIn(@Nullable String expression) {
        return expression != null && expression.matches("[$#]\\{[A-Za-z0-9]+}")
                ? expression.substring(2, expression.length() - 1)
                : null;
    }

    @Override
    public String toString() {
        return name;
    }
}
