package org.countersign.workflow.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.countersign.models.MigrationElement;
import org.countersign.models.MigrationFate;
import org.countersign.models.MigrationFinding;
import org.countersign.models.MigrationStatement;
import org.countersign.shared.Explanation;
import org.countersign.shared.ShippedTexts;
import org.countersign.workflow.migration.Standing.Kind;
import org.countersign.workflow.models.MigrationWays;
import org.countersign.workflow.models.MigrationWays.Move;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.models.ProductContract;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each element of a version, whoever stands there: what the engine maps, what somebody said beyond that,
 * and which of it would lose something although the engine allows it.
 */
final class MigrationAnalysis {

    /** What the engine adds to the id of an activity for all its rounds together. */
    private static final String ALL_ROUNDS = "#multiInstanceBody";

    private final Versions versions;
    private final Map<String, String> mapping;
    private final @Nullable MigrationPlan plan;
    private final List<MigrationFinding> faults;
    private final Map<String, Explanation> refusals;

    /** The two versions of a process. */
    record Versions(String key, String source, String target, ProcessFile from, ProcessFile to) {}

    /**
     * @param mapping ids of elements, old and new
     * @param plan for the engine; null where it refuses what was said
     * @param faults of what was said
     */
    MigrationAnalysis(
            Versions versions,
            Map<String, String> mapping,
            @Nullable MigrationPlan plan,
            List<MigrationFinding> faults,
            MigrationWays ways) {
        this.versions = versions;
        this.mapping = mapping;
        this.plan = plan;
        this.faults = List.copyOf(faults);
        this.refusals = new LinkedHashMap<>();
        var moves = new LinkedHashMap<String, Move>();
        mapping.forEach((from, to) -> {
            var source = node(versions.from(), from);
            var target = node(versions.to(), to);
            if (source != null && target != null) {
                moves.put(from, new Move(source, target));
            }
        });
        var around = ways.leadAround(moves.values());
        moves.forEach((from, move) -> {
            var refusal = refusal(move, around);
            if (refusal != null) {
                refusals.put(from, refusal);
            }
        });
    }

    private MigrationAnalysis(MigrationAnalysis other, List<MigrationFinding> faults) {
        this.versions = other.versions;
        this.mapping = other.mapping;
        this.plan = other.plan;
        this.refusals = other.refusals;
        this.faults = Stream.concat(other.faults.stream(), faults.stream()).toList();
    }

    /** The same with more that is wrong with what was said. */
    MigrationAnalysis with(List<MigrationFinding> more) {
        return new MigrationAnalysis(this, more);
    }

    Versions versions() {
        return versions;
    }

    /** For the engine; null where the plan itself is not possible. */
    @Nullable
    MigrationPlan plan() {
        return plan;
    }

    List<MigrationFinding> faults() {
        return faults;
    }

