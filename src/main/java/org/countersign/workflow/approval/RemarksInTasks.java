package org.countersign.workflow.approval;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.ApprovalRemarked;
import org.countersign.approval.RemarkKind;
import org.countersign.people.Organization;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.TaskView;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Shows in the open tasks of a document what was said about it, and in the task of a step whose advice is awaited. */
@Component
class RemarksInTasks {

    private final TaskService tasks;
    private final ApprovalViews views;
    private final ApprovalManagement approvals;
    private final Organization organization;
    private final EngineGateway engine;

    RemarksInTasks(
            TaskService tasks,
            ApprovalViews views,
            ApprovalManagement approvals,
            Organization organization,
            EngineGateway engine) {
        this.tasks = tasks;
        this.views = views;
        this.approvals = approvals;
        this.organization = organization;
        this.engine = engine;
    }

    @EventListener
    void on(ApprovalRemarked remarked) {
        if (remarked.kind() == RemarkKind.REMINDER) {
            return;
        }
        engine.asProduct(() -> {
            for (var task : existing(remarked.tasks())) {
                var view = TaskView.of(tasks, task);
                if (task.equals(remarked.task()) && isAnsweredQuestion(remarked)) {
                    // Until when an answer is wanted has moved, too.
                    views.show(approvals.question(approvals.stepAskedIn(task)), view);
                } else {
                    views.showRemarks(view, remarked.document());
                }
                if (task.equals(remarked.task()) && remarked.kind() != RemarkKind.QUESTION) {
                    var adviser = remarked.adviser();
                    view.text("viewAdviser", adviser == null ? "" : organization.nameOf(adviser))
                            .text("viewAdvised", adviser == null ? "" : organization.nameOf(remarked.by()));
                }
            }
            return true;
        });
    }

    private static boolean isAnsweredQuestion(ApprovalRemarked remarked) {
        return remarked.kind() == RemarkKind.QUESTION && remarked.turn() == ApprovalRemarked.Turn.ANSWERED;
    }

    /** Operations may have ended some of them. */
    private List<String> existing(List<String> open) {
        return open.isEmpty()
                ? List.of()
                : tasks.createTaskQuery().taskIdIn(open.toArray(String[]::new)).list().stream()
                        .map(Task::getId)
                        .toList();
    }
}
