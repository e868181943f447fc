package org.countersign.workflow.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.LinkEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * Finds ways around the approval: steps that make, release, send or pay something, and that a token can reach without
 * having passed a call of {@code document-approval} (R01). Tokens are moved through the model as far as they can go when
 * they never come out of such a call.
 */
final class WayToApproval {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String APPROVAL = "document-approval";

    /** The process of an order is started by the product alone, for orders whose approvals it has just looked at. */
    private static final String ORDER = "purchase-order";

    private static final Set<String> GUARDED =
            Set.of("createOrderDelegate", "applyChangeDelegate", "releasePaymentDelegate", "recordReleaseListener");
    private static final Set<String> GUARDED_ELSEWHERE =
            Set.of("prepareDispatchDelegate", "dispatchOrderDelegate", "recordManualDispatchListener");

    /** The one way past the call: a change that policy lets pass has its approval recorded before the process starts (R11). */
    private static final Pattern PROOF =
            Pattern.compile("\\$\\{\\s*changeGate\\.approved\\(execution\\.processBusinessKey\\)\\s*}");

    private static final Pattern OWN_KEY = Pattern.compile("[#$]\\{execution\\.(processB|b)usinessKey}");

    private final ModelWorld world;
    private final Set<String> beingAsked = new HashSet<>();
    private final Map<ModelInstance, Flows> flows = new IdentityHashMap<>();

    WayToApproval(ModelWorld world) {
        this.world = world;
    }

    /** The guarded steps of a process that can be reached without approval. */
    List<Violation> around(Process process) {
        if (process.getId().equals(APPROVAL)) {
            var reached = new Tokens(process).reached();
            return reached.stream()
                    .filter(node -> node instanceof EndEvent && node.getParentElement() instanceof Process)
                    .map(node -> Violation.at(node, " can be reached without the approval policy having been applied"))
                    .toList();
        }
        // A process that others call is looked at where it is called, with what came before.
        return !isShipped(process) && isCalledFromOutside(process.getId(), new HashSet<>())
                ? List.of()
                : unguarded(process);
    }

    /** Ids of the elements at which a token may stand that never came out of an approval. */
    Set<String> unapproved(Process process) {
        return new Tokens(process).reached().stream().map(FlowNode::getId).collect(Collectors.toUnmodifiableSet());
    }

    /** Ids of the joins at which a token may wait that never came out of an approval, for others that have not come yet. */
    Set<String> awaited(Process process) {
        return new Tokens(process).awaited();
    }

    /** Whether tokens that stand at some elements can reach what needs an approval without passing one. */
    boolean needsApprovalBehind(Process process, Collection<FlowNode> standing) {
        return needsApproval(process, new Tokens(process, false).reachedFrom(standing));
    }

    /** The same of a token for which others wait at every join. */
    boolean needsApprovalBehindJoins(Process process, FlowNode standing) {
        return needsApproval(process, new Tokens(process, true).reachedFrom(Set.of(standing)));
    }

    private boolean needsApproval(Process process, Set<FlowNode> reached) {
        return reached.stream()
                .anyMatch(node -> process.getId().equals(APPROVAL)
                        ? node instanceof EndEvent && node.getParentElement() instanceof Process
                        : isGuarded(node, process));
    }

    /** Whether somebody calls it who is looked at in turn: processes that only call each other are not. */
    private boolean isCalledFromOutside(String key, Set<String> seen) {
        return seen.add(key)
                && world.callersOf(key).stream()
                        .flatMap(file -> file.processes().stream())
                        .filter(caller -> !seen.contains(caller.getId()))
                        .anyMatch(caller -> isShipped(caller)
                                || world.callersOf(caller.getId()).isEmpty()
                                || isCalledFromOutside(caller.getId(), seen));
    }

    private List<Violation> unguarded(Process process) {
        return new Tokens(process)
                .reached().stream()
                        .filter(node -> isGuarded(node, process))
                        .map(node -> Violation.at(
                                node,
                                " can be reached without a completed call of document-approval, and "
                                        + String.join(", ", whatIsGuarded(node, process)) + " needs one before it"))
                        .toList();
    }

    private boolean isShipped(Process process) {
        return !ProductContract.elementsOf(process.getId()).isEmpty();
    }

    private boolean isGuarded(FlowNode node, Process process) {
        return !whatIsGuarded(node, process).isEmpty();
    }

