package org.countersign.workflow.support;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.countersign.console.WayToSupplier;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the engine where the process of an order stands, and whom the tasks there ask. */
@Component
class EngineWayToSupplier implements WayToSupplier {

    private static final Set<String> SENDING =
            Set.of("serviceTask_prepareDispatch", "serviceTask_dispatchOrder", "userTask_dispatchManually");

    private static final int MOST_TASKS = 20;

    private final RuntimeService runtime;
    private final HistoryService history;
    private final TaskService tasks;
    private final IdentityService identity;
    private final EngineGateway engine;

    EngineWayToSupplier(
            RuntimeService runtime,
            HistoryService history,
            TaskService tasks,
            IdentityService identity,
            EngineGateway engine) {
        this.runtime = runtime;
        this.history = history;
        this.tasks = tasks;
        this.identity = identity;
        this.engine = engine;
    }

    private record Place(String element, @Nullable String name) {}

    @Override
    public Optional<Step> waitsAt(DocumentNumber order) {
        return engine.asProduct(() -> runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(order.value(), "purchase-order")
                .listPage(0, 1)
                .stream()
                .flatMap(process -> stepsOf(process).stream())
                .findFirst());
    }

    /** Those first that ask somebody. */
    private List<Step> stepsOf(ProcessInstance process) {
        var root = runtime.getActivityInstance(process.getId());
        var places = new LinkedHashSet<Place>();
        if (root != null) {
            collect(root, places);
        }
        places.removeIf(place -> SENDING.contains(place.element()));
        if (places.isEmpty()) {
            return List.of();
        }
        var open = history.createHistoricActivityInstanceQuery()
                .processInstanceId(process.getId())
                .unfinished()
                .list();
        return places.stream()
                .map(place -> step(place, open, process))
                .sorted((one, other) -> Boolean.compare(asksNobody(one), asksNobody(other)))
                .toList();
    }

    private static boolean asksNobody(Step step) {
        return step.people().isEmpty() && step.groups().isEmpty();
    }

    private static void collect(ActivityInstance activity, Set<Place> places) {
        for (var waiting : activity.getChildTransitionInstances()) {
            places.add(new Place(waiting.getActivityId(), waiting.getActivityName()));
        }
        for (var child : activity.getChildActivityInstances()) {
            if (child.getChildActivityInstances().length + child.getChildTransitionInstances().length == 0) {
                places.add(new Place(child.getActivityId(), child.getActivityName()));
            } else {
                collect(child, places);
            }
        }
    }

    private Step step(Place place, List<HistoricActivityInstance> open, ProcessInstance process) {
        var asking = open.stream()
                .filter(activity -> activity.getActivityId().equals(place.element()))
                .flatMap(activity -> tasksOf(activity, process))
                .toList();
        var people = new LinkedHashSet<UserId>();
        var groups = new LinkedHashSet<String>();
        for (var task : asking) {
            if (task.getAssignee() != null) {
                people.add(new UserId(task.getAssignee()));
                continue;
            }
            for (var link : tasks.getIdentityLinksForTask(task.getId())) {
                if (link.getUserId() != null) {
                    people.add(new UserId(link.getUserId()));
                } else if (link.getGroupId() != null) {
                    groups.add(link.getGroupId());
                }
            }
        }
        return new Step(
                place.element(),
                Objects.requireNonNullElse(place.name(), place.element())
                        .replaceAll("\\s+", " ")
                        .strip(),
                List.copyOf(people),
                named(groups));
    }

    /** At the step itself, or in the process that it calls. */
    private Stream<Task> tasksOf(HistoricActivityInstance activity, ProcessInstance process) {
        var called = activity.getCalledProcessInstanceId();
        if (called != null) {
            return tasks.createTaskQuery().processInstanceId(called).listPage(0, MOST_TASKS).stream();
        }
        return tasks
                .createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(activity.getActivityId())
                .listPage(0, MOST_TASKS)
                .stream();
    }

    private List<AskedGroup> named(Set<String> ids) {
        var groups = new ArrayList<AskedGroup>();
        for (var id : ids) {
            var group = identity.createGroupQuery().groupId(id).singleResult();
            groups.add(new AskedGroup(id, group == null ? null : group.getName()));
        }
        return groups;
    }
}
