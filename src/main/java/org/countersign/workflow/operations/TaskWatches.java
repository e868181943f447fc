package org.countersign.workflow.operations;

import static org.countersign.workflow.operations.StuckRows.because;
import static org.countersign.workflow.operations.StuckRows.before;
import static org.countersign.workflow.operations.StuckRows.ofGroup;
import static org.countersign.workflow.operations.StuckRows.ofItsHolder;
import static org.countersign.workflow.operations.StuckRows.ofOperations;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.countersign.operations.Condition;
import org.countersign.operations.OperationsSettings;
import org.countersign.operations.Remedy;
import org.countersign.operations.Stuck;
import org.countersign.operations.StuckStatement;
import org.countersign.operations.StuckWatch;
import org.countersign.shared.Explanation;
import org.countersign.shared.Group;
import org.countersign.workflow.operations.DatabaseWatch.Question;
import org.countersign.workflow.operations.DatabaseWatch.Row;
import org.countersign.workflow.operations.DatabaseWatch.Times;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tasks that nobody can answer or nobody answers, and waits that do not end. */
@Configuration(proxyBeanMethods = false)
class TaskWatches {

    static final String APPROVE = "userTask_approve";

    private static final String TASK = """
        select t.ID_ as subject, coalesce(p.BUSINESS_KEY_, concat('process:', t.PROC_INST_ID_), concat('task:', t.ID_))
            as document,
            %s as since, d.KEY_ as model, t.TASK_DEF_KEY_ as step, t.PROC_INST_ID_ as instance,
            (select min(l.GROUP_ID_) from ACT_RU_IDENTITYLINK l where l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate')
                as detail,
            t.ASSIGNEE_ as owner, case when t.DUE_DATE_ is null then 'OLD' else 'LATE' end as extra
        """;

    private static final String BESIDE = """
        left join ACT_RU_EXECUTION p on p.ID_ = t.PROC_INST_ID_
        left join ACT_RE_PROCDEF d on d.ID_ = t.PROC_DEF_ID_
        """;

    private static final Question FOR_NOBODY = tasks("t.CREATE_TIME_", """
        t.SUSPENSION_STATE_ = 1 and (
            t.ASSIGNEE_ in (:gone)
            or t.ASSIGNEE_ is null and not exists (select 1 from ACT_RU_IDENTITYLINK l where l.TASK_ID_ = t.ID_
                and l.TYPE_ = 'candidate' and (l.GROUP_ID_ in (:staffed) or exists (select 1 from people someone
                    where someone.user_id = l.USER_ID_ and someone.active = true))))
        """);

    /** What was asked of everybody whom the reminder policy names is shown as that; nothing but an approval ever is. */
    private static final Question OVERDUE = tasks("coalesce(t.DUE_DATE_, t.CREATE_TIME_)", """
        t.SUSPENSION_STATE_ = 1 and (t.DUE_DATE_ <= :late or t.DUE_DATE_ is null and t.CREATE_TIME_ <= :old)
        and (t.TASK_DEF_KEY_ <> 'userTask_approve' or not exists (select 1 from approval_steps step
            where step.task_id = t.ID_ and step.outcome is null and step.not_needed = false
            and step.escalations > 0 and step.escalation_due_at is null and step.expires_at is null and step.paused_at is null and step.escalated_at <= :vain))
        """);

    /** Open steps are found along the open cycles. Steps that one task asks for are one. Which are meant is said inside. */
    private static final String IN_VAIN = """
        select t.ID_ as subject, asked.document as document, step.escalated_at as since,
            'document-approval' as model, t.TASK_DEF_KEY_ as step, t.PROC_INST_ID_ as instance,
            (select min(l.GROUP_ID_) from ACT_RU_IDENTITYLINK l where l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate')
                as detail,
            t.ASSIGNEE_ as owner, cast(step.escalations as char(12)) as extra
        from approval_cycles asked join approval_steps step on step.cycle_id = asked.id
        join ACT_RU_TASK t on t.ID_ = step.task_id and t.SUSPENSION_STATE_ = 1
        where asked.outcome = 'PENDING' and asked.superseded = false
        and step.outcome is null and step.not_needed = false and step.escalations > 0
        and step.escalation_due_at is null and step.expires_at is null and step.paused_at is null
        and step.escalated_at <= :vain
        and step.id = (select min(twin.id) from approval_steps twin
            where twin.task_id = step.task_id and twin.outcome is null and twin.not_needed = false)
        """;

    private static Question tasks(String since, String which) {
        return Question.of(TASK.formatted(since), "ACT_RU_TASK t", "t.ID_", since, "t.PROC_INST_ID_", BESIDE, which);
    }

    /** Where an execution stands at what it waits for, or at the gateway before several such; never what merely may interrupt. */
    private static final String EVENTS = """
        select s.ID_ as subject, coalesce(p.BUSINESS_KEY_, concat('process:', s.PROC_INST_ID_)) as document,
            s.CREATED_ as since, d.KEY_ as model, s.ACTIVITY_ID_ as step, s.PROC_INST_ID_ as instance,
            s.EVENT_NAME_ as detail, null as owner, null as extra
        from ACT_RU_EVENT_SUBSCR s
        join ACT_RU_EXECUTION e on e.ID_ = s.EXECUTION_ID_
        join ACT_RU_EXECUTION p on p.ID_ = s.PROC_INST_ID_
        join ACT_RE_PROCDEF d on d.ID_ = p.PROC_DEF_ID_
        where s.EVENT_TYPE_ = 'message' and s.CREATED_ <= :old
        and (e.ACT_ID_ = s.ACTIVITY_ID_ or e.ACT_ID_ like 'gateway!_%' escape '!')
        and not exists (select 1 from ACT_RU_EVENT_SUBSCR other where other.EXECUTION_ID_ = s.EXECUTION_ID_
            and other.ID_ < s.ID_)
        """;

