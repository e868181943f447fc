package org.countersign.workflow.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.countersign.console.OpenTasks;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads people's open tasks from the engine: four queries, however many tasks there are. */
@Component
class TaskInbox implements OpenTasks {

    private static final String AMOUNT = "viewTotal";

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
        // A task that somebody made by hand belongs to no process, and may have no name.
        var instances = found.stream()
                .map(Task::getProcessInstanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, String> documents = instances.isEmpty() ? Map.of() : documents(instances);
        var shown = amounts(found);
        return found.stream()
                .map(task -> new OpenTask(
                        task.getId(),
                        Objects.requireNonNullElse(task.getTaskDefinitionKey(), ""),
                        Objects.requireNonNullElse(task.getName(), task.getId()),
                        documents.getOrDefault(Objects.requireNonNullElse(task.getProcessInstanceId(), ""), ""),
                        titleIn(Objects.requireNonNullElse(task.getName(), "")),
                        shown.get(task.getId()),
                        task.getCreateTime().toInstant(),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant()))
                .toList();
    }

    private Map<String, String> documents(Set<String> instances) {
        return runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .filter(instance -> instance.getBusinessKey() != null)
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
    }

    /** The amounts that the tasks are about, as their forms show them, by task. */
    private Map<String, Money> amounts(List<Task> found) {
        var amounts = new HashMap<String, Money>();
        runtime.createVariableInstanceQuery()
                .taskIdIn(found.stream().map(Task::getId).toArray(String[]::new))
                .variableName(AMOUNT)
                .list()
                .forEach(variable -> {
                    if (variable.getValue() instanceof String text) {
                        Figures.money(text).ifPresent(amount -> amounts.put(variable.getTaskId(), amount));
                    }
                });
        return amounts;
    }

    /** What a task is about stands in its name, behind the document's number. */
    private static @Nullable String titleIn(String name) {
        var at = name.indexOf(": ");
        return at < 0 ? null : name.substring(at + 2);
    }
}
