package org.countersign.workflow.approval;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.ApprovalTasks;
import org.countersign.people.Organization;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.countersign.workflow.support.ProcessTimers;
import org.countersign.workflow.support.TaskView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks {@code userTask_approve} of the process {@code document-approval}. */
@Component
class EngineApprovalTasks implements ApprovalTasks {

    private static final String PROCESS = "document-approval";
    private static final String APPROVERS_CHANGED = "document-approval.approvers-changed";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ProcessTimers timers;
    private final EngineGateway engine;
    private final Organization organization;

    EngineApprovalTasks(
            TaskService tasks,
            RuntimeService runtime,
            ProcessTimers timers,
            EngineGateway engine,
            Organization organization) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.timers = timers;
        this.engine = engine;
        this.organization = organization;
    }

    @Override
    public Optional<UserId> takenBy(String task) {
        return engine.asProduct(
                () -> Optional.ofNullable(tasks.createTaskQuery().taskId(task).singleResult())
                        .map(Task::getAssignee)
                        .map(UserId::new));
    }

    @Override
    public boolean handOver(String task, UserId to, @Nullable UserId onBehalfOf, Set<UserId> escalatedTo) {
        return engine.asProduct(() -> {
            if (tasks.createTaskQuery().taskId(task).count() == 0) {
                return false;
            }
            tasks.getIdentityLinksForTask(task).stream()
                    .filter(link -> link.getUserId() != null && IdentityLinkType.CANDIDATE.equals(link.getType()))
                    .forEach(link -> tasks.deleteCandidateUser(task, link.getUserId()));
            tasks.addCandidateUser(task, to.value());
            escalatedTo.forEach(person -> tasks.addCandidateUser(task, person.value()));
            tasks.setAssignee(task, escalatedTo.isEmpty() ? to.value() : null);
            TaskView.change(tasks, task, "viewOnBehalfOf", onBehalfOf == null ? "" : organization.nameOf(onBehalfOf));
            return true;
        });
    }

    @Override
    public void passOn(String task, UserId from, UserId to) {
        engine.asProduct(() -> {
            var open = tasks.createTaskQuery().taskId(task).singleResult();
            if (open == null) {
                return false;
            }
            tasks.deleteCandidateUser(task, from.value());
            tasks.addCandidateUser(task, to.value());
            if (from.value().equals(open.getAssignee())) {
                tasks.setAssignee(task, null);
            }
            return true;
        });
    }

    @Override
    public boolean lend(String task, UserId to) {
        return engine.asProduct(() -> {
            if (tasks.createTaskQuery().taskId(task).count() == 0) {
                return false;
            }
            // As a candidate too: whoever only holds a task of a group loses it at night.
            tasks.addCandidateUser(task, to.value());
            tasks.setAssignee(task, to.value());
            return true;
        });
    }

    @Override
    public void giveBack(String task, @Nullable UserId to, UserId from, boolean stays) {
        engine.asProduct(() -> {
            if (tasks.createTaskQuery().taskId(task).count() == 0) {
                return false;
            }
            if (!stays) {
                tasks.deleteCandidateUser(task, from.value());
            }
            tasks.setAssignee(task, to == null ? null : to.value());
            return true;
        });
    }

    @Override
    public void reschedule(String task, String step, Instant next, Instant reminder, Instant decideBy) {
        engine.asProduct(() -> {
            var open = tasks.createTaskQuery().taskId(task).singleResult();
            if (open == null) {
                return false;
            }
            open.setFollowUpDate(Date.from(reminder));
            open.setDueDate(Date.from(decideBy));
            tasks.saveTask(open);
            timers.move(open.getProcessInstanceId(), ApprovalVariables.STEP, step, next);
            return true;
        });
    }

    @Override
    public boolean canAskAnew(DocumentNumber document) {
        return engine.asProduct(() -> runtime.createExecutionQuery()
                        .processDefinitionKey(PROCESS)
                        .processInstanceBusinessKey(document.value())
                        .messageEventSubscriptionName(APPROVERS_CHANGED)
                        .count()
                > 0);
    }

    @Override
    public void askAnew(DocumentNumber document) {
        engine.tell(APPROVERS_CHANGED, document);
    }
}
