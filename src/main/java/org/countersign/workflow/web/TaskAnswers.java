package org.countersign.workflow.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.ApprovalManagement;
import org.countersign.approval.Approvals;
import org.countersign.approval.Remark;
import org.countersign.approval.RemarkKind;
import org.countersign.approval.StepQuestion;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.EngineGateway;
import org.springframework.stereotype.Component;

/** What came of somebody's answer to a task: said to them right after it, for a task disappears when it is answered. */
@Component
class TaskAnswers {

    private static final String APPROVE = "userTask_approve";
    private static final int MOST_NAMES = 4;
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    /**
     * What to say.
     *
     * @param title what the person did
     * @param next what happens next; empty where nothing can be said
     * @param document the document's number
     */
    record Said(String title, String next, String document) {}

    private final HistoryService history;
    private final TaskService tasks;
    private final EngineGateway engine;
    private final ApprovalManagement management;
    private final Approvals approvals;
    private final Organization organization;
    private final TasklistTexts texts;
    private final Clock clock;

    TaskAnswers(
            HistoryService history,
            TaskService tasks,
            EngineGateway engine,
            ApprovalManagement management,
            Approvals approvals,
            Organization organization,
            TasklistTexts texts,
            Clock clock) {
        this.history = history;
        this.tasks = tasks;
        this.engine = engine;
        this.management = management;
        this.approvals = approvals;
        this.organization = organization;
        this.texts = texts;
        this.clock = clock;
    }

    /** What came of it; empty while the task is open, and for everybody but whoever answered it. */
    Optional<Said> of(String task, Actor actor, Locale language) {
        return engine.asProduct(() -> {
            var done = history.createHistoricTaskInstanceQuery()
                    .taskId(task)
                    .finished()
                    .singleResult();
            if (done == null) {
                return aside(task, actor, language);
            }
            if (!answeredBy(actor, done)) {
                return Optional.empty();
            }
            var document = documentOf(done);
            var decision = decisionIn(done);
            return Optional.of(
                    done.getTaskDefinitionKey().equals(APPROVE)
                            ? approval(task, decision, language)
                            : new Said(
                                    texts.text("tasklist.done.other", language, document),
                                    texts.textOrNothing(
                                            "tasklist.next." + done.getTaskDefinitionKey() + "." + decision, language),
                                    document));
        });
    }

    /** What the person just did with an approval's task that stays open: handed it to somebody, or asked something first. */
    private Optional<Said> aside(String task, Actor actor, Locale language) {
        if (tasks.createTaskQuery().taskId(task).taskDefinitionKey(APPROVE).count() == 0) {
            return Optional.empty();
        }
        var asked = management.question(management.stepAskedIn(task));
        return approvals.recordOf(asked.document()).remarks().stream()
                .flatMap(remark -> doneBy(actor, remark).stream())
                .filter(done -> Duration.between(done.at(), clock.instant()).compareTo(JUST_NOW) < 0)
                .max(Comparator.comparing(Done::at))
                .map(done -> {
                    var other = organization.nameOf(done.other());
                    return new Said(
                            texts.text("tasklist.done." + done.what(), language, asked.document(), other),
                            texts.text("tasklist.next." + done.what(), language, other),
                            asked.document().value());
                });
    }

    private static Optional<Done> doneBy(Actor actor, Remark remark) {
        var to = remark.to();
        if (to == null) {
            return Optional.empty();
        }
        if (actor.user().equals(remark.answeredBy()) && remark.kind() == RemarkKind.ADVICE) {
            var at = Objects.requireNonNullElse(remark.answeredAt(), remark.at());
            return Optional.of(new Done("advised", remark.by(), at));
        }
        if (!actor.user().equals(remark.by())) {
            return Optional.empty();
        }
        return switch (remark.kind()) {
            case DELEGATION -> Optional.of(new Done("decide", to, remark.at()));
            case ADVICE -> Optional.of(new Done("advise", to, remark.at()));
            case QUESTION -> Optional.of(new Done("ask", to, remark.at()));
            case NOTE, REMINDER -> Optional.empty();
        };
    }

    private record Done(String what, UserId other, Instant at) {}

    private boolean answeredBy(Actor actor, HistoricTaskInstance done) {
        return history.createUserOperationLogQuery().taskId(done.getId()).operationType("Complete").list().stream()
                .anyMatch(entry -> actor.user().value().equals(entry.getUserId()));
    }

    private String documentOf(HistoricTaskInstance done) {
        var instance = history.createHistoricProcessInstanceQuery()
                .processInstanceId(done.getProcessInstanceId())
                .singleResult();
        return instance == null ? "" : Objects.requireNonNullElse(instance.getBusinessKey(), "");
    }

    private String decisionIn(HistoricTaskInstance done) {
        return history
                .createHistoricVariableInstanceQuery()
                .activityInstanceIdIn(done.getActivityInstanceId())
                .variableName("decision")
                .list()
                .stream()
                .map(HistoricVariableInstance::getValue)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private Said approval(String task, String decision, Locale language) {
        var asked = management.question(management.stepAskedIn(task));
        var requester = organization.nameOf(asked.requester());
        var next = switch (decision) {
            case "reject", "return" -> {
                var own = texts.textOrNothing("tasklist.next." + decision + "." + asked.kind(), language);
                yield own.isEmpty() ? texts.text("tasklist.next." + decision, language, requester) : own;
            }
            default -> afterApproval(asked, language);
        };
        return new Said(
                texts.textOrNothing("tasklist.done." + decision, language, asked.document()),
                next,
                asked.document().value());
    }

    private String afterApproval(StepQuestion asked, Locale language) {
        var entries = approvals.of(asked.document());
        var cycle = entries.stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        var open = entries.stream()
                .filter(entry -> entry.cycle() == cycle && entry.outcome() == null)
                .toList();
        var level = open.stream().mapToInt(ApprovalEntry::level).min();
        if (level.isEmpty()) {
            return texts.textOrNothing("tasklist.next.approve." + asked.kind(), language);
        }
        var names = names(
                open.stream().filter(entry -> entry.level() == level.getAsInt()).toList());
        return texts.text(
                level.getAsInt() == asked.level() ? "tasklist.next.approve.parallel" : "tasklist.next.approve.more",
                language,
                names);
    }

    private String names(List<ApprovalEntry> asked) {
        return asked.stream()
                .flatMap(entry -> entry.candidates().stream())
                .distinct()
                .limit(MOST_NAMES)
                .map((UserId user) -> organization.nameOf(user))
                .collect(Collectors.joining(", "));
    }
}
