package org.countersign.bpmn;

import java.util.Map;
import java.util.Set;

/**
 * What models may refer to.
 *
 * @param beans the beans that models may name, with their types
 * @param processes keys
 * @param decisions keys
 * @param forms ids
 * @param errors codes that delegates throw
 */
public record ModelWorld(
        Map<String, Class<?>> beans,
        Set<String> processes,
        Set<String> decisions,
        Set<String> forms,
        Set<String> errors) {}
