package org.countersign.approval;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which way a document would take under a table that need not be in force.
 *
 * @param steps in the order in which they would be asked; empty where nobody could be
 * @param failure why nobody could be asked (R03); null when all is well
 */
public record ForeseenRoute(List<Step> steps, @Nullable Explanation failure) {

    public ForeseenRoute {
        steps = List.copyOf(steps);
    }

    /** Whether it would pass without anybody being asked. */
    public boolean passesByRule() {
        return failure == null && steps.stream().allMatch(step -> step.turn() == 0);
    }

    /** What is asked of which roles in which order, whichever rules say so; equal where that is the same. */
    public String demands() {
        return steps.stream().map(Step::demand).collect(Collectors.joining("; "));
    }

    /**
     * One step.
     *
     * @param turn when it would be asked, from 1; 0 for approval by rule; steps of one turn are asked together
     * @param demand what it asks, to compare it with others
     * @param words what it asks, and whom
     * @param role what it asks, without the names of people
     * @param person the one person who would be asked today, if it is one
     * @param group the group that would be asked, if it is one
     */
    public record Step(
            int turn,
            String demand,
            Explanation words,
            Explanation role,
            @Nullable UserId person,
            @Nullable String group) {}
}
