package org.countersign.workflow.migration;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.countersign.models.MigrationStatement;
import org.countersign.shared.Explanation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a process holds that must not be lost when it is moved: compared before and after, whatever the plan says. */
record InstanceSnapshot(Map<String, Held> tasks, Map<String, Due> jobs, Map<String, String> messages) {

    /** A task as those who work on it know it. */
    record Held(
            String name,
            @Nullable String assignee,
            @Nullable String owner,
            @Nullable Date due,
            @Nullable Date followUp,
            int priority) {}

    /** A timer, or a step that is to be done. */
    record Due(@Nullable Date due, int retries, String step) {}

    /** Takes snapshots. */
    @Component
    static class Camera {

        private final TaskService tasks;
        private final ManagementService management;
        private final RuntimeService runtime;

        Camera(TaskService tasks, ManagementService management, RuntimeService runtime) {
            this.tasks = tasks;
            this.management = management;
            this.runtime = runtime;
        }

        InstanceSnapshot of(String instance) {
            return new InstanceSnapshot(
                    tasks.createTaskQuery().processInstanceId(instance).unlimitedList().stream()
                            .collect(Collectors.toMap(Task::getId, Camera::held)),
                    management.createJobQuery().processInstanceId(instance).unlimitedList().stream()
                            .collect(Collectors.toMap(Job::getId, this::due)),
                    runtime.createEventSubscriptionQuery().processInstanceId(instance).unlimitedList().stream()
                            .collect(Collectors.toMap(
                                    EventSubscription::getId, one -> String.valueOf(one.getEventName()))));
        }

        private static Held held(Task task) {
            return new Held(
                    String.valueOf(task.getName()),
                    task.getAssignee(),
                    task.getOwner(),
                    task.getDueDate(),
                    task.getFollowUpDate(),
                    task.getPriority());
        }

        private Due due(Job job) {
            var of = job.getJobDefinitionId() == null
                    ? null
                    : management
                            .createJobDefinitionQuery()
                            .jobDefinitionId(job.getJobDefinitionId())
                            .singleResult();
            return new Due(
                    job.getDuedate(), job.getRetries(), of == null ? job.getId() : String.valueOf(of.getActivityId()));
        }
    }

    /** What is not there any more, or not as it was. */
    List<Explanation> lostIn(InstanceSnapshot after) {
        var lost = new ArrayList<Explanation>();
        tasks.forEach((id, held) -> {
            if (!held.equals(after.tasks.get(id))) {
                lost.add(Explanation.of(MigrationStatement.TASK_CHANGED, held.name()));
            }
        });
        jobs.forEach((id, due) -> {
            var there = after.jobs.get(id);
            if (there == null || !Objects.equals(there.due(), due.due()) || there.retries() != due.retries()) {
                lost.add(Explanation.of(MigrationStatement.TIMER_CHANGED, due.step()));
            }
        });
        messages.forEach((id, name) -> {
            if (!after.messages.containsKey(id)) {
                lost.add(Explanation.of(MigrationStatement.MESSAGE_CHANGED, name));
            }
        });
        return lost;
    }
}
