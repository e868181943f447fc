package org.countersign.workflow.web;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.task.Task;
import org.countersign.approval.ApprovalDelegation;
import org.countersign.approval.RemarkKind;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where the links of mails lead: after the sign-in to the task in Tasklist, or, when somebody has answered it meanwhile,
 * to a page that says so. Tasklist's own addresses carry the task behind a {@code #}, which no sign-in preserves.
 */
@Controller
class TaskLinkController {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String PAGE = "console/task-link";
    private static final String APPROVE = "userTask_approve";

    /** What the engine says of a task that somebody answered, and not of one that was taken away. */
    private static final String COMPLETED = "completed";

    private final TaskService tasks;
    private final HistoryService history;
    private final EngineGateway engine;
    private final ApprovalDelegation delegation;
    private final Organization organization;

    TaskLinkController(
            TaskService tasks,
            HistoryService history,
            EngineGateway engine,
            ApprovalDelegation delegation,
            Organization organization) {
        this.tasks = tasks;
        this.history = history;
        this.engine = engine;
        this.delegation = delegation;
        this.organization = organization;
    }

    @GetMapping("/tasks/{id}")
    ModelAndView task(@PathVariable String id, Actor actor) {
        var open = engine.asProduct(
                () -> tasks.createTaskQuery().taskId(id).count() > 0 ? mine(actor, null, id) : List.<Task>of());
        if (!open.isEmpty()) {
            return tasklist(open.get(0));
        }
        var known = engine.asProduct(
                () -> history.createHistoricTaskInstanceQuery().taskId(id).singleResult());
        if (known == null) {
            return page(HttpStatus.NOT_FOUND, "unknown", "");
        }
        return known.getEndTime() == null
                ? handedOut(id, actor).orElseGet(() -> page(HttpStatus.OK, "foreign", ""))
                : ended(known, actor);
    }

    /** Whoever handed a task out takes it back. */
    @PostMapping("/tasks/{id}/taking-back")
    String takeBack(@PathVariable String id, Actor actor) {
        delegation.takeBack(id, actor);
        return "redirect:/tasks/" + id;
    }

    private Optional<ModelAndView> handedOut(String task, Actor actor) {
        var approval = engine.asProduct(() ->
                tasks.createTaskQuery().taskId(task).taskDefinitionKey(APPROVE).count() > 0);
        return approval
                ? delegation
                        .handedOutBy(task, actor)
                        .map(remark -> new ModelAndView(
                                PAGE,
                                Map.of(
                                        "key",
                                        remark.kind() == RemarkKind.ADVICE ? "lent" : "handed",
                                        "document",
                                        remark.to() == null ? "" : organization.nameOf(remark.to()),
                                        "task",
                                        task)))
                : Optional.empty();
    }

    /** What nobody answered was asked anew, as differences are after each comparison: that question is meant then. */
    private ModelAndView ended(HistoricTaskInstance task, Actor actor) {
        if (COMPLETED.equals(task.getDeleteReason())) {
            return page(HttpStatus.OK, "done", "");
        }
        var anew = engine.asProduct(() -> {
            var instance = history.createHistoricProcessInstanceQuery()
                    .processInstanceId(task.getProcessInstanceId())
                    .singleResult();
            return instance == null || instance.getBusinessKey() == null
                    ? List.<Task>of()
                    : mine(actor, instance.getBusinessKey(), null);
        });
        return anew.stream()
                .filter(one -> one.getTaskDefinitionKey().equals(task.getTaskDefinitionKey()))
                .findFirst()
                .map(TaskLinkController::tasklist)
                .orElseGet(() -> page(HttpStatus.OK, "done", ""));
    }

    @GetMapping("/tasks")
    ModelAndView document(@RequestParam String document, Actor actor) {
        var open = engine.asProduct(() -> mine(actor, document, null));
        return open.isEmpty()
                ? approvalsOf(document).stream()
                        .flatMap(task -> handedOut(task, actor).stream())
                        .findFirst()
                        .orElseGet(() -> page(HttpStatus.OK, "nothing", document))
                : tasklist(open.get(0));
    }

    private List<String> approvalsOf(String document) {
        return engine.asProduct(() ->
                tasks.createTaskQuery().processInstanceBusinessKey(document).taskDefinitionKey(APPROVE).list().stream()
                        .map(Task::getId)
                        .toList());
    }

    /** Open tasks that the person may answer, or see, the oldest first. */
    private List<Task> mine(Actor actor, @Nullable String document, @Nullable String id) {
        var user = actor.user().value();
        var all = tasks.createTaskQuery()
                .active()
                .or()
                .taskAssignee(user)
                .taskCandidateUser(user)
                .endOr();
        var found = document == null ? all : all.processInstanceBusinessKey(document);
        var mine = (id == null ? found : found.taskId(id)).list();
        if (mine.isEmpty() && id != null && actor.isIn(Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR)) {
            return tasks.createTaskQuery().taskId(id).list();
        }
        return mine.stream().sorted(Comparator.comparing(Task::getCreateTime)).toList();
    }

    private static ModelAndView tasklist(Task task) {
        var view = new RedirectView(
                URI.create(TASKLIST + "#/?task=" + task.getId()).toString());
        view.setExposeModelAttributes(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private static ModelAndView page(HttpStatus status, String key, String document) {
        return new ModelAndView(PAGE, Map.of("key", key, "document", document), status);
    }
}
