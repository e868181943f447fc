package org.countersign.workflow.models;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.jspecify.annotations.Nullable;

/**
 * What models may refer to: the product, and the newest of what is deployed together with what is about to be.
 *
 * @param beans the type of the bean that models may name so, or null
 * @param processes by key
 * @param decisions whether a decision of this key is there
 * @param forms by id
 * @param groups whether there is a group of this id
 * @param people whether there is somebody of this user name
 */
public record ModelWorld(
        Function<String, @Nullable Class<?>> beans,
        Map<String, ProcessFile> processes,
        Function<String, Boolean> decisions,
        Function<String, @Nullable FormFile> forms,
        Function<String, Boolean> groups,
        Function<String, Boolean> people,
        ProductContract product) {

    @Nullable
    Class<?> bean(String name) {
        return beans.apply(name);
    }

    @Nullable
    ProcessFile process(String key) {
        return processes.get(key);
    }

    boolean hasDecision(@Nullable String key) {
        return key != null && decisions.apply(key);
    }

    @Nullable
    FormFile form(@Nullable String id) {
        return id == null ? null : forms.apply(id);
    }

    boolean hasGroup(String id) {
        return groups.apply(id);
    }

    boolean hasPerson(String user) {
        return people.apply(user);
    }

    Set<String> errors() {
        return product.errors();
    }

    /** The processes that call another one. */
    List<ProcessFile> callersOf(String key) {
        return processes.values().stream()
                .distinct()
                .filter(file ->
                        file.all(CallActivity.class).stream().anyMatch(call -> key.equals(call.getCalledElement())))
                .toList();
    }
}
