package org.countersign.workflow.approval;

import java.util.Date;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.countersign.approval.ApprovalHandedOver;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalTimes;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskView;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the task of a step as the step is: when it is due, and who may answer. */
@Component
class StepTasks {

    private final ApprovalManagement approvals;
    private final ApprovalTimes times;
    private final ApprovalViews views;
    private final TaskService tasks;
    private final EngineGateway engine;

    StepTasks(
            ApprovalManagement approvals,
            ApprovalTimes times,
            ApprovalViews views,
            TaskService tasks,
            EngineGateway engine) {
        this.approvals = approvals;
        this.times = times;
        this.views = views;
        this.tasks = tasks;
        this.engine = engine;
    }

    /** Reminds those who may answer. */
    void remind(String step) {
        times.remind(step);
        engine.asProduct(() -> update(step, false));
    }

    /** Asks further people, who find the task among theirs: it is offered to all of them, whoever had claimed it. */
    void escalate(String step) {
        times.escalate(step);
        engine.asProduct(() -> update(step, true));
    }

    /** Shows in the task of an open step what was rejected beside it. */
    void showAnew(String step) {
        engine.asProduct(() -> {
            var task = approvals.taskOf(step);
            task.ifPresent(id -> views.show(approvals.question(step), TaskView.of(tasks, id)));
            return task.isPresent();
        });
    }

    /** Shows in the task who decides now what an escalation asked. */
    @EventListener
    void on(ApprovalHandedOver handed) {
        if (handed.escalated()) {
            showAnew(handed.step());
        }
    }

    private boolean update(String step, boolean escalated) {
        var question = approvals.question(step);
        var task = approvals
                .taskOf(step)
                .map(id -> tasks.createTaskQuery().taskId(id).singleResult())
                .orElse(null);
        if (task == null) {
            return false;
        }
        task.setFollowUpDate(Date.from(question.reminderDue()));
        task.setDueDate(Date.from(question.decideBy()));
        if (escalated && (question.group() != null || !question.escalatedTo().isEmpty())) {
            task.setAssignee(null);
        }
        tasks.saveTask(task);
        if (escalated) {
            var known = tasks.getIdentityLinksForTask(task.getId()).stream()
                    .map(IdentityLink::getUserId)
                    .collect(Collectors.toSet());
            question.escalatedTo().stream()
                    .map(UserId::value)
                    .filter(person -> !known.contains(person))
                    .forEach(person -> tasks.addCandidateUser(task.getId(), person));
            views.show(question, TaskView.of(tasks, task.getId()));
        }
        return true;
    }
}