    private static final String STAFFED = """
        select distinct m.GROUP_ID_ from ACT_ID_MEMBERSHIP m
        join people someone on someone.user_id = m.USER_ID_ and someone.active = true
        """;

    /** Those who hold tasks are few, however many tasks there are; the index of holders names them. */
    private static final String GONE = """
        select held.ASSIGNEE_ from (select distinct t.ASSIGNEE_ from ACT_RU_TASK t where t.ASSIGNEE_ is not null) held
        left join people someone on someone.user_id = held.ASSIGNEE_ and someone.active = true
        where someone.user_id is null
        """;

    @Bean
    StuckWatch tasksForNobody(JdbcClient database, TaskRemedies remedies) {
        return new DatabaseWatch(
                Condition.TASK_FOR_NOBODY,
                database,
                Times.OF_THE_ENGINE,
                FOR_NOBODY,
                () -> Map.of("staffed", asked(STAFFED, database), "gone", asked(GONE, database)),
                TaskWatches::forNobody,
                remedies::apply);
    }

    @Bean
    StuckWatch overdueTasks(JdbcClient database, TaskRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.TASK_OVERDUE,
                database,
                Times.OF_THE_ENGINE,
                OVERDUE,
                () -> Map.of(
                        "late", Timestamp.from(clock.instant().minus(settings.taskLate())),
                        "old", Timestamp.from(clock.instant().minus(settings.taskOld())),
                        "vain", before(clock, settings.taskLate())),
                row -> ofItsHolder(
                        Condition.TASK_OVERDUE,
                        row,
                        because("OLD".equals(row.extra()) ? StuckStatement.TASK_OLD : StuckStatement.TASK_LATE),
                        APPROVE.equals(row.step())
                                ? Set.of(Remedy.REMINDER, Remedy.RECONCILIATION)
                                : Set.of(Remedy.DUE_TIME, Remedy.REASSIGNMENT, Remedy.REMINDER)),
                remedies::apply);
    }

    @Bean
    StuckWatch remindedInVain(JdbcClient database, TaskRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.REMINDED_IN_VAIN,
                database,
                Times.OURS,
                Question.of(IN_VAIN)
                        .along(IN_VAIN + " and asked.document = :document")
                        .one(IN_VAIN + " and t.ID_ = :subject"),
                () -> Map.of("vain", before(clock, settings.taskLate())),
                row -> ofItsHolder(
                        Condition.REMINDED_IN_VAIN,
                        row,
                        because(
                                StuckStatement.TASK_REMINDED_IN_VAIN,
                                Objects.requireNonNullElse(row.extra(), "?").strip()),
                        Set.of(Remedy.REMINDER, Remedy.RECONCILIATION)),
                remedies::apply);
    }

    @Bean
    StuckWatch overdueEvents(JdbcClient database, OwnerReminders reminders, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.EVENT_OVERDUE,
                database,
                Times.OF_THE_ENGINE,
                EVENTS,
                () -> Map.of("old", Timestamp.from(clock.instant().minus(settings.eventOld()))),
                row -> {
                    var group = waitingGroup(Objects.requireNonNullElse(row.model(), ""));
                    return ofGroup(
                            Condition.EVENT_OVERDUE,
                            row,
                            group.id(),
                            because(StuckStatement.EVENT_LATE),
                            group == Group.OPERATIONS ? Set.of() : Set.of(Remedy.REMINDER));
                },
                reminders::remindOwner);
    }

    private static Stuck forNobody(Row row) {
        // Who approves is found out by the approvals, which know who must not (R04).
        var remedies = Set.of(APPROVE.equals(row.step()) ? Remedy.RECONCILIATION : Remedy.REASSIGNMENT);
        if (row.owner() != null) {
            return ofOperations(
                    Condition.TASK_FOR_NOBODY, row, because(StuckStatement.TASK_OF_A_LEAVER, row.owner()), remedies);
        }
        return ofOperations(
                Condition.TASK_FOR_NOBODY,
                row,
                row.detail() == null
                        ? because(StuckStatement.TASK_WITHOUT_CANDIDATES)
                        : because(StuckStatement.TASK_OF_NOBODY, Explanation.group(row.detail())),
                remedies);
    }

    private static Group waitingGroup(String model) {
        return switch (model) {
            case "purchase-order" -> Group.PURCHASING_AGENT;
            case "supplier-invoice" -> Group.ACCOUNTS_PAYABLE;
            default -> Group.OPERATIONS;
        };
    }

    /** An empty list is no list in SQL. */
    private static List<String> asked(String sql, JdbcClient database) {
        var found = database.sql(sql).query(String.class).list();
        return found.isEmpty() ? List.of("") : found;
    }
}
