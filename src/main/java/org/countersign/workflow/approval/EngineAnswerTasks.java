package org.countersign.workflow.approval;

import java.util.HashMap;
import java.util.Objects;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.AnswerRule;
import org.countersign.approval.AnswerTasks;
import org.countersign.approval.Decision;
import org.countersign.approval.WaitingSearch;
import org.countersign.people.Organization;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** The tasks {@code userTask_approve}, answered from a list or by a mail's link. */
@Component
class EngineAnswerTasks implements AnswerTasks {

    private final TaskService tasks;
    private final EngineGateway engine;
    private final WaitingApprovalTasks waiting;
    private final Organization organization;

    EngineAnswerTasks(
            TaskService tasks, EngineGateway engine, WaitingApprovalTasks waiting, Organization organization) {
        this.tasks = tasks;
        this.engine = engine;
        this.waiting = waiting;
        this.organization = organization;
    }

    @Override
    public Page<String> stepsFor(WaitingSearch search, Pageable page) {
        return waiting.find(search, page);
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
