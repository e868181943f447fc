package org.countersign.workflow.operations;

import java.util.Date;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.ApprovalHandover;
import org.countersign.operations.Asked;
import org.countersign.operations.OperationsRule;
import org.countersign.operations.Remedy;
import org.countersign.operations.Stuck;
import org.countersign.operations.Treatment;
import org.countersign.people.Organization;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.blocks.ReviewsOfOthers;
import org.countersign.workflow.support.EngineGateway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Has tasks asked of others, and moves when they are due. Whether an answer counts is checked by the domain when it comes; who
 * approves, the approvals find out themselves (R04).
 */
@Component
class TaskRemedies {

    private final EngineGateway engine;
    private final TaskService tasks;
    private final ApprovalHandover approvals;
    private final Organization organization;
    private final OwnerReminders reminders;
    private final ReviewsOfOthers reviews;
    private final JdbcClient database;

    TaskRemedies(
            EngineGateway engine,
            TaskService tasks,
            ApprovalHandover approvals,
            Organization organization,
            OwnerReminders reminders,
            ReviewsOfOthers reviews,
            JdbcClient database) {
        this.engine = engine;
        this.tasks = tasks;
        this.approvals = approvals;
        this.organization = organization;
        this.reminders = reminders;
        this.reviews = reviews;
        this.database = database;
    }

    void apply(Stuck stuck, Treatment treatment) {
        if (treatment.remedy() == Remedy.REMINDER) {
            reminders.remindOfTask(stuck, treatment);
            return;
        }
        if (treatment.remedy() == Remedy.RECONCILIATION) {
            reviewApprovers(stuck.subject());
            return;
        }
        engine.asProduct(() -> {
            var task = tasks.createTaskQuery().taskId(stuck.subject()).singleResult();
            if (task == null) {
                throw new RuleViolation(OperationsRule.STATE_NOT_KNOWN, stuck.document());
            }
            if (treatment.remedy() == Remedy.DUE_TIME) {
                task.setDueDate(Date.from(Objects.requireNonNull(treatment.dueAt())));
                tasks.saveTask(task);
            } else {
                ask(task, Asked.of(Objects.requireNonNull(treatment.to())), stuck);
            }
            return task;
        });
    }

    private void reviewApprovers(String task) {
        // One task may ask for several steps of a document.
        database.sql("select distinct cycle_id from approval_steps where task_id = :task")
                .param("task", task)
                .query(String.class)
                .optional()
                .ifPresent(approvals::review);
    }

    private void ask(Task task, Asked whom, Stuck stuck) {
        var people =
                new HashSet<>(whom.isGroup() ? organization.activeMembersOf(whom.id()) : Set.of(new UserId(whom.id())));
        reviews.excludedFrom(task).ifPresent(people::remove);
        RuleViolation.check(!people.isEmpty(), OperationsRule.MUST_NOT_ANSWER, whom.id(), stuck.document());
        if (whom.isGroup()) {
            tasks.setAssignee(task.getId(), null);
            tasks.addCandidateGroup(task.getId(), whom.id());
            return;
        }
        // As a candidate too: whoever only holds a task of a group loses it at night.
        tasks.addCandidateUser(task.getId(), whom.id());
        tasks.setAssignee(task.getId(), whom.id());
    }
}
