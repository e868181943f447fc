package org.countersign.workflow.operations;

import static org.countersign.workflow.operations.StuckRows.because;
import static org.countersign.workflow.operations.StuckRows.ofOperations;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.countersign.operations.Condition;
import org.countersign.operations.OperationsSettings;
import org.countersign.operations.Remedy;
import org.countersign.operations.StuckStatement;
import org.countersign.operations.StuckWatch;
import org.countersign.shared.Explanation;
import org.countersign.workflow.operations.DatabaseWatch.Question;
import org.countersign.workflow.operations.DatabaseWatch.Row;
import org.countersign.workflow.operations.DatabaseWatch.Times;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stuck because a job failed, is late, or was suspended. */
@Configuration(proxyBeanMethods = false)
class JobWatches {

    /**
     * What called processes pass on is shown once, where it happened. A failed mail has an incident too, of its own process or of the
     * step that sends it; it is shown as a mail, which can be sent again and takes the step along, and not twice. What stands as the owner is what the incident is about.
     */
    private static final String INCIDENTS = """
        select i.ID_ as subject,
            coalesce(p.BUSINESS_KEY_, outermost.BUSINESS_KEY_, concat('process:', i.PROC_INST_ID_),
                concat('model:', d.KEY_), 'engine:jobs') as document,
            i.INCIDENT_TIMESTAMP_ as since, d.KEY_ as model, i.ACTIVITY_ID_ as step, i.PROC_INST_ID_ as instance,
            i.INCIDENT_MSG_ as detail, i.CONFIGURATION_ as owner, i.INCIDENT_TYPE_ as extra
        from ACT_RU_INCIDENT i
        left join ACT_RU_EXECUTION p on p.ID_ = i.PROC_INST_ID_
        left join ACT_RU_EXECUTION outermost on outermost.ID_ = p.ROOT_PROC_INST_ID_
        left join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_
        where i.CAUSE_INCIDENT_ID_ = i.ID_
        and not exists (select 1 from mails m
            where m.document = p.BUSINESS_KEY_ and m.status in ('FAILED', 'SENDING')
            and (d.KEY_ = 'mail-delivery' or i.INCIDENT_MSG_ like concat('%', m.id, '%')))
        """;

    private static final String JOB = """
        select j.ID_ as subject,
            coalesce(p.BUSINESS_KEY_, concat('process:', j.PROCESS_INSTANCE_ID_),
                concat('model:', j.PROCESS_DEF_KEY_), 'engine:jobs') as document,
            coalesce(j.DUEDATE_, j.CREATE_TIME_) as since, j.PROCESS_DEF_KEY_ as model, f.ACT_ID_ as step,
            j.PROCESS_INSTANCE_ID_ as instance, j.EXCEPTION_MSG_ as detail, null as owner, j.LOCK_OWNER_ as extra
        """;

    private static final String BESIDE = """
        left join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
        left join ACT_RU_JOBDEF f on f.ID_ = j.JOB_DEF_ID_
        """;

    private static final Question WITHOUT_ATTEMPTS = jobs("""
        j.RETRIES_ <= 0 and not exists (select 1 from ACT_RU_INCIDENT i where i.CONFIGURATION_ = j.ID_)
        """);

    /** The nightly clearing of history has a job that is due all day and begins in its window. */
    private static final Question OVERDUE = jobs("""
        j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1 and (j.DUEDATE_ is null or j.DUEDATE_ <= :late)
        and (j.DUEDATE_ is not null or j.CREATE_TIME_ <= :late)
        and (j.LOCK_EXP_TIME_ is null or j.LOCK_EXP_TIME_ < :now) and j.HANDLER_TYPE_ <> 'history-cleanup'
        """);

    /**
     * Attempts are not counted as long as none comes to an end: a server that dies of a job leaves no trace but its reservation, and
     * the next one takes the job up. What failed is due anew from then on, so whatever is with a server and has been due for long
     * takes long, or never ends.
     */
    private static final Question UNENDING = jobs("""
        j.LOCK_EXP_TIME_ >= :now and j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1
        and (j.DUEDATE_ is null or j.DUEDATE_ <= :held) and (j.DUEDATE_ is not null or j.CREATE_TIME_ <= :held)
        and j.HANDLER_TYPE_ <> 'history-cleanup'
        """);

