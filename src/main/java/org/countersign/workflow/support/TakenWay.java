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
        var leaving = new HashMap<String, List<Integer>>();
        for (int index = 0; index < visits.size(); index++) {
            if (visits.get(index).completed()) {
                leaving.computeIfAbsent(visits.get(index).node(), node -> new ArrayList<>())
                        .add(index);
            }
        }
        var taken = new LinkedHashSet<String>();
        for (int reached = 0; reached < visits.size(); reached++) {
            Flow by = null;
            int left = -1;
            for (var flow : into.getOrDefault(visits.get(reached).node(), List.of())) {
                int last = lastLeft(leaving.getOrDefault(flow.source(), List.of()), reached, visits);
                if (last >= 0 && joins.contains(flow.target())) {
                    taken.add(flow.id());
                } else if (last >= 0 && (left < 0 || isLater(last, left, reached, visits))) {
                    by = flow;
                    left = last;
                }
            }
            if (by != null) {
                taken.add(by.id());
            }
        }
        return taken;
    }

    private static int lastLeft(List<Integer> candidates, int reached, List<Visit> visits) {
        int last = -1;
        for (int candidate : candidates) {
            var ended = visits.get(candidate).ended();
            if (ended != null
                    && ended <= visits.get(reached).began()
                    && (last < 0 || isLater(candidate, last, reached, visits))) {
                last = candidate;
            }
        }
        return last;
    }

    /** What happened in the same millisecond is told apart by its place in the history. */
    private static boolean isLater(int one, int other, int reached, List<Visit> visits) {
        int byTime = Long.compare(endOf(one, visits), endOf(other, visits));
        if (byTime != 0) {
            return byTime > 0;
        }
        boolean before = one < reached;
        return before == other < reached ? one > other : before;
    }

    private static long endOf(int index, List<Visit> visits) {
        var ended = visits.get(index).ended();
        return ended == null ? Long.MAX_VALUE : ended;
    }
}