    private List<String> whatIsGuarded(FlowNode node, Process process) {
        var found = new ArrayList<String>();
        beansOf(node)
                .filter(bean -> GUARDED.contains(bean)
                        || GUARDED_ELSEWHERE.contains(bean) && !process.getId().equals(ORDER))
                .forEach(found::add);
        if (node instanceof CallActivity call) {
            var called = String.valueOf(call.getCalledElement());
            if (called.equals(ORDER) || reachesGuarded(called)) {
                found.add("the process " + called);
            }
        }
        return found;
    }

    /** Whatever a node names anywhere as what it does: rather too much than too little. */
    private static Stream<String> beansOf(FlowNode node) {
        var own = Stream.concat(Stream.of(node), node.getChildElementsByType(MessageEventDefinition.class).stream())
                .flatMap(place -> ProcessFile.attributes(place, "delegateExpression"));
        var listeners = Stream.concat(
                ProcessFile.extensions(node, CamundaTaskListener.class).stream()
                        .map(CamundaTaskListener::getCamundaDelegateExpression),
                ProcessFile.extensions(node, CamundaExecutionListener.class).stream()
                        .map(CamundaExecutionListener::getCamundaDelegateExpression));
        return Stream.concat(own, listeners.filter(Objects::nonNull))
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(MatchResult::group);
    }

    /** Whether a node itself does this and nothing instead of it. */
    private static boolean does(FlowNode node, String bean) {
        return ProcessFile.attributes(node, "delegateExpression").anyMatch(all -> bean.equals(ProcessFile.beanIn(all)))
                && Stream.of("type", "class", "expression", "decisionRef")
                        .allMatch(other ->
                                ProcessFile.attributes(node, other).findAny().isEmpty());
    }

    private boolean reachesGuarded(String key) {
        return askedOf(key, process -> !unguarded(process).isEmpty());
    }

    /** Whether nobody comes through a process without approval. */
    private boolean approves(String key) {
        return key.equals(APPROVAL)
                || askedOf(
                        key,
                        process -> new Tokens(process)
                                .reached().stream()
                                        .noneMatch(node -> node.getParentElement() instanceof Process && ends(node)));
    }

    /** Processes that call each other in a circle are asked once. */
    private boolean askedOf(String key, Predicate<Process> question) {
        var file = world.process(key);
        if (file == null || !beingAsked.add(key)) {
            return false;
        }
        try {
            return file.processes().stream()
                    .filter(process -> process.getId().equals(key))
                    .anyMatch(question);
        } finally {
            beingAsked.remove(key);
        }
    }

    private boolean isApproval(FlowNode node) {
        return node instanceof CallActivity call
                && call.getLoopCharacteristics() == null
                && ProcessFile.callsTheNewest(call)
                && passesItsOwnKey(call)
                && approves(String.valueOf(call.getCalledElement()));
    }

    /** Of several keys the engine passes the last one. */
    private static boolean passesItsOwnKey(CallActivity call) {
        var keys = ProcessFile.extensions(call, CamundaIn.class).stream()
                .map(CamundaIn::getCamundaBusinessKey)
                .filter(Objects::nonNull)
                .toList();
        return !keys.isEmpty()
                && keys.stream().allMatch(key -> OWN_KEY.matcher(key).matches());
    }

    private Flows flowsOf(ModelElementInstance element) {
        return flows.computeIfAbsent(element.getModelInstance(), Flows::of);
    }

    private boolean ends(FlowNode node) {
        return node instanceof EndEvent
                || flowsOf(node).from(node).isEmpty() && !(node instanceof SubProcess sub && sub.triggeredByEvent());
    }

    /** Where tokens can get in one process without coming out of an approval. */
    private final class Tokens {

        private final Process process;
        private final boolean othersWait;
        private final Flows ways;
        private final Set<FlowNode> reached = new LinkedHashSet<>();
        private final Set<SequenceFlow> taken = new HashSet<>();
        private final Deque<FlowNode> next = new ArrayDeque<>();

        Tokens(Process process) {
            this(process, false);
        }

        /** @param othersWait whether a token comes through every join at which it arrives */
        Tokens(Process process, boolean othersWait) {
            this.process = process;
            this.othersWait = othersWait;
            this.ways = flowsOf(process);
        }

        Set<FlowNode> reached() {
            enter(process);
            return spread();
        }

