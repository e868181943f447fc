package org.countersign.workflow.approval;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.AnswersCounted;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskView;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Shows in the tasks of others how many have agreed, and ends those that are not needed any more. */
@Component
class AnswersCountedInTasks {

    private final TaskService tasks;
    private final EngineGateway engine;

    AnswersCountedInTasks(TaskService tasks, EngineGateway engine) {
        this.tasks = tasks;
        this.engine = engine;
    }

    /** In the transaction of the answer: nobody is left with a question that is settled. */
    @EventListener
    void on(AnswersCounted counted) {
        engine.asProduct(() -> {
            existing(counted.tasks())
                    .forEach(task -> TaskView.changeFact(tasks, task, ApprovalViews.PROGRESS, counted.progress()));
            existing(counted.notNeeded()).forEach(tasks::complete);
            return true;
        });
    }

    /** Operations may have ended some of them. */
    private List<String> existing(List<String> asked) {
        return asked.isEmpty()
                ? List.of()
                : tasks.createTaskQuery().taskIdIn(asked.toArray(String[]::new)).list().stream()
                        .map(Task::getId)
                        .toList();
    }
}
