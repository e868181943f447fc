package org.countersign.workflow.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.countersign.models.MigrationFinding;
import org.countersign.models.MigrationPlan;
import org.countersign.models.MigrationStatement;
import org.countersign.shared.Explanation;
import org.countersign.shared.NotFound;
import org.countersign.workflow.config.ModelChecks;
import org.countersign.workflow.models.MigrationWays;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Draws up plans with the engine: equal elements become each other, and beyond that what somebody said. Timers keep their
 * times, for these were worked out for a document; only what waits for a message follows the new version's name of it.
 */
@Component
class MigrationDrafts {

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ModelChecks models;
    private final EngineGateway engine;

    MigrationDrafts(RepositoryService repository, RuntimeService runtime, ModelChecks models, EngineGateway engine) {
        this.repository = repository;
        this.runtime = runtime;
        this.models = models;
        this.engine = engine;
    }

    /** A version of a process. @throws NotFound where there is none */
    ProcessDefinition definition(String key, int version) {
        var found = find(key, version);
        if (found == null) {
            throw new NotFound("version " + version + " of", key);
        }
        return found;
    }

    @Nullable
    ProcessDefinition find(String key, int version) {
        return engine.asProduct(() -> repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .processDefinitionVersion(version)
                .singleResult());
    }

    MigrationAnalysis analysis(MigrationPlan plan) {
        var source = definition(plan.key(), plan.from());
        var target = definition(plan.key(), plan.to());
        return engine.asProduct(() -> {
            var from = file(source);
            var to = file(target);
            var mapping = new LinkedHashMap<String, String>();
            runtime.createMigrationPlan(source.getId(), target.getId())
                    .mapEqualActivities()
                    .build()
                    .getInstructions()
                    .forEach(one -> mapping.put(one.getSourceActivityId(), one.getTargetActivityId()));
            var faults = new ArrayList<MigrationFinding>();
            apply(plan, from, to, mapping, faults);
            var drawn = drawn(source.getId(), target.getId(), from, to, mapping, faults);
            var versions = new MigrationAnalysis.Versions(plan.key(), source.getId(), target.getId(), from, to);
            var analysis = new MigrationAnalysis(
                    versions, mapping, drawn, List.copyOf(faults), new MigrationWays(from, to, models.world()));
            var refused = plan.instructions().stream()
                    .map(one -> {
                        var why = analysis.refusalOf(one.from());
                        return why == null ? null : MigrationAnalysis.refused(one.from(), why);
                    })
                    .filter(Objects::nonNull)
                    .toList();
            return refused.isEmpty() ? analysis : analysis.with(refused);
        });
    }

    /** What a batch was begun with, in the engine's words. */
    MigrationAnalysis analysis(org.camunda.bpm.engine.migration.MigrationPlan begun) {
        return engine.asProduct(() -> {
            var source = repository.getProcessDefinition(begun.getSourceProcessDefinitionId());
            var target = repository.getProcessDefinition(begun.getTargetProcessDefinitionId());
            var from = file(source);
            var to = file(target);
            var mapping = begun.getInstructions().stream()
                    .collect(Collectors.toMap(
                            MigrationInstruction::getSourceActivityId,
                            MigrationInstruction::getTargetActivityId,
                            (one, other) -> one,
                            LinkedHashMap::new));
            return new MigrationAnalysis(
                    new MigrationAnalysis.Versions(source.getKey(), source.getId(), target.getId(), from, to),
                    mapping,
                    begun,
                    List.of(),
                    new MigrationWays(from, to, models.world()));
        });
    }

    ProcessFile file(ProcessDefinition definition) {
        return new ProcessFile(definition.getKey(), repository.getBpmnModelInstance(definition.getId()));
    }

