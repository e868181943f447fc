package org.countersign.workflow.models;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;

/** Whether moving a process from elements of one version to those of another leads it around its approval (R01). */
public final class MigrationWays {

    private final WayToApproval ways;
    private final Process to;
    private final Set<String> unapproved;
    private final Set<String> awaited;
    private final Map<String, Boolean> needed = new HashMap<>();

    /** What becomes of one element. */
    public record Move(FlowNode source, FlowNode target) {}

    /**
     * @param from the version on which processes run
     * @param to the version on which they are to run
     * @param world what is deployed, for the processes that these call
     */
    public MigrationWays(ProcessFile from, ProcessFile to, ModelWorld world) {
        this.ways = new WayToApproval(world);
        this.to = to.process();
        this.unapproved = ways.unapproved(from.process());
        this.awaited = ways.awaited(from.process());
    }

    /**
     * The moves by which who stands there unapproved could do what needs an approval: alone, or because a process that
     * stands at several elements at once comes through a join behind them. Who waits at a join counts there already, and
     * the new version does not know from where it came: it stays until the others have come.
     */
    public Set<Move> leadAround(Collection<Move> moves) {
        var doubtful = moves.stream()
                .filter(move -> unapproved.contains(move.source().getId()))
                .collect(Collectors.toSet());
        var around = doubtful.stream()
                .filter(move -> needed.computeIfAbsent(
                        move.target().getId(), id -> ways.needsApprovalBehind(to, Set.of(move.target()))))
                .collect(Collectors.toSet());
        doubtful.removeAll(around);
        Predicate<Move> meets = move -> ways.needsApprovalBehindJoins(to, move.target());
        var together = doubtful.stream().map(Move::target).collect(Collectors.toSet());
        if (together.size() > 1 && ways.needsApprovalBehind(to, together)) {
            doubtful.stream().filter(meets).forEach(around::add);
        }
        // Two that become one send two tokens over one flow, and the engine counts tokens.
        doubtful.stream().collect(Collectors.groupingBy(Move::target)).values().stream()
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .filter(meets)
                .forEach(around::add);
        moves.stream()
                .filter(move -> awaited.contains(move.source().getId()))
                .filter(meets)
                .forEach(around::add);
        return around;
    }
}
