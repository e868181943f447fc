package org.countersign.workflow.models;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;

/** Whether moving a process from an element of one version to one of another leads it around its approval (R01). */
public final class MigrationWays {

    private final WayToApproval ways;
    private final Process to;
    private final Set<String> unapproved;
    private final Map<String, Boolean> needed = new HashMap<>();

    /**
     * @param from the version on which processes run
     * @param to the version on which they are to run
     * @param world what is deployed, for the processes that these call
     */
    public MigrationWays(ProcessFile from, ProcessFile to, ModelWorld world) {
        this.ways = new WayToApproval(world);
        this.to = to.process();
        this.unapproved = ways.unapproved(from.process());
    }

    /** Whether who stands there unapproved could do there what needs an approval. */
    public boolean leadAround(FlowNode source, FlowNode target) {
        return unapproved.contains(source.getId())
                && needed.computeIfAbsent(target.getId(), id -> ways.needsApprovalBehind(to, target));
    }
}