        Set<String> awaited() {
            reached();
            return taken.stream()
                    .map(SequenceFlow::getTarget)
                    .filter(target -> !reached.contains(target))
                    .map(FlowNode::getId)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Where tokens can get that stand somewhere: events around them take them away too. */
        Set<FlowNode> reachedFrom(Collection<FlowNode> standing) {
            for (var one : standing) {
                reach(one);
                for (var around = one.getParentElement();
                        around instanceof SubProcess sub;
                        around = around.getParentElement()) {
                    ways.attachedTo(sub).forEach(this::reach);
                }
            }
            return spread();
        }

        private Set<FlowNode> spread() {
            do {
                while (!next.isEmpty()) {
                    spread(next.pop());
                }
                passJoins();
            } while (!next.isEmpty());
            return reached;
        }

        /** The engine counts the tokens at a join, not the flows over which they came. */
        private void passJoins() {
            Set.copyOf(taken).stream()
                    .filter(flow -> !reached.contains(flow.getTarget()) && mayCarrySeveral(flow))
                    .forEach(flow -> reach(flow.getTarget()));
        }

        /** Whether a fork before a flow leads to it on two ways, or an event that can occur repeatedly does. */
        private boolean mayCarrySeveral(SequenceFlow flow) {
            var before = new LinkedHashSet<FlowNode>();
            var ahead = new ArrayDeque<FlowNode>(List.of(flow.getSource()));
            while (!ahead.isEmpty()) {
                var node = ahead.pop();
                if (!before.add(node)) {
                    continue;
                }
                if (node instanceof BoundaryEvent event) {
                    if (!event.cancelActivity()) {
                        return true;
                    }
                    ahead.add(event.getAttachedTo());
                }
                if (!node.getChildElementsByType(LinkEventDefinition.class).isEmpty()) {
                    return true;
                }
                ways.to(node).stream()
                        .filter(taken::contains)
                        .map(SequenceFlow::getSource)
                        .forEach(ahead::add);
            }
            return before.stream()
                    .filter(node -> !(node instanceof ExclusiveGateway || node instanceof EventBasedGateway))
                    .anyMatch(node -> ways.from(node).stream()
                                    .filter(taken::contains)
                                    .filter(out -> out.equals(flow) || before.contains(out.getTarget()))
                                    .count()
                            > 1);
        }

        private void enter(ModelElementInstance scope) {
            scope.getChildElementsByType(StartEvent.class).forEach(this::reach);
            scope.getChildElementsByType(Activity.class).stream()
                    .filter(Activity::isForCompensation)
                    .forEach(this::reach);
            scope.getChildElementsByType(SubProcess.class).stream()
                    .filter(SubProcess::triggeredByEvent)
                    .forEach(this::reach);
        }

        private void reach(FlowNode node) {
            if (reached.add(node)) {
                next.add(node);
            }
        }

        private void spread(FlowNode node) {
            if (node instanceof Activity activity) {
                ways.attachedTo(activity).forEach(this::reach);
            }
            if (node instanceof SubProcess sub) {
                enter(sub);
                if (sub.getLoopCharacteristics() != null) {
                    leave(sub);
                }
                return;
            }
            if (node.getParentElement() instanceof SubProcess around && ends(node) && !throwsError(node)) {
                leave(around);
                if (around.triggeredByEvent() && around.getParentElement() instanceof SubProcess interrupted) {
                    leave(interrupted);
                }
            }
            if (node instanceof ThrowEvent) {
                node.getChildElementsByType(LinkEventDefinition.class).forEach(this::follow);
            }
            if (!(isApproval(node) || process.getId().equals(APPROVAL) && does(node, "routeApprovalDelegate"))) {
                leave(node);
            }
        }

        private void follow(LinkEventDefinition link) {
            process.getModelInstance().getModelElementsByType(LinkEventDefinition.class).stream()
                    .filter(other -> other.getParentElement() instanceof CatchEvent
                            && String.valueOf(link.getName()).equals(other.getName()))
                    .forEach(other -> reach((FlowNode) other.getParentElement()));
        }

        private boolean throwsError(FlowNode node) {
            return node instanceof EndEvent
                    && !node.getChildElementsByType(ErrorEventDefinition.class).isEmpty();
        }

        private void leave(FlowNode node) {
            for (var flow : ways.from(node)) {
                if (isProof(flow) || !taken.add(flow)) {
                    continue;
                }
                var target = flow.getTarget();
                if (othersWait || !(target instanceof ParallelGateway) || taken.containsAll(ways.to(target))) {
                    reach(target);
                }
            }
        }

        /** Elsewhere, and on a default flow, the engine asks no condition. */
        private boolean isProof(SequenceFlow flow) {
            return flow.getConditionExpression() != null
                    && flow.getSource() instanceof ExclusiveGateway gateway
                    && !flow.equals(gateway.getDefault())
                    && PROOF.matcher(flow.getConditionExpression()
                                    .getTextContent()
                                    .strip())
                            .matches();
        }
    }
}
