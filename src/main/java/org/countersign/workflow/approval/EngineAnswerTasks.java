package org.countersign.workflow.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.AnswerRule;
import org.countersign.approval.AnswerTasks;
import org.countersign.approval.Decision;
import org.countersign.people.Organization;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks {@code userTask_approve}, answered from a list or by a mail's link. */
@Component
class EngineAnswerTasks implements AnswerTasks {

    private static final String PROCESS = "document-approval";
    private static final String APPROVE = "userTask_approve";

    /** Nobody reads a longer list; the most urgent ones are in it. */
    private static final int MOST = 2000;

    private final TaskService tasks;
    private final EngineGateway engine;
    private final Organization organization;

    EngineAnswerTasks(TaskService tasks, EngineGateway engine, Organization organization) {
        this.tasks = tasks;
        this.engine = engine;
        this.organization = organization;
    }

    @Override
    public List<String> waitingFor(UserId user) {
        return engine.asProduct(() -> tasks
                .createTaskQuery()
                .active()
                .processDefinitionKey(PROCESS)
                .taskDefinitionKey(APPROVE)
                .or()
                .taskAssignee(user.value())
                .taskCandidateUser(user.value())
                .endOr()
                .orderByTaskPriority()
                .desc()
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, MOST)
                .stream()
                .map(Task::getId)
                .toList());
    }

    @Override
    public boolean answer(String task, Decision decision, @Nullable String lines, @Nullable String comment, UserId by) {
        var open = engine.asProduct(
                () -> tasks.createTaskQuery().active().taskId(task).singleResult());
        if (open == null) {
            return false;
        }
        var holder = open.getAssignee();
        if (holder != null && !holder.equals(by.value())) {
            throw new RuleViolation(
                    AnswerRule.TAKEN_BY_ANOTHER, documentIn(open), organization.nameOf(new UserId(holder)));
        }
        var answer = new HashMap<String, Object>();
        answer.put("decision", decision.word());
        if (comment != null) {
            answer.put("comment", comment);
        }
        if (lines != null && !lines.isBlank()) {
            answer.put("rejectedLines", lines.strip());
        }
        try {
            engine.complete(task, answer, by);
        } catch (RuntimeException e) {
            throw refusalIn(e, open);
        }
        return true;
    }

    /** The engine wraps what the checks of a task say, and has a refusal of its own; everything else stays as it is. */
    private static RuntimeException refusalIn(RuntimeException failure, Task task) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuleViolation || cause instanceof NotAllowed || cause instanceof NotFound) {
                return (RuntimeException) cause;
            }
            if (cause instanceof AuthorizationException) {
                return new RuleViolation(AnswerRule.NO_RIGHT, documentIn(task));
            }
        }
        return failure;
    }

    /** A task of an approval is called "Approve", its document, a colon and the title. */
    private static String documentIn(Task task) {
        var name = Objects.requireNonNullElse(task.getName(), "");
        var at = name.indexOf(": ");
        var head = at < 0 ? name : name.substring(0, at);
        return head.substring(head.lastIndexOf(' ') + 1);
    }
}