    private static Question jobs(String which) {
        return Question.of(
                JOB,
                "ACT_RU_JOB j",
                "j.ID_",
                "coalesce(j.DUEDATE_, j.CREATE_TIME_)",
                "j.PROCESS_INSTANCE_ID_",
                BESIDE,
                which);
    }

    private static final String SUSPENDED_PROCESSES = """
        select concat('instance:', e.ID_) as subject,
            coalesce(e.BUSINESS_KEY_, concat('process:', e.ID_)) as document,
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.PROC_INST_ID_ = e.ID_
                and o.OPERATION_TYPE_ = 'Suspend') as since,
            d.KEY_ as model, e.ACT_ID_ as step, e.ID_ as instance, e.ID_ as detail, d.KEY_ as owner, d.KEY_ as extra
        from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
        where e.PARENT_ID_ is null and e.SUSPENSION_STATE_ = 2 and %s
        """;

    /** A job by itself, not with its process, its step or its batch. */
    private static final String SUSPENDED_JOBS = """
        union all
        select concat('job:', j.ID_),
            coalesce(p.BUSINESS_KEY_, concat('process:', j.PROCESS_INSTANCE_ID_),
                concat('model:', j.PROCESS_DEF_KEY_), 'engine:jobs'),
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.JOB_ID_ = j.ID_ and o.OPERATION_TYPE_ = 'SuspendJob'),
            j.PROCESS_DEF_KEY_, f.ACT_ID_, j.PROCESS_INSTANCE_ID_, j.ID_, null, null
        from ACT_RU_JOB j
        left join ACT_RU_EXECUTION p on p.ID_ = j.PROCESS_INSTANCE_ID_
        left join ACT_RU_JOBDEF f on f.ID_ = j.JOB_DEF_ID_
        where j.SUSPENSION_STATE_ = 2 and coalesce(p.SUSPENSION_STATE_, 1) = 1 and coalesce(f.SUSPENSION_STATE_, 1) = 1
        and %s
        """;

    /** The steps of a suspended model, and those of a paused batch, are suspended with it and shown as that. */
    private static final String SUSPENDED_MODELS = """
        union all
        select concat('model:', d.ID_), concat('model:', d.KEY_),
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.PROC_DEF_ID_ = d.ID_
                and o.OPERATION_TYPE_ = 'SuspendProcessDefinition'),
            d.KEY_, null, null, cast(d.VERSION_ as char(12)), d.KEY_, d.KEY_
        from ACT_RE_PROCDEF d where d.SUSPENSION_STATE_ = 2 and %1$s
        union all
        select concat('jobs:', f.ID_), concat('model:', f.PROC_DEF_KEY_),
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.JOB_DEF_ID_ = f.ID_),
            f.PROC_DEF_KEY_, f.ACT_ID_, null, f.ID_, f.PROC_DEF_KEY_, f.PROC_DEF_KEY_
        from ACT_RU_JOBDEF f join ACT_RE_PROCDEF d on d.ID_ = f.PROC_DEF_ID_ and d.SUSPENSION_STATE_ = 1
        where f.SUSPENSION_STATE_ = 2 and %2$s
        union all
        select concat('batch:', b.ID_), concat('batch:', b.TYPE_),
            (select max(o.TIMESTAMP_) from ACT_HI_OP_LOG o where o.BATCH_ID_ = b.ID_
                and o.OPERATION_TYPE_ = 'SuspendBatch'),
            null, null, null, b.ID_, null, null
        from ACT_RU_BATCH b where b.SUSPENSION_STATE_ = 2 and %3$s
        """;

    private static final Question SUSPENDED = Question.of(SUSPENDED_PROCESSES.formatted("1 = 1")
                    + SUSPENDED_JOBS.formatted("1 = 1")
                    + SUSPENDED_MODELS.formatted("1 = 1", "1 = 1", "1 = 1"))
            .along(SUSPENDED_PROCESSES.formatted("e.BUSINESS_KEY_ = :document")
                    + SUSPENDED_JOBS.formatted("p.BUSINESS_KEY_ = :document"))
            .one(SUSPENDED_PROCESSES.formatted("e.ID_ = :named")
                    + SUSPENDED_JOBS.formatted("j.ID_ = :named")
                    + SUSPENDED_MODELS.formatted("d.ID_ = :named", "f.ID_ = :named", "b.ID_ = :named"));

