package org.countersign.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process that runs.
 *
 * @param id by which the engine knows it
 * @param document of which it is; null where it has none
 * @param suspended whether it is suspended
 * @param steps at which it stands
 */
public record RunningInstance(String id, @Nullable String document, boolean suspended, List<Step> steps) {

    public RunningInstance {
        steps = List.copyOf(steps);
    }

    /** Where a process stands: the element's id, and what it is called. */
    public record Step(String id, String label) {}
}
