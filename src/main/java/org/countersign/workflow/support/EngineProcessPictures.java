package org.countersign.workflow.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.countersign.console.ProcessPicture;
import org.countersign.console.ProcessPicture.StepState;
import org.countersign.console.ProcessPictures;
import org.countersign.shared.DocumentNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Draws process pictures from the engine's history. What waits for its job is in no history yet; where an instance runs,
 * its executions are asked too.
 */
@Component
class EngineProcessPictures implements ProcessPictures {

    private static final String[] PROCESSES = {
        "purchase-requisition", "document-approval", "purchase-order", "supplier-invoice"
    };
    private static final int MOST_INSTANCES = 30;
    private static final String BODY = "#multiInstanceBody";

    private final HistoryService history;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private final EngineGateway engine;

    EngineProcessPictures(
            HistoryService history,
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService management,
            EngineGateway engine) {
        this.history = history;
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
        this.engine = engine;
    }

    @Override
    public List<ProcessPicture> of(List<DocumentNumber> documents) {
        return documents.isEmpty() ? List.of() : engine.asProduct(() -> pictures(documents));
    }

    @Override
    public Optional<String> diagram(String model, Collection<DocumentNumber> documents, Naming naming) {
        return engine.asProduct(() -> {
            var known = history.createHistoricProcessInstanceQuery()
                    .processInstanceBusinessKeyIn(keys(documents))
                    .processDefinitionId(model)
                    .count();
            return known == 0 ? Optional.<String>empty() : Optional.of(named(model, naming));
        });
    }