    @Bean
    StuckWatch incidents(JdbcClient database, JobRemedies remedies) {
        return new DatabaseWatch(
                Condition.INCIDENT,
                database,
                Times.OF_THE_ENGINE,
                INCIDENTS,
                Map::of,
                row -> ofOperations(
                        Condition.INCIDENT,
                        row,
                        whyIncident(row),
                        JobRemedies.ofIncident(
                                Objects.requireNonNullElse(row.extra(), ""),
                                row.instance() != null && row.owner() != null)),
                remedies::treatIncident);
    }

    @Bean
    StuckWatch jobsWithoutAttempts(JdbcClient database, JobRemedies remedies) {
        return new DatabaseWatch(
                Condition.JOB_WITHOUT_ATTEMPTS,
                database,
                Times.OF_THE_ENGINE,
                WITHOUT_ATTEMPTS,
                Map::of,
                row -> ofOperations(
                        Condition.JOB_WITHOUT_ATTEMPTS,
                        row,
                        because(StuckStatement.JOB_WITHOUT_ATTEMPTS, StuckRows.brief(row.detailOr("–"))),
                        Set.of(Remedy.RETRY, Remedy.DUE_TIME)),
                remedies::retryJob);
    }

    @Bean
    StuckWatch overdueJobs(JdbcClient database, JobRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.JOB_OVERDUE,
                database,
                Times.OF_THE_ENGINE,
                OVERDUE,
                () -> Map.of(
                        "late", Timestamp.from(clock.instant().minus(settings.jobLate())),
                        "now", Timestamp.from(clock.instant())),
                row -> ofOperations(
                        Condition.JOB_OVERDUE,
                        row,
                        row.extra() == null
                                ? because(StuckStatement.JOB_NOT_BEGUN)
                                : because(StuckStatement.JOB_NEVER_ENDED, row.extra()),
                        Set.of(Remedy.RETRY, Remedy.DUE_TIME)),
                remedies::retryJob);
    }

    @Bean
    StuckWatch unendingJobs(JdbcClient database, JobRemedies remedies, OperationsSettings settings, Clock clock) {
        return new DatabaseWatch(
                Condition.JOB_UNENDING,
                database,
                Times.OF_THE_ENGINE,
                UNENDING,
                () -> Map.of(
                        "held", Timestamp.from(clock.instant().minus(settings.jobHeld())),
                        "now", Timestamp.from(clock.instant())),
                row -> ofOperations(
                        Condition.JOB_UNENDING,
                        row,
                        because(StuckStatement.JOB_UNENDING, Objects.requireNonNullElse(row.extra(), "?")),
                        // It is being tried at this moment; whoever wants to stop that puts it off.
                        Set.of(Remedy.DUE_TIME)),
                remedies::retryJob);
    }

    @Bean
    StuckWatch suspended(JdbcClient database, JobRemedies remedies) {
        return new DatabaseWatch(
                Condition.SUSPENDED,
                database,
                Times.OF_THE_ENGINE,
                SUSPENDED,
                Map::of,
                row -> ofOperations(Condition.SUSPENDED, row, whySuspended(row), Set.of(Remedy.RESUMPTION)),
                remedies::resume);
    }

    private static Explanation whyIncident(Row row) {
        var kind = Objects.requireNonNullElse(row.extra(), "");
        if (!JobRemedies.isOfAnAttempt(kind)) {
            return because(StuckStatement.INCIDENT_OF_ANOTHER_KIND, kind, StuckRows.brief(row.detailOr("–")));
        }
        return row.detail() == null
                ? because(StuckStatement.INCIDENT_WITHOUT_MESSAGE)
                : because(StuckStatement.INCIDENT, StuckRows.brief(row.detail()));
    }

    private static Explanation whySuspended(Row row) {
        return switch (row.subject().substring(0, row.subject().indexOf(':') + 1)) {
            case JobRemedies.MODEL ->
                because(StuckStatement.MODEL_SUSPENDED, row.detailOr("?").strip());
            case JobRemedies.JOBS -> because(StuckStatement.JOBS_SUSPENDED);
            case JobRemedies.JOB -> because(StuckStatement.JOB_SUSPENDED);
            case JobRemedies.BATCH -> because(StuckStatement.BATCH_PAUSED);
            default -> because(StuckStatement.PROCESS_SUSPENDED);
        };
    }
}