    private static void apply(
            MigrationPlan plan,
            ProcessFile from,
            ProcessFile to,
            Map<String, String> mapping,
            Collection<MigrationFinding> faults) {
        var named = new HashSet<String>();
        for (var one : plan.instructions()) {
            var source = MigrationAnalysis.node(from, one.from());
            var wanted = one.to();
            var target = wanted == null ? null : MigrationAnalysis.node(to, wanted);
            if (source == null) {
                faults.add(fault(one.from(), MigrationStatement.NOT_THERE, one.from(), plan.from()));
            } else if (wanted != null && target == null) {
                faults.add(fault(one.from(), MigrationStatement.NOT_THERE, wanted, plan.to()));
            } else if (!named.add(one.from())) {
                faults.add(fault(one.from(), MigrationStatement.TWICE, MigrationAnalysis.named(from, one.from())));
            } else if (target == null) {
                mapping.remove(one.from());
            } else {
                mapping.put(one.from(), target.getId());
                MigrationAnalysis.takeAlong(source, target, mapping);
            }
        }
    }

    private org.camunda.bpm.engine.migration.@Nullable MigrationPlan drawn(
            String source,
            String target,
            ProcessFile from,
            ProcessFile to,
            Map<String, String> mapping,
            Collection<MigrationFinding> faults) {
        var builder = runtime.createMigrationPlan(source, target);
        mapping.forEach((one, other) -> {
            var instruction = builder.mapActivities(one, other);
            var before = MigrationAnalysis.node(from, one);
            var after = MigrationAnalysis.node(to, other);
            if (before != null && after != null && followsItsMessage(before, after)) {
                instruction.updateEventTrigger();
            }
        });
        try {
            return builder.build();
        } catch (MigrationPlanValidationException e) {
            var seen = new HashSet<String>();
            e.getValidationReport().getInstructionReports().stream()
                    .flatMap(report -> report.getFailures().stream()
                            .map(failure -> told(report.getMigrationInstruction(), failure, from, to)))
                    .filter(finding -> seen.add(finding.element() + finding.sentence()))
                    .forEach(faults::add);
            return null;
        }
    }

    /** What the engine finds wrong, as far as it says which of its rules it is. */
    private static MigrationFinding told(
            MigrationInstruction instruction, String failure, ProcessFile from, ProcessFile to) {
        var source = instruction.getSourceActivityId();
        var one = MigrationAnalysis.named(from, source);
        var other = MigrationAnalysis.named(to, instruction.getTargetActivityId());
        if (failure.contains("incompatible types") || failure.contains("same type")) {
            return fault(source, MigrationStatement.OTHER_TYPE, one, other);
        }
        if (failure.contains("multiple mappings")) {
            return fault(source, MigrationStatement.TWICE, one);
        }
        if (failure.contains("gateway")) {
            return fault(source, MigrationStatement.OTHER_GATEWAY, one, other);
        }
        if (Stream.of("scope", "ancestor", "multi-instance").anyMatch(failure::contains)) {
            return fault(source, MigrationStatement.OTHER_SCOPE, one, other);
        }
        return fault(source, MigrationStatement.ENGINE_SAYS, one, other, failure);
    }

    private static MigrationFinding fault(String element, MigrationStatement statement, Object... values) {
        return MigrationAnalysis.refused(element, Explanation.of(statement, values));
    }

    private static boolean followsItsMessage(FlowNode before, FlowNode after) {
        return !after.getChildElementsByType(ConditionalEventDefinition.class).isEmpty()
                || !triggers(before).equals(triggers(after));
    }

    private static Set<String> triggers(FlowNode node) {
        var messages = Stream.concat(
                node instanceof ReceiveTask task ? Stream.ofNullable(task.getMessage()) : Stream.empty(),
                node.getChildElementsByType(MessageEventDefinition.class).stream()
                        .map(MessageEventDefinition::getMessage)
                        .filter(Objects::nonNull));
        var signals = node.getChildElementsByType(SignalEventDefinition.class).stream()
                .map(SignalEventDefinition::getSignal)
                .filter(Objects::nonNull);
        return Stream.concat(
                        messages.map(message -> "message " + message.getName()),
                        signals.map(signal -> "signal " + signal.getName()))
                .collect(Collectors.toSet());
    }
}