    private String named(String definition, Naming naming) {
        try (var xml = repository.getProcessModel(definition)) {
            var model = Bpmn.readModelFromStream(xml);
            for (var process : model.getModelElementsByType(Process.class)) {
                for (var element : model.getModelElementsByType(FlowElement.class)) {
                    if (element.getName() != null) {
                        element.setName(naming.of(process.getId(), element.getId(), element.getName()));
                    }
                }
            }
            return Bpmn.convertToString(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ProcessPicture> pictures(List<DocumentNumber> documents) {
        var places = IntStream.range(0, documents.size())
                .boxed()
                .collect(Collectors.toMap(place -> documents.get(place).value(), place -> place, Math::min));
        var instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKeyIn(keys(documents))
                .processDefinitionKeyIn(PROCESSES)
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, MOST_INSTANCES);
        if (instances.isEmpty()) {
            return List.of();
        }
        var activities = activitiesOf(instances);
        return instances.stream()
                .sorted(Comparator.comparing(
                                (HistoricProcessInstance instance) -> places.get(instance.getBusinessKey()))
                        .thenComparing(HistoricProcessInstance::getStartTime)
                        .thenComparing(instance -> instance.getSuperProcessInstanceId() != null))
                .map(instance -> picture(instance, activities.getOrDefault(instance.getId(), List.of())))
                .toList();
    }

    private static String[] keys(Collection<DocumentNumber> documents) {
        return documents.stream().map(DocumentNumber::value).toArray(String[]::new);
    }

    /** Of all instances in one statement; the engine's own query asks for one instance at a time. */
    private Map<String, List<HistoricActivityInstance>> activitiesOf(List<HistoricProcessInstance> instances) {
        var names = IntStream.range(0, instances.size())
                .mapToObj(index -> "#{i" + index + "}")
                .collect(Collectors.joining(", "));
        var query = history.createNativeHistoricActivityInstanceQuery()
                .sql("select * from " + management.getTableName(HistoricActivityInstance.class)
                        + " where PROC_INST_ID_ in (" + names + ") order by START_TIME_, SEQUENCE_COUNTER_, ID_");
        for (int index = 0; index < instances.size(); index++) {
            query.parameter("i" + index, instances.get(index).getId());
        }
        return query.list().stream().collect(Collectors.groupingBy(HistoricActivityInstance::getProcessInstanceId));
    }

    private ProcessPicture picture(HistoricProcessInstance instance, List<HistoricActivityInstance> activities) {
        var model = repository.getBpmnModelInstance(instance.getProcessDefinitionId());
        var now = instance.getEndTime() == null
                ? Now.of(runtime.getActivityInstance(instance.getId()))
                : new Now(new LinkedHashSet<>(), new ArrayList<>());
        var visits = visits(model, activities, now.waiting);
        var active = new LinkedHashSet<>(now.waiting);
        activities.stream()
                .filter(activity -> instance.getEndTime() == null && activity.getEndTime() == null)
                .map(activity -> node(activity.getActivityId()))
                .forEach(active::add);
        var visited = visits.stream().map(TakenWay.Visit::node).collect(Collectors.toCollection(LinkedHashSet::new));
        var stuck = now.incidents.stream()
                .map(incident -> new ProcessPicture.Incident(
                        node(incident.getActivityId()),
                        name(model, node(incident.getActivityId())),
                        incident.getIncidentMessage()))
                .toList();
        return new ProcessPicture(
                instance.getId(),
                instance.getProcessDefinitionKey(),
                instance.getProcessDefinitionName(),
                instance.getBusinessKey(),
                instance.getProcessDefinitionId(),
                instance.getStartTime().toInstant(),
                instance.getEndTime() == null ? null : instance.getEndTime().toInstant(),
                active,
                visited,
                way(model).of(visits),
                stuck,
                steps(model, activities, active, stuck));
    }

    private static List<TakenWay.Visit> visits(
            BpmnModelInstance model, List<HistoricActivityInstance> activities, Set<String> waiting) {
        var repeated = activities.stream()
                .map(HistoricActivityInstance::getActivityId)
                .filter(id -> id.endsWith(BODY))
                .map(EngineProcessPictures::node)
                .collect(Collectors.toSet());
        var visits = activities.stream()
                // What is done several times is entered and left as a whole
                .filter(activity -> !repeated.contains(activity.getActivityId()))
                .map(activity -> visit(model, activity))
                .collect(Collectors.toCollection(ArrayList::new));
        waiting.forEach(node -> visits.add(new TakenWay.Visit(node, Long.MAX_VALUE, null, false)));
        return visits;
    }

    private static TakenWay.Visit visit(BpmnModelInstance model, HistoricActivityInstance activity) {
        var node = node(activity.getActivityId());
        long began = activity.getStartTime().getTime();
        if (model.getModelElementById(node) instanceof EventBasedGateway) {
            // It lasts until one of its events has happened, and is cancelled then: the way goes on through it.
            return new TakenWay.Visit(node, began, began, true);
        }
        var ended = activity.getEndTime();
        return new TakenWay.Visit(node, began, ended == null ? null : (Long) ended.getTime(), !activity.isCanceled());
    }

    private static TakenWay way(BpmnModelInstance model) {
        return new TakenWay(
                model.getModelElementsByType(SequenceFlow.class).stream()
                        .map(flow -> new TakenWay.Flow(
                                flow.getId(),
                                flow.getSource().getId(),
                                flow.getTarget().getId()))
                        .toList(),
                model.getModelElementsByType(ParallelGateway.class).stream()
                        .map(Gateway::getId)
                        .collect(Collectors.toSet()));
    }

    private static List<ProcessPicture.Step> steps(
            BpmnModelInstance model,
            List<HistoricActivityInstance> activities,
            Set<String> active,
            List<ProcessPicture.Incident> stuck) {
        var times = new HashMap<String, Integer>();
        var latest = new LinkedHashMap<String, HistoricActivityInstance>();
        for (var activity : activities) {
            var node = node(activity.getActivityId());
            if (!activity.getActivityId().endsWith(BODY)) {
                times.merge(node, 1, Integer::sum);
                latest.put(node, activity);
            }
        }
        var nodes = new LinkedHashSet<>(latest.keySet());
        nodes.addAll(active);
        stuck.forEach(incident -> nodes.add(incident.node()));
        return nodes.stream()
                .filter(node -> !(model.getModelElementById(node) instanceof Gateway) || active.contains(node))
                .map(node ->
                        step(node, name(model, node), latest.get(node), times.getOrDefault(node, 0), active, stuck))
                .toList();
    }

    private static ProcessPicture.Step step(
            String node,
            String name,
            @Nullable HistoricActivityInstance last,
            int times,
            Set<String> active,
            List<ProcessPicture.Incident> stuck) {
        StepState state;
        if (stuck.stream().anyMatch(incident -> incident.node().equals(node))) {
            state = StepState.STUCK;
        } else if (active.contains(node)) {
            state = StepState.ACTIVE;
        } else {
            state = last != null && last.isCanceled() ? StepState.LEFT : StepState.DONE;
        }
        Date ended = last == null || active.contains(node) ? null : last.getEndTime();
        return new ProcessPicture.Step(
                node,
                name,
                state,
                times,
                last == null ? null : last.getStartTime().toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static String node(@Nullable String activity) {
        return activity == null
                ? ""
                : activity.endsWith(BODY) ? activity.substring(0, activity.length() - BODY.length()) : activity;
    }

    private static String name(BpmnModelInstance model, String node) {
        var element = model.<FlowNode>getModelElementById(node);
        var name = element == null ? null : element.getName();
        return name == null || name.isBlank()
                ? node
                : name.replaceAll("\\s+", " ").trim();
    }

    /** What the executions of a running instance say: what waits to be begun, and what is stuck. */
    private record Now(Set<String> waiting, List<Incident> incidents) {

        static Now of(@Nullable ActivityInstance root) {
            var now = new Now(new LinkedHashSet<>(), new ArrayList<>());
            if (root != null) {
                now.collect(root);
            }
            return now;
        }

        private void collect(ActivityInstance activity) {
            incidents.addAll(Arrays.asList(activity.getIncidents()));
            for (var transition : activity.getChildTransitionInstances()) {
                waiting.add(node(transition.getActivityId()));
                incidents.addAll(Arrays.asList(transition.getIncidents()));
            }
            for (var child : activity.getChildActivityInstances()) {
                collect(child);
            }
        }
    }
}
