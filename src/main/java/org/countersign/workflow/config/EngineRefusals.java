package org.countersign.workflow.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.countersign.approval.ApprovalManagement;
import org.countersign.people.Organization;
import org.countersign.shared.KebabCase;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.config.CallerMistakes.Mistake;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * What the engine's REST answers when something is refused or fails, told by the chain of causes: the engine itself answers
 * everything that our listeners throw with 500. The body has the engine's form, {@code type} and {@code message}, so that
 * Tasklist shows our sentence.
 */
@Component
class EngineRefusals {

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body as JSON
     */
    record Answer(int status, Object body) {}

    private static final Logger LOG = LoggerFactory.getLogger(EngineRefusals.class);

    private static final List<String> UNCAUGHT = List.of("ENGINE-13033 ", "ENGINE-02043 ");

    private final EngineGateway gateway;
    private final HistoryService history;
    private final TaskService tasks;
    private final ApprovalManagement approvals;
    private final Organization organization;

    EngineRefusals(
            EngineGateway gateway,
            HistoryService history,
            TaskService tasks,
            @Lazy ApprovalManagement approvals,
            @Lazy Organization organization) {
        this.gateway = gateway;
        this.history = history;
        this.tasks = tasks;
        this.approvals = approvals;
        this.organization = organization;
    }

    /**
     * The answer to a failure.
     *
     * @param segments of the path that was called
     * @return null where the engine's own answer is right
     */
    @Nullable
    Answer answerTo(Throwable failure, List<String> segments) {
        var task = taskIn(segments);
        // First of all: who is late by a moment finds half of the task gone, and breaks all sorts of rules
        var gone = task == null ? null : gone(task);
        if (gone != null) {
            return answer(409, "AlreadyDecided", gone);
        }
        var violation = causeOf(failure, RuleViolation.class);
        if (violation != null) {
            return refused(violation);
        }
        var notAllowed = causeOf(failure, NotAllowed.class);
        if (notAllowed != null) {
            return answer(403, "NotAllowed", notAllowed.getMessage());
        }
        var notFound = causeOf(failure, NotFound.class);
        if (notFound != null) {
            return answer(404, "NotFound", notFound.getMessage());
        }
        if (causeOf(failure, TaskAlreadyClaimedException.class) != null) {
            return answer(409, "AlreadyClaimed", claimed(task));
        }
        if (Conflicts.isConflict(failure) || causeOf(failure, DataIntegrityViolationException.class) != null) {
            return answer(
                    409,
                    "ChangedMeanwhile",
                    "Somebody else was acting on this at the same moment, and was first. Look at it again.");
        }
        var forbidden = causeOf(failure, AuthorizationException.class);
        if (forbidden != null) {
            var body = ExceptionHandlerHelper.getInstance().fromException(forbidden);
            body.setMessage("You do not have the right to do this.");
            return new Answer(403, body);
        }
        if (isUnexpectedEvent(failure)) {
            return answer(
                    422,
                    "NotExpected",
                    "The process expects no such error or escalation of this task. The task stays open.");
        }
        if (ExceptionHandlerHelper.getInstance().getResponse(failure).getStatus() < 500) {
            return null;
        }
        return task != null && isUnknown(task)
                ? answer(404, "NotFound", "There is no task " + task + ".")
                : CallerMistakes.in(failure, segments)
                        .map(EngineRefusals::mistaken)
                        .orElseGet(() -> failed(failure));
    }

    private static Answer refused(RuleViolation violation) {
        var rule = violation.rule();
        var status = switch (rule.refusal()) {
            case INVALID -> 422;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case UNAVAILABLE -> 503;
        };
        var body = body("RuleViolation", violation.getMessage());
        body.put("rule", "urn:problem:" + rule.module() + ":" + KebabCase.of(rule.name()));
        body.put("fields", violation.fields());
        return new Answer(status, body);
    }

    /** Who was faster, in a sentence; null while the task is open, or was never there. */
    private @Nullable String gone(String task) {
        return gateway.asProduct(() -> {
            var past = history.createHistoricTaskInstanceQuery()
                    .taskId(task)
                    .finished()
                    .list();
            return past.isEmpty() ? null : decided(past.get(0));
        });
    }

    private boolean isUnknown(String task) {
        return gateway.asProduct(
                () -> history.createHistoricTaskInstanceQuery().taskId(task).count() == 0);
    }

    private String decided(HistoricTaskInstance task) {
        var approver = approvals.settledBy(task.getId());
        if (approver.isPresent()) {
            return decidedBy(approver.get().value());
        }
        if (!Objects.equals(task.getDeleteReason(), "completed")) {
            return "This task is no longer open: what it asked for has been settled otherwise.";
        }
        var by = history.createUserOperationLogQuery().taskId(task.getId()).operationType("Complete").list().stream()
                .map(entry -> entry.getUserId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(task.getAssignee());
        return decidedBy(by);
    }

    private String decidedBy(@Nullable String by) {
        return "This task has already been decided" + (by == null ? "" : " by " + name(by)) + ".";
    }

    private String claimed(@Nullable String task) {
        var holder = task == null
                ? null
                : gateway.asProduct(() -> tasks.createTaskQuery().taskId(task).list().stream()
                        .map(open -> open.getAssignee())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
        return "This task has already been taken" + (holder == null ? "" : " by " + name(holder)) + ".";
    }

    private String name(String user) {
        return organization.nameOf(new UserId(user));
    }

    private static Answer mistaken(Mistake mistake) {
        var type = switch (mistake.status()) {
            case 404 -> "NotFound";
            case 409 -> "AlreadyThere";
            default -> "InvalidRequest";
        };
        return answer(mistake.status(), type, mistake.sentence());
    }

    private static Answer failed(Throwable failure) {
        var reference = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        LOG.error("A call of the engine's REST failed, reference {}", reference, failure);
        var sentence = CallerMistakes.isEngines(failure)
                ? failure.getMessage()
                : "Something went wrong on our side, and nothing was changed by this call.";
        var body = body("Failure", sentence + " Tell operations the reference " + reference + ".");
        body.put("reference", reference);
        return new Answer(500, body);
    }

    private static Answer answer(int status, String type, @Nullable String sentence) {
        return new Answer(status, body(type, sentence));
    }

    private static Map<String, Object> body(String type, @Nullable String sentence) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", type);
        body.put("message", String.valueOf(sentence));
        body.put("code", 0);
        return body;
    }

    /** Whether a BPMN error or an escalation was thrown from outside where the model catches none. */
    private static boolean isUnexpectedEvent(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (UNCAUGHT.stream().anyMatch(message::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** The task in the path of a call, {@code task/<id>/...}, null where it is about something else. */
    static @Nullable String taskIn(List<String> segments) {
        var at = segments.indexOf("task");
        return at < 0 || at + 1 >= segments.size() || segments.contains("history") ? null : segments.get(at + 1);
    }
}