    /** Why what stands somewhere cannot be moved, by element. */
    Map<String, Explanation> losses(Map<String, Map<Kind, Long>> standing) {
        var found = new LinkedHashMap<String, Explanation>();
        standing.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            var loss = loss(entry.getKey(), entry.getValue());
            if (loss != null) {
                found.put(entry.getKey(), loss);
            }
        });
        return found;
    }

    private @Nullable Explanation loss(String element, Map<Kind, Long> there) {
        var label = named(versions.from(), element);
        if (mapping.containsKey(element)) {
            return refusals.get(element);
        }
        for (var kind : Kind.values()) {
            var many = there.get(kind);
            if (many != null) {
                var statement = switch (kind) {
                    case TASK -> MigrationStatement.TASKS_LOST;
                    case TIMER -> MigrationStatement.TIMERS_LOST;
                    case EVENT -> MigrationStatement.MESSAGES_LOST;
                    case POSITION -> MigrationStatement.STEPS_LOST;
                };
                return Explanation.of(statement, label, number(many));
            }
        }
        return null;
    }

    /** Elements of both versions at which a process can stand, in the order of their files. */
    List<MigrationElement> elements(Map<String, Map<Kind, Long>> standing, Collection<String> stuck) {
        var told = new ArrayList<MigrationElement>();
        for (var node : versions.from().all(FlowNode.class)) {
            var here = standing.getOrDefault(node.getId(), Map.of());
            var all = standing.getOrDefault(node.getId() + ALL_ROUNDS, Map.of());
            if (holds(node) || !here.isEmpty() || !all.isEmpty()) {
                var isStuck = stuck.contains(node.getId()) || stuck.contains(node.getId() + ALL_ROUNDS);
                told.add(element(node, isStuck, instances(node, here)));
            }
        }
        var reached = new HashSet<>(mapping.values());
        for (var node : versions.to().all(FlowNode.class)) {
            if (holds(node) && !reached.contains(node.getId()) && node(versions.from(), node.getId()) == null) {
                told.add(new MigrationElement(
                        node.getId(), label(node), typeOf(node), MigrationFate.NEW, null, null, 0));
            }
        }
        return told;
    }

    /** Where processes can stand in a version. */
    static List<MigrationElement> places(ProcessFile file) {
        return file.all(FlowNode.class).stream()
                .filter(MigrationAnalysis::holds)
                .map(node -> new MigrationElement(
                        node.getId(), label(node), typeOf(node), MigrationFate.KEPT, null, null, 0))
                .toList();
    }

    private MigrationElement element(FlowNode node, boolean stuck, long instances) {
        var target = mapping.get(node.getId());
        if (target == null && !stuck && sameThere(node)) {
            target = node.getId();
        }
        var fate = stuck
                ? MigrationFate.STUCK
                : target == null
                        ? MigrationFate.GONE
                        : target.equals(node.getId()) ? MigrationFate.KEPT : MigrationFate.RENAMED;
        return new MigrationElement(
                node.getId(),
                label(node),
                typeOf(node),
                fate,
                target,
                target == null ? null : label(versions.to(), target),
                instances);
    }

    private boolean sameThere(FlowNode node) {
        var there = node(versions.to(), node.getId());
        return there != null && typeOf(there).equals(typeOf(node));
    }

    private static boolean holds(FlowNode node) {
        return node instanceof Activity
                || node instanceof EventBasedGateway
                || node instanceof CatchEvent event
                        && !(event instanceof StartEvent
                                && event.getEventDefinitions().isEmpty());
    }

    private static long instances(FlowNode node, Map<Kind, Long> here) {
        if (node instanceof CatchEvent && !here.containsKey(Kind.POSITION)) {
            return 0;
        }
        return Math.max(here.getOrDefault(Kind.POSITION, 0L), here.getOrDefault(Kind.TASK, 0L));
    }

    /** What is worth knowing of what is moved. */
    List<MigrationFinding> notes(Map<String, Map<Kind, Long>> standing, long instances) {
        var notes = new ArrayList<MigrationFinding>();
        mapping.forEach((from, to) -> {
            var source = node(versions.from(), from);
            var target = node(versions.to(), to);
            var here = standing.getOrDefault(from, Map.of());
            if (source == null || target == null) {
                return;
            }
            if (here.containsKey(Kind.TIMER) && !timer(source).equals(timer(target))) {
                notes.add(note(
                        from, MigrationStatement.TIMER_KEPT, named(source), number(here.getOrDefault(Kind.TIMER, 0L))));
            }
            if (here.containsKey(Kind.TASK) && source instanceof UserTask one && target instanceof UserTask other) {
                if (!Objects.equals(one.getCamundaFormRef(), other.getCamundaFormRef())
                        || !ProcessFile.listeners(one, "create").equals(ProcessFile.listeners(other, "create"))) {
                    notes.add(note(
                            from,
                            MigrationStatement.OTHER_FORM,
                            named(source),
                            number(here.getOrDefault(Kind.TASK, 0L))));
                }
            }
        });
        if (instances > 0) {
            elements(standing, Set.of()).stream()
                    .filter(element -> element.fate() == MigrationFate.NEW)
                    .map(element -> node(versions.to(), element.id()))
                    .filter(Objects::nonNull)
                    .forEach(node -> noteOfNew(node, standing, notes));
        }
        return notes;
    }

    private void noteOfNew(FlowNode node, Map<String, Map<Kind, Long>> standing, List<MigrationFinding> notes) {
        if (node instanceof UserTask || node instanceof CallActivity) {
            notes.add(note(node.getId(), MigrationStatement.NOT_CAUGHT_UP, named(node)));
        }
        if (node instanceof BoundaryEvent event && !timer(event).isEmpty()) {
            var around = event.getAttachedTo().getId();
            var many = mapping.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(around))
                    .mapToLong(entry ->
                            standing.getOrDefault(entry.getKey(), Map.of()).getOrDefault(Kind.POSITION, 0L))
                    .sum();
            if (many > 0) {
                notes.add(note(node.getId(), MigrationStatement.TIMER_BEGINS, named(node), number(many)));
            }
        }
    }

    private @Nullable Explanation refusal(Move move, Set<Move> around) {
        var source = move.source();
        var target = move.target();
        var from = named(source);
        var to = named(target);
        if (!source.getId().equals(target.getId())
                && ProductContract.elementsOf(versions.key()).contains(source.getId())) {
            return Explanation.of(MigrationStatement.NAMED_BY_THE_PRODUCT, from, to, source.getId());
        }
        if (source instanceof UserTask && target instanceof UserTask) {
            var asked = new LinkedHashSet<>(ProcessFile.listeners(source, "complete"));
            var handed = new LinkedHashSet<>(ProcessFile.listeners(target, "complete"));
            if (!asked.equals(handed)) {
                return Explanation.of(
                        MigrationStatement.OTHER_TASK, from, to, String.join(", ", handed), String.join(", ", asked));
            }
        }
        if (source instanceof CallActivity one
                && target instanceof CallActivity other
                && !Objects.equals(one.getCalledElement(), other.getCalledElement())) {
            return Explanation.of(
                    MigrationStatement.CALLS_ANOTHER,
                    from,
                    to,
                    String.valueOf(one.getCalledElement()),
                    String.valueOf(other.getCalledElement()));
        }
        return around.contains(move) ? Explanation.of(MigrationStatement.AROUND_THE_APPROVAL, from, to) : null;
    }

    /** Whether what was said of an element cannot be, though nobody stands there now. */
    @Nullable
    Explanation refusalOf(String element) {
        return refusals.get(element);
    }

    static MigrationFinding refused(@Nullable String element, Explanation why) {
        return new MigrationFinding(true, element, why);
    }

    private static MigrationFinding note(String element, MigrationStatement statement, Object... values) {
        return new MigrationFinding(false, element, Explanation.of(statement, values));
    }

    static Explanation.Value number(long number) {
        return Explanation.number(java.math.BigDecimal.valueOf(number));
    }

    /** What an element is called, in each reader's language as long as it is called as shipped. */
    static Object named(ProcessFile file, String element) {
        var node = node(file, element);
        return node == null ? element : named(file.key(), node);
    }

    private Object named(FlowNode node) {
        return named(versions.key(), node);
    }

    private static Object named(String key, FlowNode node) {
        var label = label(node);
        var words = "model." + key + "." + node.getId();
        return ShippedTexts.still(words, label)
                ? Explanation.words(List.of(new Explanation(label, List.of(new Explanation.Said(words, List.of())))))
                : label;
    }

    /** What an element is called. */
    static String label(ProcessFile file, String element) {
        var node = node(file, element);
        return node == null ? element : label(node);
    }

    private static String label(FlowNode node) {
        var name = node.getName();
        return name == null || name.isBlank()
                ? node.getId()
                : name.replaceAll("\\s+", " ").strip();
    }

    static @Nullable FlowNode node(ProcessFile file, String element) {
        var id = element.endsWith(ALL_ROUNDS) ? element.substring(0, element.length() - ALL_ROUNDS.length()) : element;
        return file.model().getModelElementById(id) instanceof FlowNode node ? node : null;
    }

    private static String typeOf(FlowNode node) {
        return node.getElementType().getTypeName();
    }

    private static String timer(FlowNode node) {
        return node.getChildElementsByType(TimerEventDefinition.class).stream()
                .map(definition -> definition.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    /** What lies within or at an element and goes with it, where both versions have it there. */
    static void takeAlong(FlowNode source, FlowNode target, Map<String, String> mapping) {
        if (source instanceof Activity one && target instanceof Activity other) {
            if (one.getLoopCharacteristics() != null && other.getLoopCharacteristics() != null) {
                mapping.putIfAbsent(one.getId() + ALL_ROUNDS, other.getId() + ALL_ROUNDS);
            }
            boundaries(one)
                    .forEach(event -> boundaries(other).stream()
                            .filter(there -> there.getId().equals(event.getId()))
                            .forEach(there -> mapping.putIfAbsent(event.getId(), there.getId())));
        }
        if (source instanceof SubProcess one && target instanceof SubProcess other) {
            one.getChildElementsByType(FlowNode.class)
                    .forEach(inner -> other.getChildElementsByType(FlowNode.class).stream()
                            .filter(there -> there.getId().equals(inner.getId())
                                    && typeOf(there).equals(typeOf(inner)))
                            .filter(there -> holds(there))
                            .forEach(there -> {
                                mapping.putIfAbsent(inner.getId(), there.getId());
                                takeAlong(inner, there, mapping);
                            }));
        }
    }

    private static List<BoundaryEvent> boundaries(Activity activity) {
        return activity.getModelInstance().getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> activity.equals(event.getAttachedTo()))
                .sorted(Comparator.comparing(BoundaryEvent::getId))
                .toList();
    }
}
