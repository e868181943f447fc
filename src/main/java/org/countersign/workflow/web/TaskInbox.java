package org.countersign.workflow.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.countersign.console.OpenTasks;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads people's open tasks from the engine: four queries, however many tasks there are. */
@Component
class TaskInbox implements OpenTasks {

    private static final int MOST_OF_A_DOCUMENT = 10;

    /** What forms show, in the order in which one of them is taken. */
    private static final List<String> TITLES = List.of("viewTitle", "viewName", "viewInvoice");

    private static final List<String> AMOUNTS = List.of("viewTotal", "viewPayable", "viewAmount");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EngineGateway engine;

    TaskInbox(TaskService tasks, RuntimeService runtime, EngineGateway engine) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.engine = engine;
    }

    @Override
    public Waiting waitingFor(UserId user, int most) {
        return engine.asProduct(() -> {
            var found = mine(user)
                    .orderByTaskPriority()
                    .desc()
                    .orderByTaskCreateTime()
                    .asc()
                    .listPage(0, most);
            var total = found.size() < most ? found.size() : mine(user).count();
            return new Waiting(view(found), total);
        });
    }

    @Override
    public List<OpenTask> about(String document, UserId user) {
        return engine.asProduct(() -> view(mine(user)
                .processInstanceBusinessKey(document)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MOST_OF_A_DOCUMENT)));
    }

    private TaskQuery mine(UserId user) {
        return tasks.createTaskQuery()
                .active()
                .or()
                .taskAssignee(user.value())
                .taskCandidateUser(user.value())
                .endOr();
    }

    private List<OpenTask> view(List<Task> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var documents = runtime
                .createProcessInstanceQuery()
                .processInstanceIds(
                        found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()))
                .list()
                .stream()
                .filter(instance -> instance.getBusinessKey() != null)
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        var shown = shown(found);
        return found.stream()
                .map(task -> {
                    var values = shown.getOrDefault(task.getId(), Map.of());
                    return new OpenTask(
                            task.getId(),
                            task.getTaskDefinitionKey(),
                            task.getName(),
                            documents.getOrDefault(task.getProcessInstanceId(), ""),
                            first(values, TITLES),
                            first(values, AMOUNTS),
                            task.getCreateTime().toInstant(),
                            task.getDueDate() == null ? null : task.getDueDate().toInstant());
                })
                .toList();
    }

    /** What the tasks show, by task and name. */
    private Map<String, Map<String, String>> shown(List<Task> found) {
        var shown = new HashMap<String, Map<String, String>>();
        runtime.createVariableInstanceQuery()
                .taskIdIn(found.stream().map(Task::getId).toArray(String[]::new))
                .variableNameIn(Stream.concat(TITLES.stream(), AMOUNTS.stream()).toArray(String[]::new))
                .list()
                .forEach(variable -> note(shown, variable));
        return shown;
    }

    private static void note(Map<String, Map<String, String>> shown, VariableInstance variable) {
        if (variable.getValue() instanceof String text && !text.isBlank()) {
            shown.computeIfAbsent(variable.getTaskId(), task -> new HashMap<>()).put(variable.getName(), text);
        }
    }

    private static @Nullable String first(Map<String, String> values, List<String> names) {
        return names.stream()
                .map(values::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
