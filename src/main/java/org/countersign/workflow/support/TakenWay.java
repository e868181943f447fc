package org.countersign.workflow.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sequence flows that a process instance took. The engine's history keeps the activities and not the flows
 * between them: whatever began did so because one of the activities before it was completed last.
 */
final class TakenWay {

    /** Where a flow leads. */
    record Flow(String id, String source, String target) {}

    /**
     * One time that a flow node was reached.
     *
     * @param node id of the flow node
     * @param began milliseconds; {@link Long#MAX_VALUE} for what the engine has yet to begin
     * @param ended milliseconds; null while it lasts
     * @param completed whether it ended by itself, so that the way went on from it
     */
    record Visit(String node, long began, @Nullable Long ended, boolean completed) {}

    private final Map<String, List<Flow>> into = new HashMap<>();
    private final Set<String> joins;

    /**
     * @param flows all sequence flows of the process
     * @param joins ids of the nodes that wait for every flow into them: parallel gateways
     */
    TakenWay(Collection<Flow> flows, Set<String> joins) {
        flows.forEach(flow ->
                into.computeIfAbsent(flow.target(), target -> new ArrayList<>()).add(flow));
        this.joins = joins;
    }

    /** @param visits every time that a node was reached, in the order in which it happened */
    Set<String> of(List<Visit> visits) {
        var byNode = new HashMap<String, List<Visit>>();
        visits.forEach(visit ->
                byNode.computeIfAbsent(visit.node(), node -> new ArrayList<>()).add(visit));
        var taken = new LinkedHashSet<String>();
        for (var visit : visits) {
            Flow last = null;
            long when = Long.MIN_VALUE;
            for (var flow : into.getOrDefault(visit.node(), List.of())) {
                var left = lastLeft(byNode.getOrDefault(flow.source(), List.of()), visit.began());
                if (left != null && joins.contains(visit.node())) {
                    taken.add(flow.id());
                } else if (left != null && left >= when) {
                    last = flow;
                    when = left;
                }
            }
            if (last != null) {
                taken.add(last.id());
            }
        }
        return taken;
    }

    private static @Nullable Long lastLeft(List<Visit> visits, long by) {
        Long last = null;
        for (var visit : visits) {
            var ended = visit.ended();
            if (ended != null && visit.completed() && ended <= by && (last == null || ended > last)) {
                last = ended;
            }
        }
        return last;
    }
}
